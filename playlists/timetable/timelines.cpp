#include "playlists/timetable/timelines.h"

#include <algorithm>

namespace playlists {

std::vector<const Rules*> rules_of(const Shelf& shelf, const Placement& placement) {
  std::vector<const Rules*> found;
  for (const PlacedArea& area : placement.areas) {
    const auto rules = shelf.rules().find(area.code);
    if (rules != shelf.rules().end()) found.push_back(&rules->second);
  }
  return found;
}

LanguageOrder languages_in(const std::vector<const Rules*>& nearest_first) {
  for (const Rules* rules : nearest_first) {
    if (!rules->languages.order.empty()) return rules->languages;
  }
  return {};
}

PriorityOrder priority_order_in(const std::vector<const Rules*>& nearest_first) {
  for (const Rules* rules : nearest_first) {
    if (rules->priority_order != PriorityOrder::Unknown) return rules->priority_order;
  }
  return PriorityOrder::OwnFirst;
}

bool Timelines::names_sites() {
  const auto asks = [](const Selector& selector) { return !selector.sites.empty(); };
  if (names_sites_ < 0) {
    names_sites_ = 0;
    for (const auto& [area, programme] : shelf_.programmes()) {
      for (const Entry& entry : programme->programme.entries) {
        const Target& where = entry.where;
        const bool any = std::any_of(where.include.begin(), where.include.end(), asks) ||
                         std::any_of(where.exclude.begin(), where.exclude.end(), asks);
        if (any) names_sites_ = 1;
      }
    }
  }
  return names_sites_ > 0;
}

// Everything of a placement that its plan depends on.
std::string Timelines::likeness(const Placement& placement, OutputKind kind) {
  std::string key{output_kind_text(kind)};
  key += '|';
  key += placement.profile.name;
  key += '|';
  key += placement.zone;
  for (const PlacedArea& area : placement.areas) {
    key += '|';
    key += area.code.text();
    if (area.from > from_) key += std::to_string(to_ms(area.from));
  }
  for (const std::string& tag : placement.tags) {
    key += '#';
    key += tag;
  }
  if (names_sites()) {
    key += '@';
    key += placement.site.id.text();
  }
  return key;
}

Casting Timelines::casting(const Placement& placement, OutputKind kind, const std::string& key) {
  const std::vector<const Rules*> rules = rules_of(shelf_, placement);
  const LanguageOrder languages = languages_in(rules);
  Casting casting{&placement, &shelf_, kind, {}, priority_order_in(rules), {}};
  std::string like = key;
  for (const std::string& language : languages.order) {
    like += ' ';
    like += language;
  }
  like += languages.all ? " all " : " first ";
  for (const PlacedArea& area : placement.areas) {
    const auto programme = shelf_.programmes().find(area.code);
    if (programme == shelf_.programmes().end()) continue;
    std::shared_ptr<const Agenda>& agenda = agendas_[like + area.code.text()];
    if (!agenda) {
      agenda = std::make_shared<const Agenda>(programme->second, shelf_, kind, key, languages,
                                              from_, until_);
    }
    casting.agendas.push_back(agenda);
  }
  if (!rules.empty()) {
    auto made = std::make_shared<const AirRules>(rules, placement, kind, from_, until_);
    if (!made->empty()) casting.rules = std::move(made);
  }
  return casting;
}

std::shared_ptr<const Plan> Timelines::plan(const Placement& placement, OutputKind kind) {
  const Output* output = output_of(placement.profile, kind);
  if (output == nullptr) return nullptr;
  const auto [kept, fresh] = plans_.try_emplace(likeness(placement, kind));
  if (!fresh) return kept->second->plan;
  kept->second = std::make_unique<Kept>(Kept{placement, nullptr});
  const Casting made = casting(kept->second->placement, kind, rendition_key(*output));
  auto plan = std::make_shared<Plan>(Lane{made, from_}, OrderTable{});
  plan->run(until_);
  kept->second->plan = std::move(plan);
  return kept->second->plan;
}

}  // namespace playlists
