#pragma once

#include <string>
#include <vector>

namespace controller {

/// ["a","b"]: a list as one value that SQL takes apart with json_each. Thread-safe.
std::string id_list_to_json(const std::vector<std::string>& ids);

}  // namespace controller
