#pragma once

#include <string>

#include "controller/api/values.h"

namespace controller::api {

struct AuditEntry {
  std::uint64_t seq = 0;
  Instant at{};
  std::string person;  // id; empty for the controller itself
  std::string name;
  std::string act;     // area.import, order.send, person.create …
  std::string object;  // id of what it was done to
  std::string area;
  std::string detail;  // one line
  std::string address;
};

struct AuditFilter {
  std::string person;
  std::string act;  // prefix: "order." or "order.send"
  Instant from{};
  Instant until{};
};

// Who did what, append-only. Written by the implementations of the other interfaces, also for what
// was refused with 403. Administrators only. Thread-safe; may block a few ms.
class Audit {
 public:
  virtual ~Audit() = default;
  virtual Page<AuditEntry> list(const Caller& caller, const AuditFilter& filter,
                                const PageAsk& page) = 0;  // newest first
};

}  // namespace controller::api
