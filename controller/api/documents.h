#pragma once

#include <string>
#include <vector>

#include "controller/api/values.h"

namespace controller::api {

struct SignedDocument {
  std::string hash;  // of the payload
  std::string typ;   // vang-keyring, vang-placement, vang-message, vang-programme, vang-order,
                    // vang-dispatch, vang-receipt, vang-plays
  std::string kid;
  std::string jws;  // compact
  Instant kept{};   // when the controller stored it
};

struct SignerKey {
  std::string kid;
  std::string x;
  std::string name;
  std::string use;  // root, online, person, device
};

// Everything signed that the controller has, for export and for anybody's JOSE library to check.
// Administrators only. Thread-safe; may block a few ms.
class Documents {
 public:
  virtual ~Documents() = default;
  virtual Page<SignedDocument> list(const Caller& caller, const std::string& typ,
                                    const PageAsk& page) = 0;  // oldest first; empty typ = all
  virtual std::vector<SignerKey> keys(const Caller& caller) = 0;
};

}  // namespace controller::api
