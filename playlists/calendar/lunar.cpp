#include "playlists/calendar/lunar.h"

#include <array>
#include <cstdint>
#include <string_view>

namespace playlists {
namespace {

using std::chrono::days;
using std::chrono::sys_days;

constexpr std::array<std::uint32_t, last_lunar_year - first_lunar_year + 1> rows{
#include "playlists/calendar/lunar_table.inc"
};

constexpr std::array<std::string_view, 10> cans{"Giáp", "Ất",   "Bính", "Đinh", "Mậu",
                                                "Kỷ",   "Canh", "Tân",  "Nhâm", "Quý"};
constexpr std::array<std::string_view, 12> chis{"Tý",  "Sửu", "Dần",  "Mão", "Thìn", "Tỵ",
                                                "Ngọ", "Mùi", "Thân", "Dậu", "Tuất", "Hợi"};

// One row of the table, unpacked as lunar_table.inc says. Places count months in their order, from
// 0, the leap month among them.
class LunarYear {
 public:
  static std::optional<LunarYear> find(int year) {
    if (year < first_lunar_year || year > last_lunar_year) return std::nullopt;
    return LunarYear{year};
  }

  sys_days first() const {
    const CivilDay january = std::chrono::year{year_} / std::chrono::January / 1;
    return sys_days{january} + days{row_ >> 17};
  }
  int months() const { return leap_month() == 0 ? 12 : 13; }
  int length(int place) const { return (row_ >> place & 1) != 0 ? 30 : 29; }
  bool is_leap(int place) const { return leap_month() != 0 && place == leap_month(); }
  int month(int place) const {
    return leap_month() != 0 && place >= leap_month() ? place : place + 1;
  }

 private:
  explicit LunarYear(int year)
      : year_(year), row_(rows[static_cast<std::size_t>(year - first_lunar_year)]) {}

  int leap_month() const { return static_cast<int>(row_ >> 13 & 0xf); }

  int year_;
  std::uint32_t row_;
};

std::optional<LunarDay> day_in(int year, sys_days day) {
  const std::optional<LunarYear> lunar = LunarYear::find(year);
  if (!lunar || day < lunar->first()) return std::nullopt;
  auto left = static_cast<int>((day - lunar->first()).count());
  for (int place = 0; place < lunar->months(); ++place) {
    if (left < lunar->length(place)) {
      return LunarDay{year, lunar->month(place), lunar->is_leap(place), left + 1};
    }
    left -= lunar->length(place);
  }
  return std::nullopt;
}

std::string_view in_cycle(const auto& names, int year) {
  const int size = static_cast<int>(names.size());
  return names[static_cast<std::size_t>(((year - 4) % size + size) % size)];
}

}  // namespace

std::optional<LunarDay> lunar_of(CivilDay day) {
  if (!day.ok()) return std::nullopt;
  const int year = static_cast<int>(day.year());
  const std::optional<LunarDay> after_tet = day_in(year, sys_days{day});
  return after_tet ? after_tet : day_in(year - 1, sys_days{day});
}

std::optional<CivilDay> solar_of(LunarDay day) {
  const std::optional<LunarYear> lunar = LunarYear::find(day.year);
  if (!lunar) return std::nullopt;
  sys_days first = lunar->first();
  for (int place = 0; place < lunar->months(); ++place) {
    if (lunar->month(place) == day.month && lunar->is_leap(place) == day.leap) {
      if (day.day < 1 || day.day > lunar->length(place)) return std::nullopt;
      return CivilDay{first + days{day.day - 1}};
    }
    first += days{lunar->length(place)};
  }
  return std::nullopt;
}

std::optional<CivilDay> new_years_day(int lunar_year) {
  return solar_of({lunar_year, 1, false, 1});
}

std::string can_chi_year(int lunar_year) {
  return std::string{in_cycle(cans, lunar_year)} + " " + std::string{in_cycle(chis, lunar_year)};
}

}  // namespace playlists
