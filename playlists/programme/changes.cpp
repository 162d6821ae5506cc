#include "playlists/programme/changes.h"

#include <algorithm>
#include <deque>
#include <map>
#include <string>
#include <utility>

namespace playlists {

ProgrammeChanges changes_between(const std::vector<Entry>& before,
                                 const std::vector<Entry>& after) {
  std::map<std::string, std::deque<const Entry*>> old;
  for (const Entry& entry : before) old[entry.id.text()].push_back(&entry);
  ProgrammeChanges changes;
  for (const Entry& entry : after) {
    auto& same = old[entry.id.text()];
    if (same.empty()) {
      changes.added.push_back(entry);
      continue;
    }
    if (*same.front() != entry) changes.changed.push_back({*same.front(), entry});
    same.pop_front();
  }
  for (const Entry& entry : before) {
    const auto& left = old[entry.id.text()];
    if (std::ranges::find(left, &entry) != left.end()) changes.removed.push_back(entry);
  }
  return changes;
}

}  // namespace playlists
