#include "controller/store/device_pages.h"

#include <fmt/format.h>

#include "controller/store/query.h"

namespace controller {

namespace {

std::string_view column_of(DeviceOrder order) {
  switch (order) {
    case DeviceOrder::Name:
      return "sort_name";
    case DeviceOrder::Area:
      return "area";
    case DeviceOrder::Id:
    case DeviceOrder::None:
      break;
  }
  return "id";
}

// The conditions that are asked for, and the values they bind in their order.
struct Conditions {
  std::string sql = "1 = 1";
  Values values;

  void add(std::string_view condition, Values bound = {}) {
    sql.append(" AND ").append(condition);
    for (auto& value : bound) values.push_back(std::move(value));
  }
};

// The unary plus (here and before id IN) keeps SQLite from looking up each area or id in the table
// and sorting what it finds: walking the order's own index ends with the page.
constexpr std::string_view in_subtree =
    "+area IN (WITH RECURSIVE below(code, depth) AS (SELECT CAST(? AS TEXT), 0 UNION ALL "
    "SELECT areas.code, below.depth + 1 FROM areas JOIN below ON areas.parent = below.code "
    "WHERE below.depth < 32) SELECT code FROM below)";

Conditions conditions(const DevicesWanted& wanted) {
  Conditions all;
  if (!wanted.retired) all.add("retired_ms = 0");
  if (!wanted.area.empty()) all.add(in_subtree, {wanted.area});
  if (!wanted.profile.empty()) all.add("profile = ?", {wanted.profile});
  if (!wanted.tag.empty()) all.add("instr(tags, ?) > 0", {"\n" + wanted.tag + "\n"});
  if (!wanted.search.empty()) all.add("instr(search, ?) > 0", {wanted.search});
  if (wanted.ids) all.add("+id IN (SELECT value FROM json_each(?))", {*wanted.ids});
  if (!wanted.after) return all;
  const char sign = wanted.down ? '<' : '>';
  if (column_of(wanted.order) == "id") {
    all.add(fmt::format("id {} ?", sign), {wanted.after->second});
  } else {
    all.add(fmt::format("({}, id) {} (?, ?)", column_of(wanted.order), sign),
            {wanted.after->first, wanted.after->second});
  }
  return all;
}

std::string order_by(const DevicesWanted& wanted) {
  const std::string_view way = wanted.down ? " DESC" : "";
  if (column_of(wanted.order) == "id") return fmt::format("ORDER BY id{}", way);
  return fmt::format("ORDER BY {}{}, id{}", column_of(wanted.order), way, way);
}

}  // namespace

const std::string& ordered_by(const DeviceRow& row, DeviceOrder order) {
  switch (order) {
    case DeviceOrder::Name:
      return row.keys.sort_name;
    case DeviceOrder::Area:
      return row.area;
    case DeviceOrder::Id:
    case DeviceOrder::None:
      break;
  }
  return row.id;
}

// Ids first, whole rows afterwards: a sort then carries ids and not plans.
std::vector<DeviceRow> DevicePages::page(const DevicesWanted& wanted, int limit) const {
  const Conditions where = conditions(wanted);
  const std::string order = order_by(wanted);
  return DeviceTable(session_).where(
      fmt::format("WHERE id IN (SELECT id FROM devices WHERE {} {} LIMIT {}) {}", where.sql, order,
                  limit, order),
      where.values);
}

}  // namespace controller
