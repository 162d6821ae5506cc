// What holds for the reference itself in every scene.
#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <random>

#include "tests/reference/resolver.h"
#include "tests/reference/scene.h"

namespace reference {
namespace {

using namespace std::chrono_literals;

void for_scenes(int number, const std::function<bool(const Scene&)>& fails) {
  std::mt19937_64 engine{7};
  for (int i = 0; i < number; ++i) {
    const Scene scene = random_scene(
        [&](int n) { return static_cast<int>(engine() % static_cast<std::uint64_t>(n)); });
    ASSERT_FALSE(fails(scene)) << text(shrink(scene, fails));
  }
}

TEST(ReferenceProperty, stopping_at_every_second_changes_nothing) {
  for_scenes(200, [](const Scene& s) {
    const auto named = named_instants(s.given, s.kind, s.origin, s.until);
    return resolve(s.given, s.kind, s.origin, named) !=
           resolve(s.given, s.kind, s.origin, named, 1s);
  });
}

TEST(ReferenceProperty, what_comes_later_changes_nothing_before) {
  for_scenes(200, [](const Scene& s) {
    const Instant middle = s.origin + (s.until - s.origin) / 2;
    auto named = named_instants(s.given, s.kind, s.origin, s.until);
    auto all = resolve(s.given, s.kind, s.origin, named);
    const auto early = std::lower_bound(named.begin(), named.end(), middle) - named.begin();
    named.resize(static_cast<std::size_t>(early));
    all.resize(static_cast<std::size_t>(early));
    return resolve(s.given, s.kind, s.origin, named) != all;
  });
}

TEST(ReferenceProperty, between_two_named_instants_it_only_goes_on) {
  for_scenes(200, [](const Scene& s) {
    const auto named = named_instants(s.given, s.kind, s.origin, s.until);
    std::vector<Instant> before;
    for (std::size_t i = 1; i < named.size(); ++i) before.push_back(named[i] - 1ms);
    const auto at = resolve(s.given, s.kind, s.origin, named);
    const auto last = resolve(s.given, s.kind, s.origin, before);
    for (std::size_t i = 0; i < before.size(); ++i) {
      auto expected = at[i];
      if (expected) expected->offset += before[i] - named[i];
      if (last[i] != expected) return true;
    }
    return false;
  });
}

TEST(ReferenceProperty, the_scenes_are_lively) {
  int on_air = 0, instants = 0, many = 0;
  for_scenes(200, [&](const Scene& s) {
    const auto named = named_instants(s.given, s.kind, s.origin, s.until);
    std::vector<std::string> entries;
    for (const auto& one : resolve(s.given, s.kind, s.origin, named)) {
      if (one) entries.push_back(one->entry);
    }
    on_air += static_cast<int>(entries.size());
    instants += static_cast<int>(named.size());
    std::sort(entries.begin(), entries.end());
    entries.erase(std::unique(entries.begin(), entries.end()), entries.end());
    many += entries.size() > 2 ? 1 : 0;
    return false;
  });
  EXPECT_GT(on_air, instants / 2);
  EXPECT_GT(many, 60);
}

}  // namespace
}  // namespace reference
