#include "playlists/orders/receipt.h"

#include "playlists/words.h"

namespace playlists {
namespace {

using enum ReceiptStage;
constexpr std::array<Word<ReceiptStage>, 4> stages{
    {{Received, "received"}, {Started, "started"}, {Finished, "finished"}, {Refused, "refused"}}};
constexpr std::array<Word<ClockState>, 2> clocks{
    {{ClockState::Trusted, "trusted"}, {ClockState::Untrusted, "untrusted"}}};

}  // namespace

std::string_view receipt_stage_text(ReceiptStage stage) {
  return word_of(stages, stage);
}
std::optional<ReceiptStage> parse_receipt_stage(std::string_view text) {
  return value_of(stages, text);
}
std::string_view clock_state_text(ClockState state) {
  return word_of(clocks, state);
}
std::optional<ClockState> parse_clock_state(std::string_view text) {
  return value_of(clocks, text);
}

}  // namespace playlists
