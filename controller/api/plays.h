#pragma once

#include <optional>
#include <string>

#include "controller/api/values.h"

namespace controller::api {

struct PlayItem {
  std::string kind;     // entry, order; empty = nothing
  std::string id;       // of the entry or order
  std::string area;     // whose programme
  int programme = 0;    // its version
  std::string message;  // hash
  std::string title;
  std::string cls;
};

// One record of a device's chain, as it was committed.
struct Play {
  std::string device;
  std::string chain;
  std::uint64_t seq = 0;
  std::uint64_t boot = 0;
  std::string output;  // picture, sound
  PlayItem item;
  Instant start{};
  Instant end{};
  bool clock_trusted = false;
  std::uint64_t amount = 0;  // frames or samples per channel
  std::optional<double> level_dbfs;
  std::optional<double> peak_dbfs;
  std::string outcome;
  std::string reason;
};

struct PlayFilter {
  std::string device;   // empty = all the caller may see
  std::string area;     // devices in this subtree
  std::string item;     // entry or order id
  std::string message;  // hash
  Instant from{};       // start >= from
  Instant until{};      // start < until; the epoch = open
};

// What really came out. Thread-safe; may block a few ms.
class Plays {
 public:
  virtual ~Plays() = default;
  virtual Page<Play> list(const Caller& caller, const PlayFilter& filter,
                          const PageAsk& page) = 0;  // newest first
};

}  // namespace controller::api
