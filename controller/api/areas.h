#pragma once

#include <optional>
#include <string>
#include <vector>

#include "controller/api/values.h"

namespace controller::api {

struct Area {
  std::string code;
  std::string parent;  // empty for a root
  std::string name;
  std::string level;  // province, district, commune, village …
  int children = 0;   // how many areas stand directly below
};

struct AreaLine {  // an area with its way up
  Area area;
  std::vector<Area> chain;  // own parent first, root last
};

struct AreaFilter {
  std::optional<std::string> parent;  // direct children of this code; "" = the roots
  std::string text;                   // name without marks or code, anywhere in it; empty = all
  std::optional<std::vector<std::string>> codes{};  // only these
};

struct ImportReport {
  bool dry_run = false;
  int rows = 0;
  int added = 0;
  int changed = 0;
  int unchanged = 0;
};

// The administrative tree. Thread-safe; may block a few ms (an import: a second).
class Areas {
 public:
  virtual ~Areas() = default;
  // Sorted by code; staff see their subtree and the way up to the root.
  virtual Page<Area> list(const Caller& caller, const AreaFilter& filter, const PageAsk& page) = 0;
  virtual AreaLine one(const Caller& caller, const std::string& code) = 0;
  // CSV with the header `code,parent,name,level`. All or nothing: throws 422 `invalid` whose
  // details carry the line (unknown_parent, duplicate_code, bad_utf8, bad_row, bad_code, loop …; at
  // most 200 of them).
  virtual ImportReport import_csv(const Caller& caller, const std::string& csv, bool dry_run) = 0;
  // Throws 409 area_in_use with a detail for each thing that stands in it (at most 20), 404.
  virtual void remove(const Caller& caller, const std::string& code) = 0;
};

}  // namespace controller::api
