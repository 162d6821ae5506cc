// What the broker's system account tells about somebody's connection
// ($SYS.ACCOUNT.<account>.CONNECT and .DISCONNECT). Total parser; immutable value.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace controller {

struct ConnectionEvent {
  enum class Kind { Unknown, Connected, Disconnected };
  Kind kind = Kind::Unknown;
  std::string user;          // "U…": the nkey that logged in
  std::string name;          // what the client calls itself
  std::string host;          // its address
  std::string server;        // id of the nats-server process: numbers below are its own
  std::uint64_t number = 0;  // of the connection within that server
  std::string reason;        // of a disconnect
};

std::optional<ConnectionEvent> parse_connection_event(std::string_view json);

// True if the answer to a claims update says it was taken; otherwise `error` gets the broker's
// words.
bool claims_accepted(std::string_view json, std::string& error);

}  // namespace controller
