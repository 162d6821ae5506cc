#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <string>

#include "players/device/enrolment_json.h"
#include "players/device/gate_client.h"
#include "playlists/instant.h"
#include "protocols/io/backoff.h"
#include "protocols/io/event_loop.h"
#include "protocols/io/guarded.h"
#include "protocols/io/timer.h"
#include "protocols/io/worker_pool.h"

namespace players {

/// Keeps the user JWT with which the device logs in to the broker: renewed at the device listener
/// when four fifths of its life are over or the broker refuses it, kept on disk. Whether the time
/// has come is judged by trusted time; without it the broker's refusal decides. Lives on the device
/// loop; jwt() is thread-safe.
class JwtKeeper {
 public:
  JwtKeeper(protocols::io::EventLoop& loop, protocols::io::WorkerPool& workers, GateClient& gate,
            std::filesystem::path folder, Enrolled enrolled);

  std::string jwt() const { return jwt_.copy(); }
  /// Looks whether it is time; called when the clock became trusted and once a day.
  void look(playlists::Instant trusted_now);
  /// The broker refused it.
  void refused();
  /// Told when a new one is there.
  std::function<void()> on_renewed;

 private:
  void renew();
  void renewed(const GateAnswer& answer);

  protocols::io::EventLoop& loop_;
  protocols::io::WorkerPool& workers_;
  GateClient& gate_;
  const std::filesystem::path folder_;
  Enrolled enrolled_;
  protocols::io::Guarded<std::string> jwt_;
  bool asking_ = false;
  protocols::io::SteadyTime last_asked_{};
  std::shared_ptr<bool> alive_ = std::make_shared<bool>(true);
};

}  // namespace players
