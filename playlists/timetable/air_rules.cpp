#include "playlists/timetable/air_rules.h"

#include <algorithm>
#include <limits>

namespace playlists {
namespace {

using std::chrono::days;
using std::chrono::floor;
using std::chrono::local_days;
using Spans = std::vector<std::pair<Instant, Instant>>;

constexpr CivilTime whole_day = std::chrono::hours{24};

bool in_season(const YearlyRange& season, CivilDay day) {
  const Calendar one{"", "", {}, {season}, {}};
  return contains(one, day);
}

// Joins what overlaps or touches.
Spans joined(Spans spans) {
  std::sort(spans.begin(), spans.end());
  Spans all;
  for (const auto& span : spans) {
    if (all.empty() || all.back().second < span.first) {
      all.push_back(span);
    } else {
      all.back().second = std::max(all.back().second, span.second);
    }
  }
  return all;
}

bool covers(const Spans& spans, Instant from, Instant until) {
  return std::any_of(spans.begin(), spans.end(),
                     [&](const auto& span) { return span.first <= from && until <= span.second; });
}

bool passes(const Airing& airing, const std::string& id) {
  const auto* beyond = airing.beyond;
  return beyond != nullptr && std::find(beyond->begin(), beyond->end(), id) != beyond->end();
}

bool holds(const Spans& spans, Instant at) {
  return covers(spans, at, at + Duration{1});
}

}  // namespace

// Makes spans of hours.
class AirRules::Maker {
 public:
  Maker(AirRules& made, const std::vector<const Rules*>& rules, const Placement& placement,
        OutputKind kind, Instant from, Instant until)
      : made_(made), kind_(kind), from_(from), until_(until) {
    for (const PlacedArea& area : placement.areas) made_.areas_.push_back(area.code);
    made_.rules_.reserve(rules.size());
    for (const Rules* one : rules) made_.rules_.push_back(*one);
  }

  void run() {
    for (const Rules& rules : made_.rules_) {
      const auto area = std::find(made_.areas_.begin(), made_.areas_.end(), rules.area);
      const auto zone = ZoneRules::find(rules.zone);
      if (area == made_.areas_.end() || !zone) continue;
      if (!made_.zone_) made_.zone_ = zone;
      rules_ = &rules;
      zone_ = &*zone;
      area_ = static_cast<std::uint8_t>(area - made_.areas_.begin());
      add_laws();
      add_reservations();
      add_delegations();
    }
    std::sort(made_.spans_.begin(), made_.spans_.end(),
              [](const Span& a, const Span& b) { return a.from < b.from; });
    std::sort(made_.edges_.begin(), made_.edges_.end());
  }

 private:
  const Calendar* calendar(const std::string& id) const {
    // Those of the nearest area that has it, from this one up.
    for (std::size_t at = area_; at < made_.areas_.size(); ++at) {
      for (const Rules& rules : made_.rules_) {
        if (rules.area != made_.areas_[at]) continue;
        for (const Calendar& one : rules.calendars) {
          if (one.id == id) return &one;
        }
      }
    }
    return nullptr;
  }

  bool on_day(const Hours& hours, CivilDay day) const {
    const std::chrono::weekday weekday{local_days{day}};
    const auto held = [&](const std::string& id) {
      const Calendar* found = calendar(id);
      return found != nullptr && contains(*found, day);
    };
    if (hours.from && local_days{day} < local_days{*hours.from}) return false;
    if (hours.until && local_days{day} > local_days{*hours.until}) return false;
    if (hours.season && !in_season(*hours.season, day)) return false;
    const bool wrong_day = !hours.days.empty() && std::find(hours.days.begin(), hours.days.end(),
                                                            weekday) == hours.days.end();
    if (wrong_day || std::any_of(hours.never.begin(), hours.never.end(), held)) return false;
    return hours.only.empty() || std::any_of(hours.only.begin(), hours.only.end(), held);
  }

  Spans spans_of(const Hours& hours) const {
    Spans spans;
    const auto last = floor<days>(zone_->local_of(until_));
    for (auto day = floor<days>(zone_->local_of(from_)) - days{1}; day <= last; day += days{1}) {
      if (!on_day(hours, CivilDay{day})) continue;
      const auto add = [&](CivilTime start, CivilTime end) {
        if (end <= start) end += whole_day;
        spans.emplace_back(zone_->instant_of(day + start), zone_->instant_of(day + end));
      };
      if (hours.windows.empty()) add(CivilTime{0}, whole_day);
      for (const CivilWindow& window : hours.windows) add(window.start, window.end);
    }
    return joined(std::move(spans));
  }

