#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "players/device/output.h"
#include "players/device/trusted_clock.h"
#include "protocols/io/event_loop.h"
#include "protocols/io/timer.h"
#include "protocols/io/worker_pool.h"
#include "protocols/link/link_messages.h"

namespace players {

/// Shows what the outputs really put out to somebody who is looking: pictures at most twice a
/// second and only when they changed, levels five times a second, and nothing once the lease is
/// over. Lives on the device loop; PNGs are made on the workers.
class Watcher {
 public:
  using Publish = std::function<bool(const std::string& leaf, std::string payload)>;
  Watcher(protocols::io::EventLoop& loop, protocols::io::WorkerPool& workers,
          const TrustedClock& clock, Publish publish);

  /// The outputs to be watched, owned by the caller; they outlive the watcher.
  void outputs(std::vector<Output*> outputs) { outputs_ = std::move(outputs); }
  /// Somebody looks, or goes on looking, for so long.
  void watch(const protocols::link::Watch& watch);

 private:
  void pictures();
  void levels();
  void send_picture(const Snapshot& snapshot);

  protocols::io::EventLoop& loop_;
  protocols::io::WorkerPool& workers_;
  const TrustedClock& clock_;
  const Publish publish_;
  std::vector<Output*> outputs_;
  protocols::io::SteadyTime pictures_until_{};
  protocols::io::SteadyTime levels_until_{};
  std::map<const Output*, std::uint64_t> shown_;  ///< Snapshot::changes last sent
  bool encoding_ = false;
  protocols::io::Timer picture_timer_;
  protocols::io::Timer level_timer_;
  std::shared_ptr<bool> alive_ = std::make_shared<bool>(true);
};

/// A PNG of at most `most_bytes`: the image itself, or halved until it fits. Pure.
std::string png_within(const Image& image, std::size_t most_bytes);

}  // namespace players
