// Random recurrence rules that RFC 5545 allows, and words for comparing their starts.
#pragma once

#include <rapidcheck.h>

#include <string>
#include <vector>

#include "playlists/recurrence/rule.h"

namespace playlists {

/// One question: which starts does the rule have in [from, until)? Only the first `most_starts`
/// are compared.
struct RuleCase {
  std::string rule;
  CivilSeconds start{};
  CivilSeconds from{};
  CivilSeconds until{};
};

inline constexpr std::size_t most_starts = 100;

/// `start` lies in 1997…2037, the window within some sixty intervals after it.
rc::Gen<RuleCase> rule_cases();

/// `20270101T120000`
std::string civil_text(CivilSeconds at);
/// `rule|start|from|until`, what a foreign program is asked.
std::string question(const RuleCase& one);
/// Our answer, cut to `most_starts`.
std::vector<CivilSeconds> our_starts(const RuleCase& one);
/// Starts with commas between them, cut to `most_starts`.
std::string starts_text(const std::vector<CivilSeconds>& starts);

/// Whether the rule names that part, such as `BYDAY`.
bool names(const RuleCase& one, const char* part);
/// Whether that part has a negative number.
bool counts_from_end(const RuleCase& one, const char* part);

void showValue(const RuleCase& one, std::ostream& out);

}  // namespace playlists
