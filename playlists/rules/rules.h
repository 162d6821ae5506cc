// The rules of an area (quy định): what every programme of it and of the areas below must keep to,
// and what they share: calendars, dayparts, languages; docs/documents.md, `rules`, and
// docs/timeline.md §6. Immutable after construction.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "playlists/calendar/daypart.h"
#include "playlists/calendar/special_days.h"
#include "playlists/ids.h"
#include "playlists/instant.h"
#include "playlists/item_class.h"
#include "playlists/orders/precedence.h"
#include "playlists/output_kind.h"
#include "playlists/problem.h"

namespace playlists {

/// Some hours of some days. Everything that is empty does not limit.
struct Hours {
  std::vector<std::chrono::weekday> days;
  std::optional<YearlyRange> season;  ///< of every year
  std::optional<CivilDay> from;       ///< first day
  std::optional<CivilDay> until;      ///< last day, inclusive
  std::vector<std::string> only;      ///< calendars: on their days alone
  std::vector<std::string> never;     ///< calendars: not on their days
  std::vector<CivilWindow> windows;   ///< empty = the whole day

  bool operator==(const Hours&) const = default;
};

enum class LawKind { Unknown, Quiet, Permitted, Budget, Cap };
std::string_view law_kind_text(LawKind kind);
std::optional<LawKind> parse_law_kind(std::string_view text);

/// One rule that binds what plays here and below. What does not belong to its kind is 0.
struct Law {
  std::string id;    ///< named by entries that may break it, and by every refusal
  std::string name;  ///< for people, with its source: “Quyết định 12/2021/QĐ-UBND, điều 5”
  LawKind kind = LawKind::Unknown;
  std::vector<OutputKind> outputs;  ///< empty = sound alone
  Hours hours;                      ///< quiet then, permitted then, counted then, capped then
  int sessions_day = 0;             ///< Budget: so many sessions a day; 0 = any number
  std::chrono::minutes minutes_session{};  ///< Budget: so long a session; 0 = any length
  std::chrono::minutes minutes_day{};      ///< Budget: so long a day; 0 = any length
  std::chrono::seconds gap{300};           ///< Budget: a longer pause ends a session
  bool below = false;    ///< Budget: a quota, counting and binding only entries of areas below
  double volume_db = 0;  ///< Cap: no item louder than this, -60 … +12

  bool operator==(const Law&) const = default;
};

/// Air time that an area keeps for itself and the areas above.
struct Reservation {
  std::string id;
  std::string name;
  std::vector<OutputKind> outputs;  ///< empty = all
  Hours hours;

  bool operator==(const Reservation&) const = default;
};

/// What areas below may programme. Without any, they may programme whatever the law permits.
struct Delegation {
  std::string id;
  std::vector<AreaCode> areas;  ///< they and below; empty = all below
  ItemClass highest = ItemClass::Priority;
  Hours hours;

  bool operator==(const Delegation&) const = default;
};

/// Languages of an area, in the order in which they play.
struct LanguageOrder {
  std::vector<std::string> order;  ///< BCP 47; empty = that of the area above
  bool all = false;                ///< all of them, one after the other; else the first there is

  bool operator==(const LanguageOrder&) const = default;
};

struct Rules {
  AreaCode area;
  std::int64_t version = 0;
  Instant issued{};
  std::string zone;  ///< IANA name; all civil times below are in it
  std::vector<Calendar> calendars;
  std::vector<Daypart> dayparts;
  std::vector<Law> laws;
  std::vector<Reservation> reservations;
  std::vector<Delegation> delegations;
  PriorityOrder priority_order = PriorityOrder::Unknown;  ///< Unknown = that of the area above
  LanguageOrder languages;

  bool operator==(const Rules&) const = default;
};

std::string_view priority_order_text(PriorityOrder order);
std::optional<PriorityOrder> parse_priority_order(std::string_view text);

/// Whether a law or reservation with these outputs binds that one (empty: see there).
bool binds(const Law& law, OutputKind kind);
bool binds(const Reservation& reservation, OutputKind kind);

/// Everything wrong, with the id of what is: `no_area`, `bad_version`, `unknown_zone`, `bad_id`,
/// `duplicate_id`, `unknown_kind`, `bad_budget`, `bad_cap`, `empty_window`, `bad_time`,
/// `until_before_from`, `unknown_calendar`, `bad_language`, `empty_reservation` (it would take the
/// whole of every day) and those of check_calendar and check_daypart. Calendars may also be named
/// of an area above: `known` are theirs.
std::vector<Problem> check_rules(const Rules& rules, const std::vector<Calendar>& known = {});

}  // namespace playlists
