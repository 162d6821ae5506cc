#include "playlists/timetable/why.h"

#include <array>
#include <string>

namespace playlists {
namespace {

struct Sentence {
  std::string_view code, vi, en;
};

constexpr std::array<Sentence, 29> sentences{{
    {"no_output", "Thiết bị không có ngõ ra loại này.", "The device has no output of this kind."},
    {"nothing_due", "Không có mục nào đến giờ.", "Nothing is due."},
    {"no_trusted_time", "Đồng hồ chưa được xác thực nên chưa phát theo lịch.",
     "The clock is not trusted, so no timed item plays."},
    {"not_meant", "Mục này không dành cho thiết bị này (địa bàn, điểm, loại máy hay nhãn khác).",
     "Not meant for this device (other area, site, profile or tag)."},
    {"other_output", "Mục này dành cho ngõ ra khác.", "Meant for another output."},
    {"programme_expired", "Chương trình đã hết hiệu lực.", "The programme has expired."},
    {"unknown_zone", "Không biết múi giờ của chương trình.",
     "The programme's time zone is unknown."},
    {"programme_not_yet", "Chương trình chưa có hiệu lực.", "The programme is not valid yet."},
    {"offline_too_long", "Thiết bị mất liên lạc quá số ngày cho phép nên chương trình tạm nghỉ.",
     "The device has not heard its centre for longer than the programme allows."},
    {"not_offline", "Chỉ phát khi chương trình hết hiệu lực hoặc mất liên lạc quá lâu.",
     "Plays only when the programme has ended or the link is lost for too long."},
    {"message_missing", "Thiết bị chưa có bản tin đã duyệt.",
     "The approved message is not on the device."},
    {"message_not_yet", "Bản tin chưa có hiệu lực.", "The message is not valid yet."},
    {"message_expired", "Bản tin đã hết hiệu lực.", "The message has expired."},
    {"message_class", "Bản tin không được duyệt cho mức này.",
     "The message is not approved for this class."},
    {"message_area", "Bản tin không được duyệt cho địa bàn này.",
     "The message is not approved for this area."},
    {"nothing_for_output", "Bản tin không có gì cho ngõ ra này.",
     "The message holds nothing for this output."},
    {"missing_content", "Nội dung chưa tải xong về thiết bị.",
     "Its content is not on the device yet."},
    {"played", "Đã phát xong lượt này.", "This occurrence has been played."},
    {"dropped", "Lượt này bị ngắt và được đặt là bỏ.", "It was cut, and is set to be dropped."},
    {"not_resumed", "Lượt này bị ngắt quá lâu nên không phát tiếp.",
     "It was cut too long ago to be resumed."},
    {"missed_busy", "Ngõ ra bận cho đến khi quá hạn phát muộn.",
     "The output was taken until it was too late to begin."},
    {"lapsed", "Đã hết hạn nên dừng giữa chừng.", "It expired while it was due."},
    {"other_turn", "Đang đến lượt mục khác trong cùng khung giờ.",
     "Another entry of the same window has its turn."},
    {"not_scheduled", "Không có lượt phát nào trong 8 ngày tới.",
     "It has no occurrence in the next 8 days."},
    {"interrupted", "Lệnh bị ngắt và sẽ phát lại.", "The order was cut and will begin again."},
    {"expired", "Lệnh đã hết hiệu lực.", "The order has expired."},
    {"stopped", "Lệnh đã bị dừng.", "The order was stopped."},
    {"busy", "Đã quá thời hạn bắt đầu của lệnh.", "The order's start window has passed."},
    {"finished", "Lệnh đã phát xong.", "The order has been played."},
}};

std::string quoted(const ItemRef& item) {
  return "“" + (item.title.empty() ? item.id : item.title) + "”";
}

std::string with_class_vi(const ItemRef& item) {
  return quoted(item) + " (" + std::string{class_name_vi(item.item_class)} + ")";
}

std::string with_class_en(const ItemRef& item) {
  return quoted(item) + " (" + std::string{class_name_en(item.item_class)} + ")";
}

std::string two(unsigned number) {
  return (number < 10 ? "0" : "") + std::to_string(number);
}

// 05:00:00 23/11/2026
std::string wall_text(Instant instant, const ZoneRules& zone) {
  const LocalSeconds local = zone.local_of(instant);
  const auto day = std::chrono::floor<std::chrono::days>(local);
  const CivilDay date{day};
  std::string text = civil_time_text(local - day);
  text += ' ';
  text += two(static_cast<unsigned>(date.day()));
  text += '/';
  text += two(static_cast<unsigned>(date.month()));
  text += '/';
  text += std::to_string(static_cast<int>(date.year()));
  return text;
}

}  // namespace

Why why(std::string_view code) {
  for (const Sentence& sentence : sentences) {
    if (sentence.code == code)
      return {std::string{code}, std::string{sentence.vi}, std::string{sentence.en}};
  }
  return {std::string{code}, std::string{code}, std::string{code}};
}

Why why_plays(const ItemRef& item, bool timed, bool resumes) {
  const std::string vi = resumes ? "phát tiếp sau khi bị ngắt" : "đang phát";
  const std::string en = resumes ? "goes on after it was cut" : "plays";
  if (item.kind == ItemKind::Order) {
    return {"order", "Lệnh " + with_class_vi(item) + " " + vi + ".",
            "The order " + with_class_en(item) + " " + en + "."};
  }
  if (timed) {
    return {"timed", "Mục theo giờ " + with_class_vi(item) + " " + vi + ".",
            "The timed entry " + with_class_en(item) + " " + en + "."};
  }
  return {"window", "Mục theo khung giờ " + with_class_vi(item) + " " + vi + ".",
          "The window entry " + with_class_en(item) + " " + en + "."};
}

Why why_covered(const ItemRef& by) {
  return {"covered_by", "Nhường " + with_class_vi(by) + ".",
          "Gives way to " + with_class_en(by) + "."};
}

Why why_covers(const ItemRef& covered) {
  return {"covers", with_class_vi(covered) + " phải chờ.",
          with_class_en(covered) + " has to wait."};
}

Why why_later(Instant start, const ZoneRules& zone) {
  const std::string when = wall_text(start, zone);
  return {"not_now", "Sẽ phát lúc " + when + ".", "It is due at " + when + "."};
}

}  // namespace playlists
