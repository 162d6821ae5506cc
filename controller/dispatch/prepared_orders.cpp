#include "controller/dispatch/prepared_orders.h"

#include <utility>

namespace controller {

namespace {

constexpr std::chrono::hours kLife{1};

}  // namespace

void PreparedOrders::keep(const std::string& hash, playlists::Order order, playlists::Instant now) {
  kept_.with([&](auto& kept) {
    std::erase_if(kept, [&](const auto& one) { return one.second.until <= now; });
    kept[hash] = {std::move(order), now + kLife};
  });
}

std::optional<playlists::Order> PreparedOrders::find(const std::string& hash,
                                                     playlists::Instant now) const {
  return kept_.with([&](const auto& kept) -> std::optional<playlists::Order> {
    const auto found = kept.find(hash);
    if (found == kept.end() || found->second.until <= now) return std::nullopt;
    return found->second.order;
  });
}

}  // namespace controller
