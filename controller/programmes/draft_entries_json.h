#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "controller/api/problem.h"
#include "playlists/programme/entry.h"

namespace controller {

/// A draft's entries as people sent them, read one by one so that every mistake names its entry.
struct DraftEntries {
  std::vector<playlists::Entry> entries;
  std::vector<api::Detail> mistakes;  // pointers "/entries/3"; entries is complete only without any
};

/// Reads the JSON array; an entry without an id gets one from `new_id`. Total.
DraftEntries read_draft_entries(std::string_view json, const std::function<std::string()>& new_id);

/// The JSON array of entries, in the canonical form of playlists. Pure function.
std::string entries_to_json(const std::vector<playlists::Entry>& entries);

}  // namespace controller
