#pragma once

#include <string>

#include "controller/authority/signing.h"
#include "controller/store/documents.h"
#include "controller/store/store.h"
#include "protocols/io/clock.h"
#include "protocols/io/guarded.h"
#include "protocols/trust/keys.h"
#include "protocols/trust/verifier.h"

namespace controller {

/// Who may sign what: keyring versions signed by the root key, holding the online key and every
/// person's key that counts. Also the controller's own judge of what people sign.
/// Thread-safe.
class KeyringBook {
 public:
  /// Makes version 1 if there is none, and a new one if the newest does not name our online key.
  KeyringBook(Store& store, const Signing& signing, const protocols::io::Clock& clock);

  /// Inside a transaction that changed people or their keys: signs the next version from what the
  /// tables now say. A person's key counts in the person's area ("*" for administrators), for
  /// messages and orders, up to its highest class.
  void renew(Session& session) const;
  /// After that transaction's commit: the new version is what judge() goes by.
  void refresh();

  /// The newest version, compact JWS.
  std::string current() const;
  /// A copy of the verifier with the newest keyring in force; give it an Expectation with the whole
  /// tree (AreaMap::is_within).
  protocols::trust::Verifier judge() const { return judge_.copy(); }

 private:
  DocumentRow newest() const;

  Store& store_;
  const Signing& signing_;
  const protocols::io::Clock& clock_;
  protocols::io::Guarded<protocols::trust::Verifier> judge_;
};

}  // namespace controller
