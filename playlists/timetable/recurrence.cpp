#include "playlists/timetable/recurrence.h"

#include <algorithm>

#include "playlists/recurrence/expand.h"
#include "playlists/recurrence/rule.h"

namespace playlists {
namespace {

using std::chrono::days;
using std::chrono::floor;
using std::chrono::local_days;

constexpr LocalSeconds first_day{
    local_days{CivilDay{std::chrono::year{1970}, std::chrono::January, std::chrono::day{1}}}};
constexpr CivilTime whole_day = std::chrono::hours{24};
// The most a window can be open, and a shift of the clock beside it.
constexpr std::chrono::seconds longest_window = std::chrono::hours{24};
constexpr std::chrono::seconds most_shift = std::chrono::hours{3};

CivilDay day_of(LocalSeconds local) {
  return CivilDay{floor<days>(local)};
}

LocalSeconds start_of(CivilDay day) {
  return local_days{day};
}

CivilTime length_of(const CivilWindow& window) {
  return window.end - window.start + (window.end <= window.start ? whole_day : CivilTime{0});
}

const Calendar* named(const std::vector<Calendar>& calendars, const std::string& id) {
  const auto found = std::find_if(calendars.begin(), calendars.end(),
                                  [&](const Calendar& calendar) { return calendar.id == id; });
  return found == calendars.end() ? nullptr : &*found;
}

// Local times to instants; most zones keep one offset for years.
class ToInstants {
 public:
  explicit ToInstants(const ZoneRules& zone) : zone_(zone) {}
  Instant operator()(LocalSeconds local) {
    if (local < steady_.from || local >= steady_.until) steady_ = zone_.steady_around(local);
    if (local >= steady_.from && local < steady_.until) {
      return Instant{local.time_since_epoch() - steady_.offset};
    }
    return zone_.instant_of(local);
  }

 private:
  const ZoneRules& zone_;
  SteadyOffset steady_;
};

}  // namespace

// The day filters of a `when`.
class Times::Wanted {
 public:
  explicit Wanted(const Times& times) : when_(times.when_), times_(times) {}

  bool operator()(LocalSeconds start, bool added) const {
    const CivilDay day = day_of(start);
    if (!added && when_.until && local_days{day} > local_days{*when_.until}) return false;
    for (const Except& except : when_.except) {
      if (except.day == day && (!except.time || start_of(day) + *except.time == start))
        return false;
    }
    const auto holds = [&](const std::string& id) {
      const Calendar* calendar = named(times_.calendars_, id);
      return calendar != nullptr && contains(*calendar, day);
    };
    if (std::any_of(when_.never.begin(), when_.never.end(), holds)) return false;
    return when_.only.empty() || std::any_of(when_.only.begin(), when_.only.end(), holds);
  }

