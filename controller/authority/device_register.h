#pragma once

#include <functional>
#include <string>

#include "controller/api/devices.h"
#include "controller/authority/addresses.h"
#include "controller/authority/changes.h"
#include "controller/authority/placement_book.h"
#include "controller/authority/rights.h"
#include "controller/store/store.h"

namespace controller {

/// What the enrolment string says besides token and addresses, and how passes end.
struct RegisterParts {
  Addresses addresses;
  std::string ca_sha256;
  std::string root_x;
  std::function<void(const std::string& nkey)> revoke_pass;  // of the broker; thread-safe
};

/// `api::Devices`: the register of devices, enrolment tokens (24 h, once; only the hash is stored),
/// moves and retirement. Thread-safe.
class DeviceRegister final : public api::Devices {
 public:
  DeviceRegister(Store& store, const Rights& rights, const PlacementBook& placements,
                 const protocols::io::Clock& clock, RegisterParts parts)
      : store_(store),
        rights_(rights),
        placements_(placements),
        clock_(clock),
        parts_(std::move(parts)) {}

  /// Told after a device is new, placed anew or retired, and once after an import. Set before use.
  void on_change(OnDocumentChange told) { told_ = std::move(told); }

  std::vector<api::Profile> profiles(const api::Caller& caller) override;
  api::Page<api::Device> list(const api::Caller& caller, const api::DeviceFilter& filter,
                              const api::PageAsk& page) override;
  api::ImportReport import_csv(const api::Caller& caller, const std::string& csv,
                               bool dry_run) override;
  api::Device one(const api::Caller& caller, const std::string& id) override;
  api::Token make_token(const api::Caller& caller, const api::TokenAsk& ask) override;
  api::Device place(const api::Caller& caller, const std::string& id, const std::string& revision,
                    const api::PlacementChange& change) override;
  api::Device retire(const api::Caller& caller, const std::string& id) override;

 private:
  /// Inside a transaction: throws 412 changed_meanwhile.
  void require_as_seen(Session& session, const DeviceRow& read, const std::string& revision) const;
  void tell(const std::string& device) const;

  Store& store_;
  const Rights& rights_;
  const PlacementBook& placements_;
  const protocols::io::Clock& clock_;
  const RegisterParts parts_;
  OnDocumentChange told_;
};

}  // namespace controller
