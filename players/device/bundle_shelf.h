#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "players/device/speech_source.h"
#include "playlists/orders/order.h"
#include "protocols/io/event_loop.h"
#include "protocols/io/timer.h"

namespace players {

/// Puts the speech of announcements together from its bundles. A bundle counts only if its hash
/// stands at its index in the signed order, so it does not matter who brought it. Bundles that
/// outrun their order are kept for ten seconds; those that do not come by themselves are fetched.
/// Lives on the device loop.
class BundleShelf {
 public:
  /// Asks the device listener for one bundle; `done` comes on the loop, with nothing if it failed.
  using Fetched = std::function<void(std::optional<std::string> bytes)>;
  using Fetch = std::function<void(const std::string& order, std::size_t index, Fetched done)>;

  BundleShelf(protocols::io::EventLoop& loop, Fetch fetch);

  /// The order was accepted: its speech begins to be collected. Nothing if it has none.
  void open(const playlists::Order& order);
  /// The order is over: nothing more is collected; an output may still hold the source.
  void close(const std::string& order);
  /// A bundle as it came over the link.
  void put(const std::string& order, std::string_view bytes);
  /// Null if the order is not open or has no speech.
  std::shared_ptr<const SpeechSource> speech(const std::string& order) const;
  /// Bundles whose hash was wrong or that were none, since the start.
  std::size_t refused() const { return refused_; }

 private:
  struct Open {
    std::vector<std::string> hashes;
    std::shared_ptr<SpeechSource> source;
    protocols::io::SteadyTime last_news{};
    std::size_t asked = 0;  ///< requests on their way
  };
  struct Early {
    std::string bytes;
    protocols::io::SteadyTime since{};
  };
  bool place(const std::string& order, Open& open, std::string_view bytes);
  void keep_early(const std::string& order, std::string_view bytes);
  void look();
  void ask(const std::string& order, Open& open);

  protocols::io::EventLoop& loop_;
  const Fetch fetch_;
  std::map<std::string, Open> open_;
  std::multimap<std::string, Early> early_;
  std::size_t refused_ = 0;
  protocols::io::Timer look_;
};

}  // namespace players
