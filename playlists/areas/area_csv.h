// Reads areas from the CSV that people export: `code,parent,name,level`. Pure function, total,
// never throws.
#pragma once

#include <string_view>
#include <vector>

#include "playlists/areas/area.h"
#include "playlists/areas/area_tree.h"
#include "playlists/problem.h"

namespace playlists {

/// Reads a CSV (csv_rows.h: RFC 4180, commas or semicolons, with or without BOM) whose header names
/// at least `code`, `parent`, `name` and `level`, in any order; other columns are ignored.
/// Parents may come after children, and may also be areas of `known` (a row whose code is in
/// `known` replaces it).
///
/// Every problem of the whole file is reported with its line (1-based; a quoted field may span
/// lines, the row's first line counts): `bad_utf8`, `missing_column`, `bad_quotes`, `field_count`,
/// `bad_code`, `bad_parent`, `empty_name`, `empty_level`, `duplicate_code`, `unknown_parent`,
/// `cycle`, `empty_file`, `too_many_problems` (after 100, the rest is not listed). There is no
/// value if there is any problem: an import is all or nothing.
Parsed<std::vector<Area>> parse_area_csv(std::string_view text, const AreaTree& known = {});

}  // namespace playlists
