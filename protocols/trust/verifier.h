#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "protocols/trust/document_type.h"
#include "protocols/trust/jws.h"
#include "protocols/trust/keyring.h"
#include "protocols/trust/keys.h"
#include "protocols/trust/refusal.h"

namespace protocols::trust {

/// How long before its `not_before_ms` an order may arrive and be kept for its moment; it also
/// absorbs clocks that differ a little. Earlier is not_yet_valid.
constexpr std::int64_t max_lead_ms = 600'000;
/// The widest start window an order may have.
constexpr std::int64_t max_start_window_ms = 600'000;

/// What the one who verifies knows and wants. Members that do not concern the type are ignored.
/// A value.
struct Expectation {
  DocumentType type = DocumentType::none;
  /// Own id (device), or whose document it must be (controller, for plays, receipt, session). Empty
  /// on the controller for everything else: wrong_device is then not judged.
  std::string device{};
  /// The device's kid: a placement must name it. Empty = not judged.
  std::string device_kid{};
  /// The device's areas, own first, root last. Empty on the controller: not_addressed is then not
  /// judged.
  std::vector<std::string> chain{};
  /// The controller's whole tree. Without it areas are judged along `chain`, and of a document's
  /// areas only those in the chain count (the device does not know the others).
  IsWithin is_within{};
  /// Version held of this placement or programme (0 = none): lower is old_version, equal is fine.
  std::int64_t held_version = 0;
  std::int64_t epoch_floor = 0;
  /// Trusted time. Without it an order is refused (no_trusted_time), while documents are accepted
  /// and their dates left to the timeline.
  std::optional<std::int64_t> now_ms{};
  /// What we sent: a time or session document must repeat it.
  std::string nonce{};
};

/// A document that passed every check. Only `payload` (or `order_payload`) may be parsed further.
/// A value.
struct Verified {
  DocumentType type = DocumentType::none;
  std::string payload{};  ///< exact signed bytes
  std::string hash{};     ///< document_hash(payload)
  std::string kid{};      ///< who signed it
  std::string signer{};   ///< the signer's name in the keyring; empty for root and devices
  /// For placement and programme; 0 otherwise.
  std::int64_t version = 0;
  /// For a dispatch: its epoch, and the order inside as the person signed it.
  std::int64_t epoch = 0;
  std::string order{};  ///< the order's own compact JWS
  std::string order_payload{};
  std::string order_hash{};
  std::string order_kid{};
  std::string order_signer{};
  /// For an order or dispatch: what SeenOrders keeps (`order_until_ms` is its expires_ms).
  std::string order_id{};
  std::int64_t order_until_ms = 0;
  /// For a time document.
  std::int64_t now_ms = 0;
};

/// The one place where signed documents are judged, on devices and in the controller, with one
/// fixed order of checks (docs/documents.md); the first that fails is the answer. Holds the root
/// key and the keyring in force; keeps nothing else (ids of orders: SeenOrders; versions: the
/// caller). Confined to its owner.
class Verifier {
 public:
  explicit Verifier(PublicKey root) : root_(root) {}

  /// Judges a `vang-keyring` document; if it is root's and not older than the one in force, it is
  /// in force from now on. The result's payload is for keeping the document.
  Checked<Verified> accept_keyring(std::string_view compact);
  /// Judges any other document signed by a key of the keyring (placement, message, programme,
  /// order, dispatch, time). For a dispatch the order inside is judged by the same rules before
  /// old_epoch and the later checks.
  Checked<Verified> verify(std::string_view compact, const Expectation& expectation) const;
  /// Judges what a device signed (plays, receipt, enrol, session) with the key it enrolled with.
  static Checked<Verified> verify_by_device(std::string_view compact, const PublicKey& device_key,
                                            const Expectation& expectation);

  const PublicKey& root() const { return root_; }
  const Keyring& keyring() const { return keyring_; }

 private:
  PublicKey root_;
  Keyring keyring_;
};

}  // namespace protocols::trust
