#pragma once

#include <CLI/CLI.hpp>
#include <optional>
#include <string>
#include <vector>

#include "web/ctl/session_json.h"

namespace ctl {

/// Devices by area, site, profile and tag.
struct Where {
  std::vector<std::string> areas, sites, profiles, tags;
};

/// One entry of a programme as it is asked for on the command line. Confined to its owner.
struct EntryAsk {
  std::string area, title, cls = "routine", cycle, rule, from, until, window, every, start, lose,
                           postpone_to;
  std::vector<std::string> messages, days, times, except, also, only, never, outputs;
  Where include, exclude;
  std::optional<int> late_min;
  int repeat = 1, most = 0, plays = 0, percent = 0;
  double volume_db = 0;
  bool once = false, here_only = false;
};

/// `ask` lives as long as the App.
void add_entry_options(CLI::App& command, EntryAsk& ask);

/// The entry of docs/documents.md. Throws Failure for what cannot be read.
Json entry_of(const EntryAsk& ask);

}  // namespace ctl
