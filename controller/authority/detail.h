#pragma once

#include <string>

#include "controller/api/problem.h"

namespace controller {

/// 422 for one mistake: where (JSON pointer), stable code, and what to tell people. Thread-safe.
inline api::Problem mistake(std::string pointer, std::string code, std::string vi, std::string en) {
  return api::invalid({{std::move(pointer), 0, std::move(code), std::move(vi), std::move(en)}});
}

inline api::Problem no_such_area(std::string pointer) {
  return mistake(std::move(pointer), "unknown_area", "Không có địa bàn này.",
                 "There is no such area.");
}

}  // namespace controller
