#pragma once

#include <optional>
#include <string>

#include "controller/api/values.h"

namespace controller::api {

struct KeptAnswer {
  int status = 0;
  std::string body;  // JSON
};

// Remembers what was answered under an Idempotency-Key, per person, for 24 h, on disk: a repeated
// request gets the first answer again. Thread-safe; may block a few ms.
class Repeats {
 public:
  virtual ~Repeats() = default;
  // Nothing = the key is new and now taken: do the work, then `finish` or `abandon`. An answer =
  // replay it. Throws 409 still_running, 422 key_reused when `body_sha256` is another than the
  // first one's.
  virtual std::optional<KeptAnswer> begin(const Caller& caller, const std::string& key,
                                          const std::string& body_sha256) = 0;
  virtual void finish(const Caller& caller, const std::string& key, const KeptAnswer& answer) = 0;
  virtual void abandon(const Caller& caller,
                       const std::string& key) = 0;  // nothing was done; the key is free again
};

}  // namespace controller::api
