#include "controller/authority/device_import.h"

#include <algorithm>
#include <set>

#include "controller/api/problem.h"
#include "controller/authority/area_check.h"

namespace controller {

namespace {

constexpr std::size_t most_details = 200;

api::Problem retired() {
  return api::conflict("device_retired", "Thiết bị này đã ngừng sử dụng.",
                       "This device is retired.");
}

api::PlacementChange change_of(const DeviceLine& line) {
  api::PlacementChange change;
  if (!line.ask.name.empty()) change.name = line.ask.name;
  if (!line.ask.site.id.empty()) change.site = line.ask.site;
  change.area = line.ask.area;
  change.profile = line.ask.profile;
  if (line.has_tags) change.tags = line.ask.tags;
  if (!line.ask.zone.empty()) change.zone = line.ask.zone;
  return change;
}

std::int64_t version_of(const DocumentTable& placements, const std::string& device) {
  const auto newest = placements.latest(device);
  return newest ? newest->version : 0;
}

DeviceStep step_of(Session& session, const PlacementBook& placements, const DeviceLine& line,
                   std::int64_t now_ms) {
  DeviceStep step;
  step.before = DeviceTable(session).find(line.ask.id);
  if (step.before && step.before->retired_ms != 0) throw retired();
  step.after = step.before ? placements.changed(*step.before, change_of(line))
                           : placements.plan(line.ask, now_ms);
  if (step.after.enrolled_ms != 0) {
    step.version =
        version_of(DocumentTable(session, DocumentTable::Kind::Placement), step.after.id);
  }
  const bool named = !line.ask.site.id.empty();
  if (named || !step.before) {
    const bool own_name = named && !line.ask.site.name.empty();
    step.site = {step.after.site, own_name ? line.ask.site.name : step.after.name, step.after.area};
  }
  return step;
}

// What is wrong with one line: the problem's details, or the problem itself, at that line.
void note(const api::Problem& problem, int line, std::vector<api::Detail>& problems) {
  auto details = problem.details();
  if (details.empty()) details.push_back({"", 0, problem.code(), problem.vi(), problem.en()});
  for (auto& detail : details) {
    detail.pointer.clear();
    detail.line = line;
    problems.push_back(std::move(detail));
  }
}

}  // namespace

DeviceImport judge_import(Session& session, const PlacementBook& placements, const DeviceFile& file,
                          std::int64_t now_ms) {
  DeviceImport out;
  out.report.rows = static_cast<int>(file.lines.size());
  std::vector<api::Detail> problems = file.problems;
  for (const auto& line : file.lines) {
    try {
      auto step = step_of(session, placements, line, now_ms);
      const bool unchanged = step.before && step.before->plan == step.after.plan;
      ++(unchanged ? out.report.unchanged : step.before ? out.report.changed : out.report.added);
      if (!unchanged) out.steps.push_back(std::move(step));
    } catch (const api::Problem& problem) {
      note(problem, line.line, problems);
    }
  }
  if (problems.empty()) return out;
  std::ranges::stable_sort(problems, {}, &api::Detail::line);
  if (problems.size() > most_details) problems.resize(most_details);
  throw api::invalid(std::move(problems));
}

void sign_import(const PlacementBook& placements, std::vector<DeviceStep>& steps,
                 std::int64_t now_ms, const std::string& by) {
  for (auto& step : steps) {
    if (step.after.enrolled_ms == 0) continue;
    step.placement = placements.sign(step.after, step.version + 1, now_ms, by);
  }
}

void write_import(Session& session, const std::vector<DeviceStep>& steps) {
  std::set<std::string> areas;
  for (const auto& step : steps) areas.insert(step.after.area);
  for (const auto& area : areas) require_area_in(session, area, api::changed_meanwhile());
  DeviceTable devices(session);
  DocumentTable placements(session, DocumentTable::Kind::Placement);
  for (const auto& step : steps) {
    const bool as_judged = step.before ? devices.set_plan_of(*step.before, step.after)
                                       : devices.insert_new(step.after);
    // Versions have no gaps: if another has come, it has this one's number.
    if (!as_judged || (step.placement && !placements.insert_new(*step.placement))) {
      throw api::changed_meanwhile();
    }
    if (step.site) SiteTable(session).put(*step.site);
  }
}

}  // namespace controller
