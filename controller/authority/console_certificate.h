#pragma once

#include <string>

#include "controller/api/certificate.h"
#include "controller/api/service.h"
#include "controller/authority/certificates.h"
#include "controller/authority/rights.h"
#include "controller/store/store.h"
#include "protocols/io/guarded.h"

namespace controller {

/// `api::Certificates`: which certificate the people's door shows. An imported one lies with its
/// key in one file (`TrustFiles::imported`, 0600), so that both are replaced at once, written anew
/// from what was understood of it, so that it reads the same at the next start. One that is
/// no longer good at the start stays where it is, is said in the log and in the service's parts,
/// and our own CA's is used. Thread-safe.
class ConsoleCertificate final : public api::Certificates {
 public:
  ConsoleCertificate(Store& store, const Rights& rights, const controller::Certificates& own,
                     const protocols::io::Clock& clock);

  api::Certificate show(const api::Caller& caller) override;
  api::Certificate use(const api::Caller& caller, const api::CertificateAsk& ask,
                       const api::TryOn& try_on) override;
  api::Certificate drop(const api::Caller& caller) override;
  api::Identity identity() override;
  std::string ca_pem() override { return own_.ca_pem(); }
  std::string ca_der() override;

  /// For the service's report: not ok while an imported one cannot be used, or what is shown has
  /// expired. Not vital: devices and link have their own, and a browser says what is wrong.
  api::PartState part() const;

 private:
  struct InUse {
    api::Identity identity;
    bool own_ca = true;
    std::string refused;  // why the imported one is not used; "" = there is none
  };
  InUse own_identity() const;
  InUse at_start() const;
  api::Certificate view(const InUse& now) const;
  void note(const api::Caller& caller, const api::Certificate& shown, const std::string& act);

  Store& store_;
  const Rights& rights_;
  const controller::Certificates& own_;
  const protocols::io::Clock& clock_;
  protocols::io::Mutex changing_;  // file and memory change together
  protocols::io::Guarded<InUse> in_use_;
};

}  // namespace controller
