// A play (lượt phát): the record of what really came out of one output (docs/documents.md,
// `plays`). Immutable values.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "playlists/ids.h"
#include "playlists/instant.h"
#include "playlists/item_class.h"
#include "playlists/orders/receipt.h"
#include "playlists/output_kind.h"

namespace playlists {

enum class ItemKind { Unknown, Entry, Order };
std::string_view item_kind_text(ItemKind kind);
std::optional<ItemKind> parse_item_kind(std::string_view text);

/// What was (or is to be) played, as a play record names it.
struct ItemRef {
  ItemKind kind = ItemKind::Unknown;
  std::string id;              ///< entry or order id
  AreaCode area;               ///< whose programme, or the order's area that reached this device
  std::int64_t programme = 0;  ///< version; 0 for an order
  MessageHash message;         ///< empty for an order
  std::string title;
  ItemClass item_class = ItemClass::Unknown;

  bool operator==(const ItemRef&) const = default;
};

/// One list of outcomes (glossary). Unknown = still open, written as an empty text.
enum class Outcome {
  Unknown,
  Heard,
  Shown,
  SentNotProven,
  Silent,
  Dark,
  OtherOutput,
  Interrupted,
  Missed,
  Excused
};
/// Why it was interrupted, missed or excused. Unknown = nothing to say, written as an empty text.
enum class PlayReason {
  Unknown,
  Restart,           ///< the player or its power went away
  Emergency,         ///< an emergency order cut in
  Order,             ///< another order cut in
  HigherClass,       ///< an entry of a higher class took its turn
  Stopped,           ///< a stop order
  Expired,           ///< the order or the message ran out
  ProgrammeChanged,  ///< a newer programme no longer holds it
  WindowEnded,       ///< the entry's window closed
  Busy,              ///< the output was taken until its start window had passed
  MissingContent,    ///< media not on the device, or unreadable
  NoTrustedTime,     ///< the clock could not be trusted
  NoOutput,          ///< the output failed or is not there
  Storage,           ///< the disk was full
};

std::string_view outcome_text(Outcome outcome);
std::optional<Outcome> parse_outcome(std::string_view text);
std::string_view play_reason_text(PlayReason reason);
std::optional<PlayReason> parse_play_reason(std::string_view text);
/// For people.
std::string_view outcome_name_vi(Outcome outcome);
std::string_view outcome_name_en(Outcome outcome);
std::string_view play_reason_name_vi(PlayReason reason);
std::string_view play_reason_name_en(PlayReason reason);

/// `prev` of a journal's first record: 64 zeros.
std::string_view first_prev();

struct PlayRecord {
  std::uint64_t seq = 0;  ///< 1 …, never reused
  std::string prev;       ///< SHA-256 (hex) of the previous record's bytes
  std::uint64_t boot = 0;
  OutputKind output = OutputKind::Unknown;
  ItemRef item;
  Instant start{};
  Instant end{};
  ClockState clock = ClockState::Unknown;
  std::int64_t start_mono_ns = 0;    ///< the device's monotonic clock
  std::uint64_t amount = 0;          ///< frames shown, or samples sent per channel
  std::optional<double> level_dbfs;  ///< sounds only
  std::optional<double> peak_dbfs;
  Outcome outcome = Outcome::Unknown;
  PlayReason reason = PlayReason::Unknown;

  bool operator==(const PlayRecord&) const = default;
};

inline constexpr std::size_t most_plays = 500;

/// One signed batch; each record is the exact bytes of one play record's JSON.
struct Plays {
  DeviceId device;
  ChainId chain;
  std::vector<std::string> records;

  bool operator==(const Plays&) const = default;
};

}  // namespace playlists
