#pragma once

#include <chrono>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace demo {

using Second = std::chrono::sys_seconds;

/// One playing of a message at a second of today (or of the next day, near midnight).
struct Playing {
  std::string title;
  std::string message;  // document hash
  Second start;
  int repeat = 1;
};

/// A programme's entries for these playings, as `vangctl programme set` reads them; times in
/// Asia/Ho_Chi_Minh.
nlohmann::json entries(const std::vector<Playing>& playings);

/// The first whole second at least `lead` from now.
Second soon(std::chrono::seconds lead);

}  // namespace demo
