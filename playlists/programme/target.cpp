#include "playlists/programme/target.h"

#include <algorithm>

namespace playlists {
namespace {

template <class T>
bool holds(const std::vector<T>& list, const T& value) {
  return std::find(list.begin(), list.end(), value) != list.end();
}

template <class T>
bool share_one(const std::vector<T>& a, const std::vector<T>& b) {
  return std::any_of(a.begin(), a.end(), [&](const T& value) { return holds(b, value); });
}

bool in_areas(const Selector& selector, const std::vector<AreaCode>& chain) {
  if (selector.areas.empty()) return selector.below || !chain.empty();
  if (chain.empty()) return false;
  return selector.below ? share_one(selector.areas, chain) : holds(selector.areas, chain.front());
}

bool matches(const Selector& selector, const Placement& placement,
             const std::vector<AreaCode>& chain) {
  if (!in_areas(selector, chain)) return false;
  if (!selector.sites.empty() && !holds(selector.sites, placement.site.id)) return false;
  if (!selector.profiles.empty() && !holds(selector.profiles, placement.profile.name)) return false;
  return selector.tags.empty() || share_one(selector.tags, placement.tags);
}

}  // namespace

bool matches(const Target& target, const Placement& placement, const std::vector<AreaCode>& chain) {
  const auto matched = [&](const Selector& selector) {
    return matches(selector, placement, chain);
  };
  const bool included =
      target.include.empty() || std::any_of(target.include.begin(), target.include.end(), matched);
  return included && std::none_of(target.exclude.begin(), target.exclude.end(), matched);
}

}  // namespace playlists
