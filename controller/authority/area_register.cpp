#include "controller/authority/area_register.h"

#include <fmt/format.h>

#include <algorithm>

#include "controller/authority/area_check.h"
#include "controller/authority/area_use.h"
#include "controller/authority/detail.h"
#include "controller/authority/paging.h"
#include "controller/authority/search_text.h"
#include "controller/store/areas.h"
#include "controller/store/documents.h"
#include "playlists/areas/area_csv.h"

namespace controller {

namespace {

constexpr std::size_t most_details = 200;
constexpr std::size_t most_uses = 20;

api::Area shown(const playlists::Area& area, const playlists::AreaTree& tree) {
  return {area.code.text(), area.parent.text(), area.name, area.level,
          static_cast<int>(tree.children(area.code).size())};
}

api::Problem refused(const std::vector<playlists::Problem>& problems) {
  std::vector<api::Detail> details;
  for (const auto& problem : problems) {
    if (details.size() == most_details) break;
    details.push_back({"", problem.line, problem.code, problem.vi, problem.en});
  }
  return api::invalid(std::move(details));
}

api::Problem in_use(std::vector<api::Detail> uses) {
  return {409, "area_in_use", "Địa bàn này đang được dùng.", "This area is in use.",
          std::move(uses)};
}

api::ImportReport compare(const std::vector<playlists::Area>& read, const playlists::AreaTree& tree,
                          bool dry_run) {
  api::ImportReport report;
  report.dry_run = dry_run;
  report.rows = static_cast<int>(read.size());
  for (const auto& area : read) {
    const auto* before = tree.find(area.code);
    ++(before == nullptr ? report.added : *before == area ? report.unchanged : report.changed);
  }
  return report;
}

}  // namespace

// Staff see their own subtree, and the way up so that they know where they are.
bool AreaRegister::visible(const api::Caller& caller, const std::string& code) const {
  return rights_.may(caller, Act::Look, code) || map_.is_within(caller.area, code);
}

api::Page<api::Area> AreaRegister::list(const api::Caller& caller, const api::AreaFilter& filter,
                                        const api::PageAsk& page) {
  rights_.require(caller, Act::Look, "");
  const auto tree = map_.tree();
  std::vector<api::Area> found;
  const auto among = [&](const std::string& code) {
    return !filter.codes || std::ranges::find(*filter.codes, code) != filter.codes->end();
  };
  for (const auto& area : tree->areas()) {
    if (filter.parent && area.parent.text() != *filter.parent) continue;
    if (!among(area.code.text())) continue;
    if (!found_in(filter.text, {area.name, area.code.text()})) continue;
    if (visible(caller, area.code.text())) found.push_back(shown(area, *tree));
  }
  std::ranges::sort(found, {}, &api::Area::code);
  return page_of(std::move(found), page, [](const api::Area& area) { return area.code; });
}

api::AreaLine AreaRegister::one(const api::Caller& caller, const std::string& code) {
  const auto tree = map_.tree();
  if (!map_.knows(code) || !visible(caller, code)) {
    throw no_area();
  }
  api::AreaLine line;
  for (const auto& step : tree->chain(*playlists::AreaCode::parse(code))) {
    line.chain.push_back(shown(*tree->find(step), *tree));
  }
  line.area = line.chain.front();
  line.chain.erase(line.chain.begin());
  return line;
}

api::ImportReport AreaRegister::import_csv(const api::Caller& caller, const std::string& csv,
                                           bool dry_run) {
  rights_.require(caller, Act::Govern, "*");
  const protocols::io::MutexLock lock(changing_);
  const auto tree = map_.tree();
  const auto read = playlists::parse_area_csv(csv, *tree);
  if (!read) throw refused(read.problems);
  const auto report = compare(*read, *tree, dry_run);
  if (dry_run) return report;
  const auto now = clock_.wall();
  const auto row =
      deed(caller, now, "area.import", "*", "",
           fmt::format("{} rows: {} added, {} changed", report.rows, report.added, report.changed));
  store_
      .write([&areas = *read, row, now](Session& s) {
        AreaTable table(s);
        for (const auto& area : areas) {
          table.put({area.code.text(), area.parent.text(), area.name, area.level,
                     protocols::io::to_ms(now), 0});
        }
        AuditTable(s).append(row);
      })
      .get();
  map_.refresh();
  return report;
}

void AreaRegister::remove(const api::Caller& caller, const std::string& code) {
  rights_.require(caller, Act::Govern, code);
  const protocols::io::MutexLock lock(changing_);
  const auto now = clock_.wall();
  store_
      .write([caller, code, now](Session& s) {
        const auto area = AreaTable(s).find(code);
        if (!area) throw no_area();
        auto uses = uses_of_area(s, code, most_uses);
        if (!uses.empty()) throw in_use(std::move(uses));
        AreaTable(s).remove(code);
        DraftTable(s).remove(code);
        AuditTable(s).append(deed(caller, now, "area.remove", code, code, area->name));
      })
      .get();
  map_.refresh();
}

}  // namespace controller
