#include "tests/reference/comparison.h"

#include <algorithm>
#include <chrono>

#include "playlists/timetable/plan.h"
#include "tests/reference/resolver.h"

namespace reference {
namespace {

using namespace std::chrono_literals;

// The rules of the own area say the languages and who goes first.
playlists::Rules rules(const Case& given) {
  playlists::Rules made;
  made.area = given.placement.areas.front().code;
  made.version = 1;
  made.zone = given.placement.zone;
  made.priority_order = given.priority_order;
  made.languages = {given.languages, given.all_languages};
  return made;
}

playlists::Timeline timeline(const Case& given) {
  playlists::Timeline made{given.placement};
  for (const auto& [hash, message] : given.messages) made.hold_message(hash, message);
  for (const auto& programme : given.programmes) made.set_programme(programme);
  made.set_rules(rules(given));
  if (given.heard) made.set_heard(*given.heard);
  return made;
}

OnAir on_air(const playlists::DueItem& item) {
  return {item.playing.id,      item.item.area, item.playing.occurrence,
          item.playing.message, item.lang,      item.offset};
}

// A plan's empty language is "whatever the message has".
bool agree(const std::optional<OnAir>& reference, std::optional<OnAir> planned) {
  if (reference && planned && planned->lang.empty()) planned->lang = reference->lang;
  return reference == planned;
}

}  // namespace

std::vector<std::optional<OnAir>> planned(const Scene& scene,
                                          const std::vector<Instant>& instants) {
  const playlists::Timeline made = timeline(scene.given);
  playlists::Plan plan{made.lane_from(scene.kind, scene.origin, scene.until), made.orders()};
  plan.run(scene.until);
  std::vector<std::optional<OnAir>> found;
  for (const Instant instant : instants) {
    const auto item = plan.at(instant);
    found.push_back(item ? std::optional{on_air(*item)} : std::nullopt);
  }
  return found;
}

std::vector<Instant> instants_to_compare(const Scene& scene) {
  std::vector<Instant> instants;
  for (const Instant named : named_instants(scene.given, scene.kind, scene.origin, scene.until)) {
    for (const Duration away :
         {Duration{-1s}, Duration{-1}, Duration{0}, Duration{1}, Duration{1s}}) {
      const Instant at = named + away;
      if (at >= scene.origin && at < scene.until) instants.push_back(at);
    }
  }
  std::sort(instants.begin(), instants.end());
  instants.erase(std::unique(instants.begin(), instants.end()), instants.end());
  return instants;
}

std::optional<Difference> first_difference(const Scene& scene) {
  const auto instants = instants_to_compare(scene);
  const auto ours = resolve(scene.given, scene.kind, scene.origin, instants);
  const auto theirs = planned(scene, instants);
  for (std::size_t i = 0; i < instants.size(); ++i) {
    if (!agree(ours[i], theirs[i])) return Difference{instants[i], ours[i], theirs[i]};
  }
  return std::nullopt;
}

std::string explained(const Scene& scene) {
  const Scene small =
      shrink(scene, [](const Scene& smaller) { return first_difference(smaller).has_value(); });
  const auto difference = first_difference(small);
  if (!difference) return "no difference any more\n" + text(scene);
  std::string out = text(small) + "\nfirst difference at " + text(difference->at) +
                    "\n  reference: " + text(difference->reference) +
                    "\n  planned:   " + text(difference->planned) +
                    "\n\nnamed instants until then, the last:\n";
  auto instants = named_instants(small.given, small.kind, small.origin, small.until);
  std::erase_if(instants, [&](Instant at) { return at > difference->at; });
  constexpr std::ptrdiff_t told = 16;
  const auto all = static_cast<std::ptrdiff_t>(instants.size());
  instants.erase(instants.begin(), instants.begin() + std::max<std::ptrdiff_t>(0, all - told));
  const auto ours = resolve(small.given, small.kind, small.origin, instants);
  const auto theirs = planned(small, instants);
  for (std::size_t i = 0; i < instants.size(); ++i) {
    out += "  " + text(instants[i]) + "  " + text(ours[i]);
    if (!agree(ours[i], theirs[i])) out += "   | planned: " + text(theirs[i]);
    out += '\n';
  }
  return out;
}

}  // namespace reference
