#pragma once

#include <string>

#include "controller/api/areas.h"
#include "controller/authority/area_map.h"
#include "controller/authority/rights.h"
#include "controller/store/store.h"

namespace controller {

/// `api::Areas` over the store: lists, one area with its way up, the all-or-nothing import,
/// removal. Thread-safe.
class AreaRegister final : public api::Areas {
 public:
  AreaRegister(Store& store, AreaMap& map, const Rights& rights, const protocols::io::Clock& clock)
      : store_(store), map_(map), rights_(rights), clock_(clock) {}

  api::Page<api::Area> list(const api::Caller& caller, const api::AreaFilter& filter,
                            const api::PageAsk& page) override;
  api::AreaLine one(const api::Caller& caller, const std::string& code) override;
  api::ImportReport import_csv(const api::Caller& caller, const std::string& csv,
                               bool dry_run) override;
  void remove(const api::Caller& caller, const std::string& code) override;

 private:
  bool visible(const api::Caller& caller, const std::string& code) const;

  Store& store_;
  AreaMap& map_;
  const Rights& rights_;
  const protocols::io::Clock& clock_;
  protocols::io::Mutex changing_;  // an import adds below areas that stay
};

}  // namespace controller