  void edge(Instant at) const { made_.edges_.push_back(at); }

  void add_span(const std::pair<Instant, Instant>& span, Kind kind, const std::string& id,
                const std::string& name) {
    made_.spans_.push_back({span.first, span.second, kind, area_, id, name});
    edge(span.first);
    edge(span.second);
  }

  void add_laws() {
    Spans permitted;
    const Law* first_permitted = nullptr;
    for (const Law& law : rules_->laws) {
      if (!binds(law, kind_)) continue;
      Spans spans = spans_of(law.hours);
      switch (law.kind) {
        case LawKind::Quiet:
          for (const auto& span : spans) add_span(span, Kind::Quiet, law.id, law.name);
          break;
        case LawKind::Permitted:
          if (first_permitted == nullptr) first_permitted = &law;
          permitted.insert(permitted.end(), spans.begin(), spans.end());
          break;
        case LawKind::Budget:
          made_.budgets_.push_back({&law, area_, std::move(spans)});
          break;
        case LawKind::Cap:
          for (const auto& span : spans) {
            made_.caps_.push_back({span.first, span.second, law.volume_db});
            edge(span.first);
            edge(span.second);
          }
          break;
        default:
          break;
      }
    }
    if (first_permitted == nullptr) return;
    Instant at = from_ - days{2};
    for (const auto& span : joined(std::move(permitted))) {
      if (at < span.first) {
        add_span({at, span.first}, Kind::NotPermitted, first_permitted->id, first_permitted->name);
      }
      at = span.second;
    }
    add_span({at, open_end}, Kind::NotPermitted, first_permitted->id, first_permitted->name);
  }

  void add_reservations() {
    for (const Reservation& one : rules_->reservations) {
      if (!binds(one, kind_)) continue;
      for (const auto& span : spans_of(one.hours)) {
        add_span(span, Kind::Reserved, one.id, one.name);
      }
    }
  }

  void add_delegations() {
    for (const Delegation& one : rules_->delegations) {
      // The nearest place of the chain the delegation names: programmes there and below have it.
      int highest = one.areas.empty() ? area_ - 1 : -1;
      for (int at = 0; at < area_; ++at) {
        const AreaCode& area = made_.areas_[static_cast<std::size_t>(at)];
        const bool named = std::find(one.areas.begin(), one.areas.end(), area) != one.areas.end();
        if (named) highest = at;
      }
      if (highest < 0) continue;
      Spans spans = spans_of(one.hours);
      for (const auto& span : spans) {
        edge(span.first);
        edge(span.second);
      }
      made_.delegations_.push_back(
          {area_, static_cast<std::uint8_t>(highest), &one, std::move(spans)});
    }
  }

