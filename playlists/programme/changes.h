// What one list of entries changes against another: what people look at before they publish. Pure
// functions.
#pragma once

#include <vector>

#include "playlists/programme/entry.h"

namespace playlists {

struct EntryChange {
  Entry before;
  Entry after;  ///< of the same id, but not equal

  bool operator==(const EntryChange&) const = default;
};

struct ProgrammeChanges {
  std::vector<Entry> added;          ///< in the order of the new list
  std::vector<EntryChange> changed;  ///< in the order of the new list
  std::vector<Entry> removed;        ///< in the order of the old list

  bool operator==(const ProgrammeChanges&) const = default;
};

/// Entries are the same by id; the order in which they stand says nothing and is no change. An id
/// that stands more than once (a draft may, a programme may not) is matched one by one.
ProgrammeChanges changes_between(const std::vector<Entry>& before, const std::vector<Entry>& after);

}  // namespace playlists
