#pragma once

#include <chrono>
#include <functional>
#include <string>

namespace rig {

/// Looks every `every` until `seen` says yes; false when `limit` passes first. The one place where
/// scenarios wait: for something that happens, never for luck.
bool wait_until(const std::function<bool()>& seen, std::chrono::milliseconds limit,
                std::chrono::milliseconds every = std::chrono::milliseconds(100));

/// The same, but throws std::runtime_error naming `what` (and what `why` adds) when it does not
/// come.
void expect_soon(const std::string& what, const std::function<bool()>& seen,
                 std::chrono::milliseconds limit, const std::function<std::string()>& why = {});

}  // namespace rig
