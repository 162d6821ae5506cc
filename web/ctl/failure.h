#pragma once

#include <stdexcept>
#include <string>

namespace ctl {

/// How a command ends; also its exit code.
enum class Exit { done = 0, refused = 1, usage = 2, unreachable = 3, signed_out = 4 };

/// A command that could not be done: what to say (Vietnamese, then English) and the exit code.
class Failure : public std::runtime_error {
 public:
  Failure(Exit exit, const std::string& text) : std::runtime_error(text), exit_(exit) {}
  Exit exit() const { return exit_; }

 private:
  Exit exit_;
};

}  // namespace ctl
