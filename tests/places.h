#pragma once

#include <string>

namespace tests {

/// Where this build put the programs. Absolute, without a slash at the end, as all of these.
std::string bin_dir();
/// The repository.
std::string root();
/// tests/data: inputs with their sources.
std::string data_dir();

}  // namespace tests
