#include "playlists/orders/order.h"

#include <algorithm>

#include "playlists/words.h"

namespace playlists {
namespace {

constexpr std::array<Word<OrderKind>, 2> kinds{
    {{OrderKind::Announce, "announce"}, {OrderKind::Stop, "stop"}}};

bool shares_tag(const std::vector<std::string>& wanted, const std::vector<std::string>& held) {
  return std::any_of(wanted.begin(), wanted.end(), [&](const std::string& tag) {
    return std::find(held.begin(), held.end(), tag) != held.end();
  });
}

}  // namespace

std::string_view order_kind_text(OrderKind kind) {
  return word_of(kinds, kind);
}
std::optional<OrderKind> parse_order_kind(std::string_view text) {
  return value_of(kinds, text);
}

Instant earliest_start(const Order& order) {
  return std::max(order.issued, order.not_before);
}

Instant latest_start(const Order& order) {
  return std::min(earliest_start(order) + order.start_window, order.expires - Duration{1});
}

Duration planned_duration(const Order& order) {
  const Duration chime = order.chime ? chime_duration : Duration{};
  if (order.speech)
    return chime + order.repeat * order.speech->duration + (order.repeat - 1) * repeat_pause;
  return std::max(chime, card_only_duration * order.repeat);
}

bool plays_on(const Order& order, OutputKind kind) {
  if (order.kind != OrderKind::Announce) return false;
  if (!order.outputs.empty() &&
      std::find(order.outputs.begin(), order.outputs.end(), kind) == order.outputs.end()) {
    return false;
  }
  if (kind == OutputKind::Picture) return order.card.has_value();
  return kind == OutputKind::Sound && (order.speech.has_value() || order.chime);
}

bool sounds_alarm(const Order& order, World world) {
  return order.item_class == ItemClass::Emergency && world == World::Live;
}

bool addresses(const Order& order, const Placement& placement, Instant now) {
  if (!order.tags.empty() && !shares_tag(order.tags, placement.tags)) return false;
  std::vector<AreaCode> chain = chain_at(placement, now);
  if (!order.below && chain.size() > 1) chain.resize(1);
  return std::any_of(chain.begin(), chain.end(), [&](const AreaCode& area) {
    return std::find(order.areas.begin(), order.areas.end(), area) != order.areas.end();
  });
}

}  // namespace playlists
