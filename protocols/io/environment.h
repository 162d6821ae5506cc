#pragma once

#include <string>

namespace protocols::io {

/// A variable of this process's environment; empty when it is not set. Thread-safe, because
/// nothing in Vang changes the environment.
std::string environment(const char* name);

}  // namespace protocols::io
