// Who is connected: from what the broker tells about connections and from what devices say. Devices
// are judged by both because each alone fails: the broker's events are lost while vangd is away,
// and a silent device says nothing for five minutes. A value; confined to its owner.
#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "controller/broker/connection_event.h"
#include "protocols/io/clock.h"

namespace controller {

// Health comes every 5 minutes; two missed ones and some slack.
inline constexpr std::chrono::minutes kSilentAfter{11};
// Two connections of one key this long after each other's ping would have failed: two boxes.
inline constexpr std::chrono::minutes kCloneAfter{5};

class Presence {
 public:
  using Instant = protocols::io::WallTime;

  struct State {
    bool online = false;
    Instant since{};       // of being online or offline; the epoch = never seen
    Instant last_heard{};  // the epoch = never
    bool clone = false;    // two boxes share one key
  };

  // What is known from an earlier life.
  void remember(const std::string& device, Instant last_heard);
  // Each returns true when online or clone changed.
  bool heard(const std::string& device, Instant now);
  bool told(const std::string& device, const ConnectionEvent& event, Instant now);
  // Devices that fell silent or turned out to be two, since the last sweep.
  std::vector<std::string> sweep(Instant now);

  State of(const std::string& device) const;

 private:
  using Connection = std::pair<std::string, std::uint64_t>;  // server, number
  struct Known {
    State state;
    std::map<Connection, Instant> connections;
  };
  static bool set_online(State& state, bool online, Instant now);
  static bool is_clone(const Known& known, Instant now);

  std::map<std::string, Known> devices_;
};

}  // namespace controller
