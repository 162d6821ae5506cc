#include "controller/broker/connection_event.h"

#include <gtest/gtest.h>

namespace controller {
namespace {

// As nats-server 2.9.10 sends it, shortened to what is read.
constexpr const char* kConnect =
    R"({"type":"io.nats.server.advisory.v1.client_connect","id":"x","timestamp":"2026-11-21T00:00:00Z",
"server":{"name":"vang","host":"127.0.0.1","id":"NSERVER","ver":"2.9.10"},
"client":{"start":"2026-11-21T00:00:00Z","host":"10.0.0.9","id":7,"acc":"AACC","user":"UDEV",
"name":"bang-lung-cu","lang":"C","ver":"3.4.1"}})";

TEST(ConnectionEvent, tells_who_connected_from_where) {
  const auto event = parse_connection_event(kConnect);
  ASSERT_TRUE(event);
  EXPECT_EQ(event->kind, ConnectionEvent::Kind::Connected);
  EXPECT_EQ(event->user, "UDEV");
  EXPECT_EQ(event->name, "bang-lung-cu");
  EXPECT_EQ(event->host, "10.0.0.9");
  EXPECT_EQ(event->server, "NSERVER");
  EXPECT_EQ(event->number, 7U);
}

TEST(ConnectionEvent, anything_else_is_no_event) {
  for (const char* text : {"", "{}", "[]", "null", R"({"type":1,"client":2,"server":3})",
                           R"({"type":"x","client":{"user":"U"},"server":{}})", "{\"type\":"}) {
    EXPECT_FALSE(parse_connection_event(text)) << text;
  }
}

TEST(ConnectionEvent, an_answer_to_a_claims_update_is_read) {
  std::string error;
  EXPECT_TRUE(
      claims_accepted(R"({"server":{},"data":{"code":200,"message":"jwt updated"}})", error));
  EXPECT_FALSE(
      claims_accepted(R"({"server":{},"error":{"code":500,"description":"bad jwt"}})", error));
  EXPECT_EQ(error, "bad jwt");
  EXPECT_FALSE(claims_accepted("nonsense", error));
}

}  // namespace
}  // namespace controller
