#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include "controller/api/values.h"

namespace controller::api {

struct PartState {
  std::string name;  // store, broker, disk, certificate
  bool ok = false;
  std::string detail;  // one line, English; shown to administrators only
  bool vital = true;   // false = a fault is shown and warned of, and everything still works
};

struct ServiceState {
  std::string version;
  std::string world;     // live, drill
  std::string province;  // name of the root area; empty before the first import
  Instant now{};
  std::vector<PartState> parts;

  // What a balancer goes by.
  bool well() const {
    return std::all_of(parts.begin(), parts.end(),
                       [](const PartState& part) { return part.ok || !part.vital; });
  }
};

// How vangd itself is. Thread-safe; may block a few ms.
class Service {
 public:
  virtual ~Service() = default;
  virtual ServiceState state() = 0;
};

}  // namespace controller::api
