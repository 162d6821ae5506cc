#pragma once

#include "controller/api/audit.h"
#include "controller/authority/rights.h"
#include "controller/store/store.h"

namespace controller {

/// `api::Audit`: shows the append-only audit to administrators. Rows are written with the deeds
/// themselves (`deed` in rights.h). Thread-safe.
class AuditBook final : public api::Audit {
 public:
  AuditBook(Store& store, const Rights& rights) : store_(store), rights_(rights) {}

  api::Page<api::AuditEntry> list(const api::Caller& caller, const api::AuditFilter& filter,
                                  const api::PageAsk& page) override;

 private:
  Store& store_;
  const Rights& rights_;
};

}  // namespace controller
