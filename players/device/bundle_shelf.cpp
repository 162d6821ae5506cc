#include "players/device/bundle_shelf.h"

#include <algorithm>

#include "protocols/io/log.h"
#include "protocols/link/bundle.h"

namespace players {

namespace io = protocols::io;
namespace link = protocols::link;

namespace {

constexpr auto early_life = std::chrono::seconds(10);
constexpr std::size_t most_early = 128;  // 50 s of speech
constexpr auto look_period = std::chrono::milliseconds(250);
/// Bundles come every few milliseconds; when none came for so long, the rest has to be asked for.
constexpr auto patience = std::chrono::milliseconds(750);
constexpr std::size_t asked_at_a_time = 4;

}  // namespace

BundleShelf::BundleShelf(io::EventLoop& loop, Fetch fetch)
    : loop_(loop), fetch_(std::move(fetch)), look_(loop) {}

void BundleShelf::open(const playlists::Order& order) {
  const auto id = order.id.text();
  if (!order.speech || open_.contains(id)) return;
  auto& open = open_[id];
  open.hashes = order.speech->bundles;
  open.source = std::make_shared<SpeechSource>(open.hashes.size(), order.speech->bundle);
  open.last_news = loop_.clock().steady();
  const auto [from, to] = early_.equal_range(id);
  for (auto early = from; early != to; ++early) place(id, open, early->second.bytes);
  early_.erase(from, to);
  if (!look_.armed()) look_.every(look_period, [this] { look(); });
}

void BundleShelf::close(const std::string& order) {
  open_.erase(order);
  if (open_.empty() && early_.empty()) look_.cancel();
}

std::shared_ptr<const SpeechSource> BundleShelf::speech(const std::string& order) const {
  const auto found = open_.find(order);
  return found == open_.end() ? nullptr : found->second.source;
}

void BundleShelf::put(const std::string& order, std::string_view bytes) {
  const auto found = open_.find(order);
  if (found == open_.end()) return keep_early(order, bytes);
  if (place(order, found->second, bytes)) found->second.last_news = loop_.clock().steady();
}

bool BundleShelf::place(const std::string& order, Open& open, std::string_view bytes) {
  auto bundle = link::decode_bundle(bytes);
  const bool good = bundle && bundle->index < open.hashes.size() &&
                    link::bundle_hash(bytes) == open.hashes[bundle->index];
  if (good) return open.source->put(bundle->index, std::move(bundle->packets));
  refused_++;
  io::log::warning("orders: a bundle is not the one that was signed", {{"order", order}});
  return false;
}

void BundleShelf::keep_early(const std::string& order, std::string_view bytes) {
  if (early_.size() >= most_early || !playlists::is_uuid7(order)) return;
  early_.insert({order, {std::string(bytes), loop_.clock().steady()}});
  if (!look_.armed()) look_.every(look_period, [this] { look(); });
}

void BundleShelf::look() {
  const auto now = loop_.clock().steady();
  std::erase_if(early_, [&](const auto& early) { return now - early.second.since > early_life; });
  for (auto& [order, open] : open_)
    if (!open.source->complete() && open.asked == 0 && now - open.last_news >= patience)
      ask(order, open);
  if (open_.empty() && early_.empty()) look_.cancel();
}

void BundleShelf::ask(const std::string& order, Open& open) {
  auto missing = open.source->missing();
  missing.resize(std::min(missing.size(), asked_at_a_time));
  // Counted before the first request: one that fails at once must not start the next look early.
  open.asked = missing.size();
  for (const auto index : missing)
    fetch_(order, index, [this, order](const std::optional<std::string>& bytes) {
      const auto found = open_.find(order);
      if (found == open_.end()) return;
      auto& asking = found->second;
      asking.asked--;
      const bool placed = bytes && place(order, asking, *bytes);
      if (!placed)
        asking.last_news = loop_.clock().steady();
      else if (asking.asked == 0 && !asking.source->complete())
        ask(order, asking);
    });
}

}  // namespace players
