// A receipt (biên nhận): a device's answer to one order (docs/documents.md, `receipt`). Immutable
// values.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "playlists/ids.h"
#include "playlists/instant.h"

namespace playlists {

enum class ReceiptStage { Unknown, Received, Started, Finished, Refused };
/// Whether the instants beside it came from a clock somebody vouched for.
enum class ClockState { Unknown, Trusted, Untrusted };

std::string_view receipt_stage_text(ReceiptStage stage);
std::optional<ReceiptStage> parse_receipt_stage(std::string_view text);
std::string_view clock_state_text(ClockState state);
std::optional<ClockState> parse_clock_state(std::string_view text);

struct Receipt {
  ReceiptId id;
  DeviceId device;
  OrderId order;
  ReceiptStage stage = ReceiptStage::Unknown;
  /// refused: a code of protocols/trust/refusal.h; finished: empty, `interrupted`, `stopped` or
  /// `expired`; else empty.
  std::string reason;
  Instant at{};
  ClockState clock = ClockState::Unknown;
  Duration late{};  ///< started: how long after it was received or due

  bool operator==(const Receipt&) const = default;
};

}  // namespace playlists
