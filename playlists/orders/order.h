// An order (lệnh): a person's signed instruction for now. docs/documents.md, `order`. Immutable
// after construction.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "playlists/ids.h"
#include "playlists/instant.h"
#include "playlists/item_class.h"
#include "playlists/messages/card.h"
#include "playlists/orders/placement.h"
#include "playlists/output_kind.h"

namespace playlists {

enum class OrderKind { Unknown, Announce, Stop };

/// `announce`, `stop`; empty for Unknown.
std::string_view order_kind_text(OrderKind kind);
std::optional<OrderKind> parse_order_kind(std::string_view text);

inline constexpr Duration longest_start_window{600'000};
inline constexpr std::size_t most_bundles = 900;
/// A card without speech is shown that long for each repeat.
inline constexpr Duration card_only_duration{20'000};
/// Planned length of the chime, and of the pause between repeats of the speech.
inline constexpr Duration chime_duration{3'000};
inline constexpr Duration repeat_pause{1'500};

/// Speech that travels as bundles on the live path; `bundles` are their SHA-256 in base64url.
struct Speech {
  std::string codec;  ///< `opus`
  int rate = 0;       ///< Hz
  int channels = 0;
  Duration bundle{};    ///< media time of one bundle
  Duration duration{};  ///< of the whole speech, once
  std::vector<std::string> bundles;

  bool operator==(const Speech&) const = default;
};

struct Order {
  OrderId id;
  Instant issued{};
  OrderKind kind = OrderKind::Unknown;
  ItemClass item_class = ItemClass::Unknown;  ///< JSON `class`; Unknown for a stop
  std::string title;
  std::string lang;
  std::string text;
  std::vector<AreaCode> areas;      ///< at least one
  bool below = true;                ///< false = only devices placed directly in one of the areas
  std::vector<OutputKind> outputs;  ///< empty = all
  std::vector<std::string> tags;    ///< empty = all
  std::optional<Card> card;
  std::optional<Speech> speech;
  bool chime = false;
  int repeat = 1;        ///< 1 … 20
  double volume_db = 0;  ///< -60 … +12
  Instant not_before{};  ///< 0 = at once
  Duration start_window =
      longest_start_window;  ///< it starts within this after not_before (or issued), or not at all
  Instant expires{};         ///< never starts, and ends if playing, from this instant on
  std::vector<OrderId> stops;  ///< stop only
  bool stops_all = false;      ///< stop only: JSON `["*"]`

  bool operator==(const Order&) const = default;
};

/// max(issued, not_before).
Instant earliest_start(const Order& order);
/// The last instant at which it may start: earliest_start + start_window, but before it expires.
Instant latest_start(const Order& order);
/// Planned length on an output: chime + repeats of the speech and the pauses between, or
/// card_only_duration x repeat.
Duration planned_duration(const Order& order);
/// Whether the order holds anything for that kind of output: a card for pictures, chime or speech
/// for sound.
bool plays_on(const Order& order, OutputKind kind);
/// Whether the alarm and not the ordinary chime goes before it: in a drill it never sounds.
bool sounds_alarm(const Order& order, World world);
/// Whether the order names this device: an area of its chain (own area only unless `below`) and, if
/// any, one of its tags.
bool addresses(const Order& order, const Placement& placement, Instant now);

}  // namespace playlists
