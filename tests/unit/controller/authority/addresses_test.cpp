#include "controller/authority/addresses.h"

#include <gtest/gtest.h>

namespace {

using controller::Addresses;

TEST(Addresses, every_host_has_both_doors) {
  const auto ours = Addresses::of({"a", "2001:db8::1"}, 1, 2);
  EXPECT_EQ(ours.devices, (std::vector<std::string>{"https://a:1", "https://[2001:db8::1]:1"}));
  EXPECT_EQ(ours.link, (std::vector<std::string>{"tls://a:2", "tls://[2001:db8::1]:2"}));
}

TEST(Addresses, a_kind_that_was_not_given_stays_ours) {
  const auto given = Addresses::of({"a"}, 1, 2).with({"tls://relay:9"});
  EXPECT_EQ(given.devices, std::vector<std::string>{"https://a:1"});
  EXPECT_EQ(given.link, std::vector<std::string>{"tls://relay:9"});
}

TEST(Addresses, only_host_and_port_are_addresses) {
  EXPECT_TRUE(controller::is_address("https://a.b:1"));
  EXPECT_TRUE(controller::is_address("tls://[::1]:4222"));
  for (const char* text : {"", "https://a", "http://a:1", "https://a:1/x", "https://a b:1"}) {
    EXPECT_FALSE(controller::is_address(text)) << text;
  }
}

}  // namespace
