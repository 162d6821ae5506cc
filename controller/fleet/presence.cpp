#include "controller/fleet/presence.h"

#include <algorithm>

namespace controller {

void Presence::remember(const std::string& device, Instant last_heard) {
  State& state = devices_[device].state;
  state.last_heard = last_heard;
  state.since = last_heard;
}

bool Presence::heard(const std::string& device, Instant now) {
  State& state = devices_[device].state;
  state.last_heard = now;
  return set_online(state, true, now);
}

bool Presence::told(const std::string& device, const ConnectionEvent& event, Instant now) {
  Known& known = devices_[device];
  const Connection connection{event.server, event.number};
  // A restarted broker counts from one again: connections of another process are gone.
  std::erase_if(known.connections, [&](const auto& c) { return c.first.first != event.server; });
  if (event.kind == ConnectionEvent::Kind::Connected) {
    known.connections[connection] = now;
    return set_online(known.state, true, now);
  }
  known.connections.erase(connection);
  known.state.clone = is_clone(known, now);
  return known.connections.empty() && set_online(known.state, false, now);
}

std::vector<std::string> Presence::sweep(Instant now) {
  std::vector<std::string> changed;
  for (auto& [device, known] : devices_) {
    const bool silent = known.state.online && now - known.state.last_heard > kSilentAfter;
    const bool clone = is_clone(known, now);
    const bool went = silent && set_online(known.state, false, now);
    if (went || clone != known.state.clone) changed.push_back(device);
    known.state.clone = clone;
  }
  return changed;
}

Presence::State Presence::of(const std::string& device) const {
  const auto found = devices_.find(device);
  return found == devices_.end() ? State{} : found->second.state;
}

bool Presence::set_online(State& state, bool online, Instant now) {
  if (online && state.last_heard == Instant{}) state.last_heard = now;
  if (state.online == online) return false;
  state.online = online;
  state.since = now;
  return true;
}

// A reconnecting device leaves its dead half standing until the broker's pings notice; only what
// stands beside another for longer than that is a second box.
bool Presence::is_clone(const Known& known, Instant now) {
  return std::count_if(known.connections.begin(), known.connections.end(),
                       [&](const auto& c) { return now - c.second > kCloneAfter; }) >= 2;
}

}  // namespace controller
