#include "controller/config/ports.h"

#include <arpa/inet.h>
#include <fmt/format.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <cerrno>
#include <stdexcept>

#include "controller/config/ports_json.h"
#include "protocols/io/durable_file.h"
#include "protocols/io/net.h"
#include "protocols/io/storage_error.h"
#include "protocols/io/unique_fd.h"

namespace controller {

namespace {

// Chosen together, so that the three differ.
class FreePorts {
 public:
  std::uint16_t next() {
    protocols::io::UniqueFd fd(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
    sockaddr_in address{};
    address.sin_family = AF_INET;
    socklen_t length = sizeof address;
    void* const any = &address;
    if (bind(fd.get(), static_cast<sockaddr*>(any), length) != 0 ||
        getsockname(fd.get(), static_cast<sockaddr*>(any), &length) != 0) {
      protocols::io::throw_storage_error("cannot find a free port", errno);
    }
    held_.push_back(std::move(fd));
    return ntohs(address.sin_port);
  }

 private:
  std::vector<protocols::io::UniqueFd> held_;
};

bool is_free(const std::string& address, std::uint16_t port) {
  return !protocols::io::listen_problem(address, port);
}

Ports chosen(const Config& config, const Ports& last) {
  FreePorts free;
  const auto choose = [&](std::uint16_t wanted, std::uint16_t before) {
    if (wanted != 0) return wanted;
    return before != 0 && is_free(config.address, before) ? before : free.next();
  };
  Ports ports = config.ports;
  ports.console = choose(ports.console, last.console);
  ports.devices = choose(ports.devices, last.devices);
  // Who holds the link's port of last time is most likely our own broker.
  if (ports.link == 0) ports.link = last.link != 0 ? last.link : free.next();
  return ports;
}

void require_free(const std::string& address, std::uint16_t port) {
  if (const auto problem = protocols::io::listen_problem(address, port)) {
    throw std::runtime_error(fmt::format("{} / {}", problem->vi, problem->en));
  }
}

}  // namespace

Ports choose_ports(const Config& config, const std::filesystem::path& ports_file) {
  const auto text = protocols::io::read_if_present(ports_file);
  const Ports last = text ? parse_ports(*text).value_or(Ports{0, 0, 0}) : Ports{0, 0, 0};
  const Ports ports = chosen(config, last);
  require_free(config.address, ports.console);
  require_free(config.address, ports.devices);
  return ports;
}

void keep_ports(const Ports& ports, const std::filesystem::path& ports_file) {
  protocols::io::write_durably(ports_file, ports_to_json(ports));
}

}  // namespace controller
