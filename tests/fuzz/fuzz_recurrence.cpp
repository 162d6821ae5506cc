// A recurrence rule from anywhere: a rule or one problem; its text is read again as the same rule;
// a day of it has its starts in order, as many as counting says, and soon.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <functional>
#include <string_view>

#include "playlists/recurrence/expand.h"
#include "playlists/utf8.h"

namespace {

using namespace std::chrono;

void require(bool condition) {
  if (!condition) std::abort();
}

void try_day(const playlists::RecurrenceRule& rule, playlists::CivilSeconds start,
             playlists::CivilSeconds from) {
  std::vector<playlists::CivilSeconds> starts;
  const auto until = from + days{1};
  playlists::expand(rule, start, from, until, starts);
  require(std::adjacent_find(starts.begin(), starts.end(), std::greater_equal<>{}) == starts.end());
  const auto counted =
      playlists::count_before(rule, start, until) - playlists::count_before(rule, start, from);
  require(counted == static_cast<std::int64_t>(starts.size()));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text{reinterpret_cast<const char*>(data), size};
  const auto rule = playlists::RecurrenceRule::parse(text);
  require(rule.value.has_value() == rule.problems.empty());
  for (const playlists::Problem& problem : rule.problems) {
    require(playlists::is_utf8(problem.vi) && playlists::is_utf8(problem.en));
  }
  if (!rule) return 0;
  require(playlists::RecurrenceRule::read(rule->text()) == *rule);
  const playlists::CivilSeconds start = local_days{2025y / November / 20} + 5h + 7min + 9s;
  for (const auto from : {local_days{2025y / November / 20}, local_days{2026y / November / 20},
                          local_days{2028y / February / 29}, local_days{9999y / December / 31}}) {
    try_day(*rule, start, from + 90min);
  }
  return 0;
}
