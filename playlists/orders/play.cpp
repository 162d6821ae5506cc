#include "playlists/orders/play.h"

#include "playlists/words.h"

namespace playlists {
namespace {

constexpr std::array<Word<ItemKind>, 2> items{
    {{ItemKind::Entry, "entry"}, {ItemKind::Order, "order"}}};

struct OutcomeWords {
  Outcome outcome;
  std::string_view text, vi, en;
};
constexpr std::array<OutcomeWords, 9> outcomes{{
    {Outcome::Heard, "heard", "đã nghe được", "heard"},
    {Outcome::Shown, "shown", "đã hiển thị", "shown"},
    {Outcome::SentNotProven, "sent_not_proven", "đã gửi ra, chưa có bằng chứng",
     "sent, not proven"},
    {Outcome::Silent, "silent", "im tiếng", "silent"},
    {Outcome::Dark, "dark", "tối màn hình", "dark"},
    {Outcome::OtherOutput, "other_output", "phát trên ngõ ra khác", "came out elsewhere"},
    {Outcome::Interrupted, "interrupted", "bị ngắt", "interrupted"},
    {Outcome::Missed, "missed", "bị lỡ", "missed"},
    {Outcome::Excused, "excused", "được miễn", "excused"},
}};

struct ReasonWords {
  PlayReason reason;
  std::string_view text, vi, en;
};
using enum PlayReason;
constexpr std::array<ReasonWords, 13> reasons{{
    {Restart, "restart", "thiết bị khởi động lại", "the device started again"},
    {Emergency, "emergency", "nhường lệnh khẩn cấp", "an emergency cut in"},
    {Order, "order", "nhường một lệnh phát", "an order cut in"},
    {HigherClass, "higher_class", "nhường mục lịch ưu tiên hơn",
     "an entry of a higher class cut in"},
    {Stopped, "stopped", "có lệnh dừng", "stopped by order"},
    {Expired, "expired", "hết hiệu lực", "expired"},
    {ProgrammeChanged, "programme_changed", "chương trình đã thay đổi", "the programme changed"},
    {WindowEnded, "window_ended", "hết khung giờ", "its window ended"},
    {Busy, "busy", "ngõ ra bận", "the output was taken"},
    {MissingContent, "missing_content", "thiếu nội dung trên thiết bị",
     "content is not on the device"},
    {NoTrustedTime, "no_trusted_time", "đồng hồ chưa tin cậy", "no trusted time"},
    {NoOutput, "no_output", "không có ngõ ra", "no output"},
    {Storage, "storage", "bộ nhớ đầy", "storage is full"},
}};

const OutcomeWords* words_of(Outcome outcome) {
  for (const OutcomeWords& words : outcomes) {
    if (words.outcome == outcome) return &words;
  }
  return nullptr;
}

const ReasonWords* words_of(PlayReason reason) {
  for (const ReasonWords& words : reasons) {
    if (words.reason == reason) return &words;
  }
  return nullptr;
}

}  // namespace

std::string_view item_kind_text(ItemKind kind) {
  return word_of(items, kind);
}
std::optional<ItemKind> parse_item_kind(std::string_view text) {
  return value_of(items, text);
}

std::string_view outcome_text(Outcome outcome) {
  const OutcomeWords* words = words_of(outcome);
  return words == nullptr ? std::string_view{} : words->text;
}

std::optional<Outcome> parse_outcome(std::string_view text) {
  if (text.empty()) return Outcome::Unknown;
  for (const OutcomeWords& words : outcomes) {
    if (words.text == text) return words.outcome;
  }
  return std::nullopt;
}

std::string_view play_reason_text(PlayReason reason) {
  const ReasonWords* words = words_of(reason);
  return words == nullptr ? std::string_view{} : words->text;
}

std::optional<PlayReason> parse_play_reason(std::string_view text) {
  if (text.empty()) return PlayReason::Unknown;
  for (const ReasonWords& words : reasons) {
    if (words.text == text) return words.reason;
  }
  return std::nullopt;
}

std::string_view outcome_name_vi(Outcome outcome) {
  const OutcomeWords* words = words_of(outcome);
  return words == nullptr ? "chưa xong" : words->vi;
}

std::string_view outcome_name_en(Outcome outcome) {
  const OutcomeWords* words = words_of(outcome);
  return words == nullptr ? "open" : words->en;
}

std::string_view play_reason_name_vi(PlayReason reason) {
  const ReasonWords* words = words_of(reason);
  return words == nullptr ? std::string_view{} : words->vi;
}

std::string_view play_reason_name_en(PlayReason reason) {
  const ReasonWords* words = words_of(reason);
  return words == nullptr ? std::string_view{} : words->en;
}

std::string_view first_prev() {
  return "0000000000000000000000000000000000000000000000000000000000000000";
}

}  // namespace playlists
