#include "controller/store/areas.h"

#include "controller/store/query.h"

namespace controller {

namespace {

constexpr std::string_view columns =
    "SELECT code, parent, name, level, from_ms, until_ms FROM areas ";
// Above any real tree; a loop in damaged data must not hang the reader.
constexpr int deepest = 32;

template <class... A>
std::vector<AreaRow> select(Poco::Data::Session& session, std::string_view where, A&&... values) {
  std::vector<AreaRow> out;
  auto found = rows<std::string, std::string, std::string, std::string, std::int64_t, std::int64_t>(
      session, std::string(columns).append(where), std::forward<A>(values)...);
  for (auto& [code, parent, name, level, from, until] : found) {
    out.push_back(
        {std::move(code), std::move(parent), std::move(name), std::move(level), from, until});
  }
  return out;
}

}  // namespace

void AreaTable::put(const AreaRow& area) {
  run(session_,
      "INSERT INTO areas(code, parent, name, level, from_ms, until_ms) VALUES(?, ?, ?, ?, ?, ?) "
      "ON CONFLICT(code) DO UPDATE SET parent = excluded.parent, name = excluded.name, "
      "level = excluded.level, until_ms = excluded.until_ms",
      area.code, area.parent, area.name, area.level, area.from_ms, area.until_ms);
}

void AreaTable::remove(std::string_view code) {
  run(session_, "DELETE FROM areas WHERE code = ?", code);
}

std::optional<AreaRow> AreaTable::find(std::string_view code) const {
  auto found = select(session_, "WHERE code = ?", code);
  if (found.empty()) return std::nullopt;
  return std::move(found.front());
}

std::vector<AreaRow> AreaTable::all() const {
  return select(session_, "ORDER BY code");
}

std::vector<AreaRow> AreaTable::children(std::string_view parent) const {
  return select(session_, "WHERE parent = ? ORDER BY code", parent);
}

std::vector<AreaRow> AreaTable::chain(std::string_view code) const {
  std::vector<AreaRow> out;
  std::string next(code);
  while (!next.empty() && out.size() < deepest) {
    auto area = find(next);
    if (!area) break;
    next = area->parent;
    out.push_back(std::move(*area));
  }
  return out;
}

std::vector<std::string> AreaTable::subtree(std::string_view code) const {
  auto found = rows<std::string>(
      session_,
      "WITH RECURSIVE below(code, depth) AS (SELECT code, 0 FROM areas WHERE code = ? UNION ALL "
      "SELECT areas.code, below.depth + 1 FROM areas JOIN below ON areas.parent = below.code "
      "WHERE below.depth < ?) SELECT code FROM below",
      code, deepest);
  std::vector<std::string> out;
  for (auto& [one] : found) out.push_back(std::move(one));
  return out;
}

std::int64_t AreaTable::count() const {
  return std::get<0>(*row<std::int64_t>(session_, "SELECT COUNT(*) FROM areas"));
}

}  // namespace controller
