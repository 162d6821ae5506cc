#include "controller/config/ports.h"

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include "controller/config/ports_json.h"
#include "protocols/io/unique_fd.h"
#include "tests/fakes/temp_dir.h"

namespace {

using controller::Config;
using controller::Ports;

Config wanting(Ports ports) {
  Config config;
  config.ports = ports;
  return config;
}

// Somebody else who listens.
struct Squatter {
  protocols::io::UniqueFd fd{socket(AF_INET, SOCK_STREAM, 0)};
  std::uint16_t port = 0;
  Squatter() {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    socklen_t length = sizeof address;
    void* const any = &address;
    if (bind(fd.get(), static_cast<sockaddr*>(any), length) != 0 || listen(fd.get(), 1) != 0 ||
        getsockname(fd.get(), static_cast<sockaddr*>(any), &length) != 0) {
      throw std::runtime_error("cannot listen");
    }
    port = ntohs(address.sin_port);
  }
};

TEST(Ports, zero_finds_three_free_ones_and_keeps_them_for_the_next_start) {
  fakes::TempDir scratch;
  const auto first = controller::choose_ports(wanting({0, 0, 0}), scratch / "ports.json");
  EXPECT_NE(first.console, 0);
  EXPECT_NE(first.console, first.devices);
  EXPECT_NE(first.devices, first.link);
  controller::keep_ports(first, scratch / "ports.json");
  EXPECT_EQ(controller::choose_ports(wanting({0, 0, 0}), scratch / "ports.json"), first);
}

TEST(Ports, a_port_in_use_is_named_in_both_languages) {
  fakes::TempDir scratch;
  const Squatter other;
  try {
    controller::choose_ports(wanting({other.port, 0, 0}), scratch / "ports.json");
    FAIL() << "took a port in use";
  } catch (const std::runtime_error& error) {
    EXPECT_NE(std::string(error.what()).find(std::to_string(other.port)), std::string::npos);
  }
}

TEST(Ports, a_kept_port_that_somebody_took_is_replaced) {
  fakes::TempDir scratch;
  const Squatter other;
  controller::keep_ports({other.port, 0, 0}, scratch / "ports.json");
  EXPECT_NE(controller::choose_ports(wanting({0, 0, 0}), scratch / "ports.json").console,
            other.port);
}

TEST(Ports, damaged_texts_are_nothing) {
  for (const char* text :
       {"", "{", "[]", "{\"console\":1}", "{\"console\":-1,\"devices\":2,\"link\":3}",
        "{\"console\":70000,\"devices\":2,\"link\":3}"}) {
    EXPECT_FALSE(controller::parse_ports(text)) << text;
  }
}

}  // namespace