 private:
  const When& when_;
  const Times& times_;
};

Times::Times(const When& when, const ZoneRules& zone, const DayNames& names)
    : when_(when), zone_(zone) {
  if (!when.rule.empty()) {
    auto rule = RecurrenceRule::read(when.rule);
    good_ = rule.has_value();
    if (rule && rule->until() && rule->until()->form == RuleEnd::Form::Utc) {
      rule = rule->ending(zone.local_of(Instant{rule->until()->at.time_since_epoch()}));
    }
    if (rule) rule_.push_back(*rule);
  }
  const auto keep = [&](const std::string& id) {
    const Calendar* calendar = named(names.calendars, id);
    if (calendar == nullptr) {
      good_ = false;
    } else {
      calendars_.push_back(*calendar);
    }
  };
  for (const std::string& id : when.only) keep(id);
  for (const std::string& id : when.never) keep(id);
  if (when.daypart.empty()) return;
  const auto part = std::find_if(names.dayparts.begin(), names.dayparts.end(),
                                 [&](const Daypart& one) { return one.id == when.daypart; });
  if (part == names.dayparts.end()) {
    good_ = false;
    return;
  }
  daypart_.push_back(*part);
  for (const DaypartException& exception : part->exceptions) {
    if (!exception.calendar.empty()) keep(exception.calendar);
  }
}

// Where the series of the rule begin: one for each start time.
std::vector<LocalSeconds> Times::series() const {
  const LocalSeconds begin = when_.from ? start_of(*when_.from) : first_day;
  std::vector<LocalSeconds> all;
  for (const CivilTime time : when_.times) all.push_back(begin + time);
  if (when_.window) all.push_back(begin + when_.window->start);
  if (!daypart_.empty()) all.push_back(begin);
  return all;
}

std::int64_t Times::number_of(LocalSeconds at) const {
  std::int64_t number = 0;
  if (rule_.empty()) {
    for (const LocalSeconds start : series()) number += when_.from && start < at ? 1 : 0;
    return number;
  }
  for (const LocalSeconds start : series()) number += count_before(rule_.front(), start, at);
  return number;
}

std::vector<Times::LocalStart> Times::starts_between(LocalSeconds first, LocalSeconds last,
                                                     bool numbered) const {
  std::vector<LocalSeconds> found;
  const LocalSeconds from = daypart_.empty() ? first : floor<days>(first);
  for (const LocalSeconds start : series()) {
    if (!rule_.empty()) {
      expand(rule_.front(), start, from, last, found);
    } else if (when_.from && start >= from && start < last) {
      found.push_back(start);
    }
  }
  std::sort(found.begin(), found.end());
  CivilTime open = when_.window ? length_of(*when_.window) : CivilTime{0};
  std::vector<LocalStart> starts;
  std::int64_t number = numbered && !found.empty() ? number_of(found.front()) : 0;
  for (const LocalSeconds at : found) {
    if (daypart_.empty()) {
      starts.push_back({at, open, number++, false});
      continue;
    }
    for (const CivilWindow& window : windows_on(daypart_.front(), day_of(at), calendars_)) {
      starts.push_back({floor<days>(at) + window.start, length_of(window), number, false});
    }
    ++number;
  }
  if (!daypart_.empty() && !daypart_.front().windows.empty()) {
    open = length_of(daypart_.front().windows.front());
  }
  for (const LocalSeconds also : when_.also) {
    if (also < first || also >= last || (when_.times.empty() && open.count() == 0)) continue;
    starts.push_back({also, open, numbered ? number_of(also) : 0, true});
  }
  return starts;
}

void Times::append(Duration span, Instant from, Instant until, bool numbered,
                   std::vector<Occurrence>& out) const {
  if (!good_ || until <= from) return;
  const auto longest =
      std::max(floor<std::chrono::seconds>(span) + std::chrono::seconds{1}, longest_window);
  const LocalSeconds first = zone_.local_of(from) - longest - most_shift;
  const LocalSeconds last = zone_.local_of(until) + most_shift;
  std::vector<LocalStart> starts = starts_between(first, last, numbered);
  const Wanted wanted{*this};
  std::erase_if(starts, [&](const LocalStart& start) { return !wanted(start.at, start.added); });

  const std::size_t old = out.size();
  ToInstants instant{zone_};
  const auto keep = [&](const Occurrence& one) {
    if (one.start < until && one.end > from && one.start < one.end) out.push_back(one);
  };
  const bool periods = when_.every.count() > 0 || when_.share.has_value();
  for (const LocalStart& start : starts) {
    const Instant begins = instant(start.at);
    if (start.open.count() == 0) {
      keep({start.at, begins, begins + span, true, start.number});
      continue;
    }
    const Instant ends = instant(start.at + start.open);
    if (!periods) {
      keep({start.at, begins, ends, false, start.number});
      continue;
    }
    const auto playing = [&](Instant at, std::int64_t k) {
      keep({start.at, at, at + span, true, start.number + k});
    };
    if (when_.share) {
      const std::int64_t plays = plays_an_hour(*when_.share, span);
      for (std::int64_t k = 0;; ++k) {
        const Instant at = begins + Duration{k / plays * 3'600'000 + k % plays * 3'600'000 / plays};
        if (at >= ends) break;
        playing(at, k);
      }
      continue;
    }
    for (std::int64_t k = 0; when_.most == 0 || k < when_.most; ++k) {
      const Instant at = begins + k * when_.every;
      if (at >= ends) break;
      playing(at, k);
    }
  }
  const auto fresh = out.begin() + static_cast<std::ptrdiff_t>(old);
  std::stable_sort(fresh, out.end(),
                   [](const auto& a, const auto& b) { return a.start < b.start; });
  const auto same = [](const auto& a, const auto& b) { return a.start == b.start; };
  out.erase(std::unique(fresh, out.end(), same), out.end());
}

std::int64_t plays_an_hour(const Share& share, Duration span) {
  if (share.percent == 0) return std::max(1, share.plays);
  const std::int64_t wanted = std::int64_t{36'000} * share.percent;
  const std::int64_t one = std::max<std::int64_t>(1, span.count());
  return std::max<std::int64_t>(1, (wanted + one - 1) / one);
}

std::vector<Occurrence> occurrences(const When& when, const ZoneRules& zone, Duration span,
                                    Instant from, Instant until, const DayNames& names) {
  std::vector<Occurrence> found;
  Times{when, zone, names}.append(span, from, until, true, found);
  return found;
}

}  // namespace playlists
