// The rules of a device's areas on one output over some days, made ready: what may begin when
// (docs/timeline.md §6). Immutable after construction; what was used up is kept by the lane
// (AirUse).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "playlists/orders/placement.h"
#include "playlists/rules/rules.h"
#include "playlists/timetable/civil_time.h"

namespace playlists {

/// Something that wants the output.
struct Airing {
  ItemClass item_class = ItemClass::Unknown;
  bool order = false;
  std::uint8_t area = 0;  ///< entries: whose programme, by its place in the placement's chain
  Instant at{};
  Duration left{};                                   ///< what it has to play
  const std::vector<std::string>* beyond = nullptr;  ///< rules it may break
};

/// The rule that keeps something from the air. `code`: `quiet`, `not_permitted`, `sessions_day`,
/// `minutes_day`, `minutes_session`, `reserved`, `not_delegated`.
struct Refusal {
  std::string_view code;
  std::string id;    ///< of the law, reservation or delegation
  std::string name;  ///< for people
  AreaCode area;     ///< who laid it down

  bool operator==(const Refusal&) const = default;
};

/// How much of the budgets is used, one for each budget.
struct Used {
  std::chrono::local_days day{};
  Duration today{};
  int sessions = 0;
  Instant session_began{};
  Instant last_end{};
  bool any = false;
};
using AirUse = std::vector<Used>;

class AirRules {
 public:
  AirRules(const AirRules&) = delete;  // it points into itself
  AirRules& operator=(const AirRules&) = delete;
  /// `rules`: of areas of the placement's chain, in any order.
  AirRules(const std::vector<const Rules*>& rules, const Placement& placement, OutputKind kind,
           Instant from, Instant until);

  /// Nothing here binds that output at all.
  bool empty() const {
    return spans_.empty() && budgets_.empty() && delegations_.empty() && caps_.empty();
  }
  /// Whether turns must be asked for one by one.
  bool binds_turns() const { return !spans_.empty() || !budgets_.empty() || !delegations_.empty(); }
  AirUse unused() const { return AirUse(budgets_.size()); }

  /// Why it may not begin; empty = it may. Emergency orders: what they pass.
  std::vector<Refusal> refusals(const Airing& airing, const AirUse& use) const;
  bool allows(const Airing& airing, const AirUse& use) const;
  /// Whether a reservation keeps the entries of that area off the air.
  bool reserves(Instant at, std::uint8_t area) const;
  /// Something was on air in [from, until).
  void spend(AirUse& use, const Airing& airing, Instant until) const;
  /// The first instant after `now` at which an answer may change by itself.
  Instant next_change(Instant now, const AirUse& use) const;
  /// The loudest anything may be, dB; +infinity without a cap.
  double cap(Instant at) const;

 private:
  enum class Kind : std::uint8_t { Quiet, NotPermitted, Reserved };
  struct Span {
    Instant from{};
    Instant until{};
    Kind kind = Kind::Quiet;
    std::uint8_t area = 0;  // who laid it down, by its place in the chain
    std::string id;
    std::string name;
  };
  struct Budget {
    const Law* law = nullptr;
    std::uint8_t area = 0;
    std::vector<std::pair<Instant, Instant>> hours;
  };
  struct Granted {
    std::uint8_t area = 0;
    std::uint8_t highest_below = 0;  // binds programmes of areas up to that place of the chain
    const Delegation* delegation = nullptr;
    std::vector<std::pair<Instant, Instant>> hours;
  };
  struct Cap {
    Instant from{};
    Instant until{};
    double volume_db = 0;
  };
  class Maker;
  template <class Say>
  void judge(const Airing& airing, const AirUse& use, Say say) const;
  template <class Say>
  void judge_budgets(const Airing& airing, const AirUse& use, Say say) const;
  Used as_of(const Used& used, Instant at) const;
  bool counts(const Budget& budget, const Airing& airing) const;

  std::vector<Rules> rules_;  // what the pointers point into
  std::vector<AreaCode> areas_;
  std::vector<Span> spans_;  // by start
  std::vector<Budget> budgets_;
  std::vector<Granted> delegations_;
  std::vector<Cap> caps_;
  std::vector<Instant> edges_;  // sorted
  std::optional<ZoneRules> zone_;
};

}  // namespace playlists
