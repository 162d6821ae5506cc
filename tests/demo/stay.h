#pragma once

#include <filesystem>

#include "tests/scenarios/rig/centre.h"

namespace demo {

/// Runs the sample province on the usual ports until Ctrl-C, with a clip and a card on the
/// programme, and prints where to look. Its data stays in `folder`, so that the next run goes on
/// with it.
void stay(const rig::Built& built, const std::filesystem::path& folder);

}  // namespace demo