  AirRules& made_;
  OutputKind kind_;
  Instant from_;
  Instant until_;
  const Rules* rules_ = nullptr;
  const ZoneRules* zone_ = nullptr;
  std::uint8_t area_ = 0;
};

AirRules::AirRules(const std::vector<const Rules*>& rules, const Placement& placement,
                   OutputKind kind, Instant from, Instant until) {
  Maker{*this, rules, placement, kind, from, until}.run();
}

bool AirRules::counts(const Budget& budget, const Airing& airing) const {
  if (!holds(budget.hours, airing.at)) return false;
  return !budget.law->below || (!airing.order && airing.area < budget.area);
}

// What a budget's count is worth at an instant: a new day begins with nothing.
Used AirRules::as_of(const Used& used, Instant at) const {
  const local_days day = floor<days>(zone_->local_of(at));
  if (used.any && used.day == day) return used;
  Used fresh = used;
  fresh.day = day;
  fresh.today = Duration{};
  fresh.sessions = 0;
  return fresh;
}

template <class Say>
void AirRules::judge_budgets(const Airing& airing, const AirUse& use, Say say) const {
  for (std::size_t i = 0; i < budgets_.size(); ++i) {
    const Budget& budget = budgets_[i];
    const Law& law = *budget.law;
    if (!counts(budget, airing)) continue;
    const Used used = as_of(use[i], airing.at);
    const bool goes_on = used.any && airing.at - used.last_end <= law.gap;
    const Instant session = goes_on ? used.session_began : airing.at;
    const auto exceeds = [](Duration wanted, std::chrono::minutes limit) {
      return limit.count() > 0 && wanted > limit;
    };
    std::string_view code;
    if (exceeds(airing.at + airing.left - session, law.minutes_session)) code = "minutes_session";
    if (exceeds(used.today + airing.left, law.minutes_day)) code = "minutes_day";
    const bool one_more = !goes_on || used.sessions == 0;
    if (law.sessions_day > 0 && one_more && used.sessions >= law.sessions_day) {
      code = "sessions_day";
    }
    if (!code.empty()) say(code, law.id, law.name, budget.area);
  }
}

template <class Say>
void AirRules::judge(const Airing& airing, const AirUse& use, Say say) const {
  const Instant until = airing.at + airing.left;
  for (const Span& span : spans_) {
    if (span.from >= until) break;
    if (span.until <= airing.at) continue;
    if (span.kind == Kind::Reserved) {
      const bool inside = span.from <= airing.at;
      if (inside && (airing.order || airing.area < span.area)) {
        say("reserved", span.id, span.name, span.area);
      }
    } else {
      say(span.kind == Kind::Quiet ? "quiet" : "not_permitted", span.id, span.name, span.area);
    }
  }
  judge_budgets(airing, use, say);
  if (airing.order) return;
  for (std::size_t i = 0; i < delegations_.size(); ++i) {
    const Granted& first = delegations_[i];
    const auto same = [&](const Granted& one) {
      return one.area == first.area && airing.area <= one.highest_below;
    };
    if (!same(first)) continue;
    const auto earlier = delegations_.begin() + static_cast<std::ptrdiff_t>(i);
    if (std::any_of(delegations_.begin(), earlier, same)) continue;  // asked with that one
    const bool granted = std::any_of(earlier, delegations_.end(), [&](const Granted& one) {
      return same(one) && airing.item_class <= one.delegation->highest &&
             holds(one.hours, airing.at);
    });
    if (!granted) say("not_delegated", first.delegation->id, std::string{}, first.area);
  }
}

std::vector<Refusal> AirRules::refusals(const Airing& airing, const AirUse& use) const {
  std::vector<Refusal> found;
  judge(airing, use,
        [&](std::string_view code, const std::string& id, const std::string& name,
            std::uint8_t area) {
          if (!passes(airing, id)) found.push_back({code, id, name, areas_[area]});
        });
  return found;
}

bool AirRules::allows(const Airing& airing, const AirUse& use) const {
  if (empty() || (airing.order && airing.item_class == ItemClass::Emergency)) return true;
  bool allowed = true;
  judge(airing, use,
        [&](std::string_view, const std::string& id, const std::string&, std::uint8_t) {
          allowed = allowed && passes(airing, id);
        });
  return allowed;
}

bool AirRules::reserves(Instant at, std::uint8_t area) const {
  return std::any_of(spans_.begin(), spans_.end(), [&](const Span& span) {
    return span.kind == Kind::Reserved && span.from <= at && at < span.until && area < span.area;
  });
}

void AirRules::spend(AirUse& use, const Airing& airing, Instant until) const {
  if (until <= airing.at) return;
  for (std::size_t i = 0; i < budgets_.size(); ++i) {
    if (!counts(budgets_[i], airing)) continue;
    Used used = as_of(use[i], airing.at);
    const bool goes_on = used.any && airing.at - used.last_end <= budgets_[i].law->gap;
    if (!goes_on) used.session_began = airing.at;
    if (!goes_on || used.sessions == 0) ++used.sessions;
    used.today += until - airing.at;
    used.last_end = until;
    used.any = true;
    use[i] = used;
  }
}

Instant AirRules::next_change(Instant now, const AirUse& use) const {
  Instant next = open_end;
  const auto edge = std::upper_bound(edges_.begin(), edges_.end(), now);
  if (edge != edges_.end()) next = *edge;
  if (budgets_.empty()) return next;
  const auto today = floor<days>(zone_->local_of(now));
  next = std::min(next, zone_->instant_of(today + days{1}));
  for (std::size_t i = 0; i < budgets_.size(); ++i) {
    const Instant pause = use[i].last_end + budgets_[i].law->gap + Duration{1};
    if (use[i].any && pause > now) next = std::min(next, pause);
  }
  return next;
}

double AirRules::cap(Instant at) const {
  double least = std::numeric_limits<double>::infinity();
  for (const Cap& cap : caps_) {
    if (cap.from <= at && at < cap.until) least = std::min(least, cap.volume_db);
  }
  return least;
}

}  // namespace playlists
