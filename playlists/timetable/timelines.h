// The timelines of many devices over some days: what devices share (programmes, agendas, whole
// plans of those that stand and are alike) is resolved once. The controller's, for rehearsals and
// reports over a province. Confined to its owner.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "playlists/timetable/plan.h"
#include "playlists/timetable/shelf.h"

namespace playlists {

class Timelines {
 public:
  /// `shelf` holds every programme, message and rules of the province, made ready for their areas;
  /// it must stay as it is.
  Timelines(const Shelf& shelf, Instant from, Instant until)
      : shelf_(shelf), from_(from), until_(until) {}

  /// What that output of the device plays from `from` on, with nothing on air at `from`. Shared
  /// with every device for which the answer is the same; nullptr when it has no such output.
  std::shared_ptr<const Plan> plan(const Placement& placement, OutputKind kind);
  /// How many plans were resolved.
  std::size_t distinct() const { return plans_.size(); }

 private:
  struct Kept {
    Placement placement;  // of one of those that are alike; the plan refers to it
    std::shared_ptr<const Plan> plan;
  };
  std::string likeness(const Placement& placement, OutputKind kind);
  Casting casting(const Placement& placement, OutputKind kind, const std::string& key);
  bool names_sites();

  const Shelf& shelf_;
  const Instant from_;
  const Instant until_;
  std::unordered_map<std::string, std::unique_ptr<Kept>> plans_;
  std::map<std::string, std::shared_ptr<const Agenda>> agendas_;
  int names_sites_ = -1;  // whether any entry asks for sites; not known yet
};

/// The rules of the areas of a placement's chain, nearest first.
std::vector<const Rules*> rules_of(const Shelf& shelf, const Placement& placement);
/// The languages of the nearest of them that sets any.
LanguageOrder languages_in(const std::vector<const Rules*>& nearest_first);
/// The order of priority items of the nearest of them that sets one.
PriorityOrder priority_order_in(const std::vector<const Rules*>& nearest_first);

}  // namespace playlists
