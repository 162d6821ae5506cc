#pragma once

#include <filesystem>
#include <vector>

#include "tests/demo/evidence.h"
#include "tests/scenarios/rig/centre.h"

namespace demo {

/// The main job without a person: a clip, an install card and a spoken emergency on two boards and
/// two loudspeakers, with everything they put out left in the evidence folder. Throws at the first
/// step that was not seen to happen.
void check(const rig::Built& built, const std::vector<std::filesystem::path>& clips,
           Evidence& evidence);

}  // namespace demo
