#pragma once

#include <string>
#include <vector>

#include "web/ctl/session_json.h"

// What the command line answers with, on stdout. Confined to its owner: the program has one thread.
namespace ctl {

/// A column of a table: its heading and the member (a JSON pointer) it shows.
struct Column {
  std::string heading;
  std::string pointer;
};

/// With --json the answer as it is; otherwise its `items` (or itself if it is a list) as a table.
void print_list(const Session& session, const Json& answer, const std::vector<Column>& columns);
/// With --json the answer as it is; otherwise `line`.
void print_one(const Session& session, const Json& answer, const std::string& line);
/// Writes `bytes` to `file` and says so.
void keep_file(const Session& session, const std::string& file, const std::string& bytes);
/// What an import did (ImportReport), in both languages.
std::string import_line(const Json& report);
/// 2026-11-21 14:02:31 in UTC+7, "–" for 0.
std::string time_text(std::int64_t ms);
/// A member as people read it: text without quotes, *_ms as a time.
std::string cell(const Json& row, const std::string& pointer);

}  // namespace ctl
