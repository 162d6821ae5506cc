#pragma once

#include <chrono>
#include <map>
#include <string>

#include "protocols/io/clock.h"
#include "protocols/io/guarded.h"

namespace controller {

/// Slows down guessing: after `free_failures` under one name (a login, an address) each further one
/// doubles the pause, from 1 s up to 15 min. In memory only: a restart forgives. Thread-safe.
class Attempts {
 public:
  Attempts(const protocols::io::Clock& clock, int free_failures)
      : clock_(clock), free_failures_(free_failures) {}

  /// How long `name` still has to wait; 0 = may try.
  std::chrono::seconds pause(const std::string& name) const;
  void failed(const std::string& name);
  void succeeded(const std::string& name);

 private:
  struct Record {
    int failures = 0;
    protocols::io::SteadyTime free_at{};
  };
  const protocols::io::Clock& clock_;
  const int free_failures_;
  protocols::io::Guarded<std::map<std::string, Record>> records_;
};

}  // namespace controller
