// `api::Plays`: what really came out, found by device, place, item and time. Immutable after
// construction; thread-safe.
#pragma once

#include "controller/api/plays.h"
#include "controller/fleet/directory.h"
#include "controller/store/store.h"

namespace controller {

class PlayList final : public api::Plays {
 public:
  PlayList(Store& store, const Directory& directory) : store_(store), directory_(directory) {}

  api::Page<api::Play> list(const api::Caller& caller, const api::PlayFilter& filter,
                            const api::PageAsk& page) override;

 private:
  bool shows(const std::string& device, const std::string& root, const std::string& area) const;

  Store& store_;
  const Directory& directory_;
};

}  // namespace controller
