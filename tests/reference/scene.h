// Random small cases, dense on purpose: what overlaps, cuts and runs out within minutes. Confined
// to its owner.
#pragma once

#include <functional>
#include <string>

#include "playlists/output_kind.h"
#include "tests/reference/case.h"

namespace reference {

/// A case, the output and the time to look at.
struct Scene {
  Case given;
  playlists::OutputKind kind = playlists::OutputKind::Sound;
  Instant origin{};
  Instant until{};
};

/// A number in [0, n); smaller ones give simpler scenes.
using Dice = std::function<int(int n)>;

/// 1 … 8 entries of 1 … 3 areas of the chain (now and then one outside), 20 minutes to 3 hours.
Scene random_scene(const Dice& dice);

/// The smallest scene found, by taking parts away and setting members to their defaults, that still
/// `fails`.
Scene shrink(Scene scene, const std::function<bool(const Scene&)>& fails);

/// For people who look for the fault.
std::string text(const Scene& scene);
std::string text(const std::optional<OnAir>& on_air);
/// UTC with milliseconds.
std::string text(Instant instant);

}  // namespace reference
