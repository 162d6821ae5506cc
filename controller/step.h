#pragma once

#include <string>

#include "protocols/io/log.h"

namespace controller {

/// A named step of starting up: declared just before the members it stands for, it is logged when
/// they are about to be made, and again when they are gone. Confined to its owner.
class Step {
 public:
  explicit Step(std::string name) : name_(std::move(name)) {
    protocols::io::log::info("start: " + name_);
  }
  ~Step() { protocols::io::log::info("stopped: " + name_); }
  Step(const Step&) = delete;
  Step& operator=(const Step&) = delete;

 private:
  std::string name_;
};

}  // namespace controller
