#pragma once

#include <functional>
#include <string>

namespace controller {

/// A document that devices should now hold in a newer version. Plain data; confined to its owner.
struct DocumentChange {
  enum class Kind {
    None,
    Keyring,
    Placement,
    Programme,
    Register  // many devices at once: an import
  };
  Kind kind = Kind::None;
  std::string subject;  // placement: device id; programme: area code; keyring, register: ""
};

/// How authority and programmes tell the fleet, after the commit, on the thread that made the
/// change: the receiver only posts to its own loop and reads the document from the store there.
/// Thread-safe.
using OnDocumentChange = std::function<void(const DocumentChange&)>;

}  // namespace controller
