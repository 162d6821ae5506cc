#include "playlists/calendar/civil.h"

#include <array>
#include <cstdio>

namespace playlists {
namespace {

// In the order of std::chrono::weekday::c_encoding().
constexpr std::array<std::string_view, 7> weekdays{"su", "mo", "tu", "we", "th", "fr", "sa"};

// Exactly `count` decimal digits at `at`; -1 when they are not there.
int digits(std::string_view text, std::size_t at, std::size_t count) {
  if (text.size() < at + count) return -1;
  int number = 0;
  for (const char c : text.substr(at, count)) {
    if (c < '0' || c > '9') return -1;
    number = number * 10 + (c - '0');
  }
  return number;
}

}  // namespace

std::string_view weekday_text(std::chrono::weekday day) {
  return day.ok() ? weekdays[day.c_encoding()] : std::string_view{};
}

std::optional<std::chrono::weekday> parse_weekday(std::string_view text) {
  for (unsigned i = 0; i < weekdays.size(); ++i) {
    if (weekdays[i] == text) return std::chrono::weekday{i};
  }
  return std::nullopt;
}

std::optional<CivilTime> parse_civil_time(std::string_view text) {
  const bool with_seconds = text.size() == 8;
  if ((!with_seconds && text.size() != 5) || text[2] != ':' || (with_seconds && text[5] != ':')) {
    return std::nullopt;
  }
  const int hours = digits(text, 0, 2);
  const int minutes = digits(text, 3, 2);
  const int seconds = with_seconds ? digits(text, 6, 2) : 0;
  if (hours < 0 || minutes < 0 || minutes > 59 || seconds < 0 || seconds > 59) return std::nullopt;
  const CivilTime time =
      std::chrono::hours{hours} + std::chrono::minutes{minutes} + CivilTime{seconds};
  if (time > std::chrono::hours{24}) return std::nullopt;
  return time;
}

std::string civil_time_text(CivilTime time) {
  const auto total = static_cast<unsigned>(time.count()) % 100'000;
  std::array<char, 24> text{};
  std::snprintf(text.data(), text.size(), "%02u:%02u:%02u", total / 3600, total / 60 % 60,
                total % 60);
  return text.data();
}

std::optional<CivilDay> parse_civil_day(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  const int year = digits(text, 0, 4);
  const int month = digits(text, 5, 2);
  const int day = digits(text, 8, 2);
  if (year < 1970 || month < 1 || day < 1) return std::nullopt;
  const CivilDay civil{std::chrono::year{year}, std::chrono::month{static_cast<unsigned>(month)},
                       std::chrono::day{static_cast<unsigned>(day)}};
  return civil.ok() ? std::optional{civil} : std::nullopt;
}

std::string civil_day_text(CivilDay day) {
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), "%04d-%02u-%02u", static_cast<int>(day.year()),
                static_cast<unsigned>(day.month()), static_cast<unsigned>(day.day()));
  return text.data();
}

std::optional<std::chrono::month_day> parse_month_day(std::string_view text) {
  if (text.size() != 5 || text[2] != '-') return std::nullopt;
  const int month = digits(text, 0, 2);
  const int day = digits(text, 3, 2);
  if (month < 1 || day < 1) return std::nullopt;
  const std::chrono::month_day found{std::chrono::month{static_cast<unsigned>(month)},
                                     std::chrono::day{static_cast<unsigned>(day)}};
  return found.ok() ? std::optional{found} : std::nullopt;
}

std::string month_day_text(std::chrono::month_day day) {
  std::array<char, 24> text{};
  std::snprintf(text.data(), text.size(), "%02u-%02u", static_cast<unsigned>(day.month()),
                static_cast<unsigned>(day.day()));
  return text.data();
}

}  // namespace playlists
