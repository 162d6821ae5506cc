#pragma once

#include "controller/api/repeats.h"
#include "controller/store/store.h"
#include "protocols/io/clock.h"

namespace controller {

/// `api::Repeats` on disk: what was answered under an Idempotency-Key, per person, for 24 h.
/// Thread-safe.
class RepeatBook final : public api::Repeats {
 public:
  /// Frees what was running when the last vangd ended: nobody waits for it any more.
  RepeatBook(Store& store, const protocols::io::Clock& clock);

  std::optional<api::KeptAnswer> begin(const api::Caller& caller, const std::string& key,
                                       const std::string& body_sha256) override;
  void finish(const api::Caller& caller, const std::string& key,
              const api::KeptAnswer& answer) override;
  void abandon(const api::Caller& caller, const std::string& key) override;

 private:
  Store& store_;
  const protocols::io::Clock& clock_;
};

}  // namespace controller
