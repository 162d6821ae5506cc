#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include "controller/api/values.h"

namespace controller::api {

struct PartState {
  std::string name;  // store, broker, library, disk
  bool ok = false;
  std::string detail;  // one line, English; shown to administrators only
};

struct ServiceState {
  std::string version;
  std::string world;     // live, drill
  std::string province;  // name of the root area; empty before the first import
  Instant now{};
  std::vector<PartState> parts;

  bool well() const {
    return std::all_of(parts.begin(), parts.end(), [](const PartState& part) { return part.ok; });
  }
};

// How vangd itself is. Thread-safe; may block a few ms.
class Service {
 public:
  virtual ~Service() = default;
  virtual ServiceState state() = 0;
};

}  // namespace controller::api
