#include "protocols/trust/verifier.h"

#include <algorithm>
#include <utility>

#include "protocols/trust/claims_json.h"
#include "protocols/trust/keyring_json.h"

namespace protocols::trust {
namespace {

Refusal refuse(Reason reason, std::string detail = {}) {
  return {reason, std::move(detail), {}};
}

/// A document whose signature is good and whose members were read.
struct Opened {
  JwsParts parts;
  Claims claims;
};

/// too_large … wrong_type.
Checked<JwsParts> take_apart(std::string_view compact, DocumentType type) {
  auto parts = parse_compact(compact);
  if (!parts) return parts;
  if (parts->typ != typ(type)) {
    return refuse(Reason::wrong_type, "'" + parts->typ + "' instead of " + std::string(typ(type)));
  }
  return parts;
}

/// bad_signature … bad_payload.
Checked<Opened> open(JwsParts parts, DocumentType type, const PublicKey& key) {
  if (const auto reason = verify_signature(parts, key); reason != Reason::none) {
    return refuse(reason, "kid " + parts.kid);
  }
  auto claims = parse_claims(type, parts.payload);
  if (!claims) return claims.refusal();
  return Opened{std::move(parts), std::move(claims).value()};
}

bool contains(const std::vector<std::string>& all, std::string_view one) {
  return std::find(all.begin(), all.end(), one) != all.end();
}

/// The areas whose entitlement is judged: on a device those it knows, on the controller all.
std::vector<std::string> judged_areas(const std::vector<std::string>& areas,
                                      const Expectation& expectation) {
  if (expectation.is_within) return areas;
  std::vector<std::string> known;
  for (const auto& area : areas) {
    if (area == "*" || contains(expectation.chain, area)) known.push_back(area);
  }
  return known;
}

/// key_not_valid_now … not_entitled_class.
Reason entitlement(const Keyring& keyring, const Opened& opened, DocumentType type,
                   const Expectation& expectation) {
  const auto& claims = opened.claims;
  if (type == DocumentType::placement) {
    // A placement brings its own chain: what counts is where it puts the device.
    const auto within = expectation.is_within ? expectation.is_within : within_chain(claims.areas);
    return keyring.may(opened.parts.kid, type, Rank::none, {claims.areas.front()}, within,
                       expectation.now_ms);
  }
  const auto within =
      expectation.is_within ? expectation.is_within : within_chain(expectation.chain);
  const auto reason =
      keyring.may(opened.parts.kid, type, claims.rank, judged_areas(claims.areas, expectation),
                  within, expectation.now_ms);
  if (reason != Reason::none) return reason;
  // Whatever the key may do: an emergency exists only as an order.
  const bool emergency_entry = type == DocumentType::programme && claims.rank == Rank::emergency;
  return emergency_entry ? Reason::not_entitled_class : Reason::none;
}

/// Everything from too_large to not_entitled_class.
Checked<Opened> open_entitled(const Keyring& keyring, std::string_view compact, DocumentType type,
                              const Expectation& expectation) {
  auto parts = take_apart(compact, type);
  if (!parts) return parts.refusal();
  const auto* key = keyring.find(parts->kid);
  if (key == nullptr) return refuse(Reason::unknown_key, "kid " + parts->kid);
  auto opened = open(std::move(parts).value(), type, key->key);
  if (!opened) return opened;
  if (const auto reason = entitlement(keyring, *opened, type, expectation);
      reason != Reason::none) {
    return Refusal{reason, "signer " + key->name, {}};
  }
  return opened;
}

bool addressed(const Claims& claims, const Expectation& expectation) {
  const auto& chain = expectation.chain;
  if (chain.empty()) return true;
  if (!claims.below) return contains(claims.areas, chain.front());
  return std::any_of(claims.areas.begin(), claims.areas.end(),
                     [&](const std::string& area) { return area == "*" || contains(chain, area); });
}

/// no_trusted_time … start_window, for an order.
Reason order_dates(const Claims& claims, const std::optional<std::int64_t>& now_ms) {
  if (!now_ms) return Reason::no_trusted_time;
  if (claims.start_ms > *now_ms && claims.start_ms - *now_ms > max_lead_ms) {
    return Reason::not_yet_valid;
  }
  if (*now_ms >= claims.until_ms) return Reason::expired;
  if (claims.start_window_ms > max_start_window_ms) return Reason::start_window;
  // A stop is good until it expires: what it stops may still be playing.
  const bool passed =
      *now_ms > claims.start_ms && *now_ms - claims.start_ms > claims.start_window_ms;
  return passed && !claims.stops ? Reason::start_window : Reason::none;
}

bool has_areas(DocumentType type) {
  return type == DocumentType::message || type == DocumentType::programme ||
         type == DocumentType::order;
}

/// wrong_device, wrong_nonce.
Reason recipient(const Claims& claims, DocumentType type, const Expectation& expectation) {
  const bool names_device = !claims.device.empty() && !expectation.device.empty();
  if (names_device && claims.device != expectation.device) return Reason::wrong_device;
  const bool names_key = type == DocumentType::placement && !expectation.device_kid.empty();
  if (names_key && claims.device_kid != expectation.device_kid) return Reason::wrong_device;
  const bool answers = type == DocumentType::time || type == DocumentType::session;
  // An empty expectation matches nothing: nobody asked.
  if (answers && (expectation.nonce.empty() || claims.nonce != expectation.nonce)) {
    return Reason::wrong_nonce;
  }
  return Reason::none;
}

/// old_version … start_window. `order` is the order itself, or the one inside a dispatch.
Reason circumstances(const Opened& opened, const Opened* order, DocumentType type,
                     const Expectation& expectation) {
  const auto& claims = opened.claims;
  const bool versioned = type == DocumentType::placement || type == DocumentType::programme;
  if (versioned && claims.version < expectation.held_version) return Reason::old_version;
  if (type == DocumentType::dispatch && claims.epoch < expectation.epoch_floor) {
    return Reason::old_epoch;
  }
  if (const auto reason = recipient(claims, type, expectation); reason != Reason::none) {
    return reason;
  }
  if (order != nullptr) {
    if (!addressed(order->claims, expectation)) return Reason::not_addressed;
    return order_dates(order->claims, expectation.now_ms);
  }
  if (has_areas(type) && !addressed(claims, expectation)) return Reason::not_addressed;
  const bool ended =
      claims.until_ms != 0 && expectation.now_ms && *expectation.now_ms >= claims.until_ms;
  return ended ? Reason::expired : Reason::none;
}

Verified verified(DocumentType type, Opened opened) {
  Verified result;
  result.type = type;
  result.hash = document_hash(opened.parts.payload);
  result.payload = std::move(opened.parts.payload);
  result.kid = std::move(opened.parts.kid);
  result.version = opened.claims.version;
  result.epoch = opened.claims.epoch;
  result.now_ms = opened.claims.now_ms;
  return result;
}

void add_order(Verified& result, const Opened& order, std::string compact, const Keyring& keyring) {
  result.order = std::move(compact);
  result.order_payload = order.parts.payload;
  result.order_hash = document_hash(order.parts.payload);
  result.order_kid = order.parts.kid;
  result.order_signer = keyring.find(order.parts.kid)->name;
  result.order_id = order.claims.id;
  result.order_until_ms = order.claims.until_ms;
}

}  // namespace

Checked<Verified> Verifier::accept_keyring(std::string_view compact) {
  auto parts = take_apart(compact, DocumentType::keyring);
  if (!parts) return parts.refusal();
  if (parts->kid != root_.kid()) return refuse(Reason::unknown_key, "not the root key");
  if (const auto reason = verify_signature(*parts, root_); reason != Reason::none) {
    return refuse(reason, "keyring");
  }
  auto keyring = parse_keyring(parts->payload);
  if (!keyring) return keyring.refusal();
  if (keyring->version < keyring_.version) {
    return refuse(Reason::old_version,
                  std::to_string(keyring->version) + " after " + std::to_string(keyring_.version));
  }
  Opened opened{std::move(parts).value(), {}};
  opened.claims.version = keyring->version;
  keyring_ = std::move(keyring).value();
  return verified(DocumentType::keyring, std::move(opened));
}

Checked<Verified> Verifier::verify(std::string_view compact, const Expectation& expectation) const {
  const auto type = expectation.type;
  auto opened = open_entitled(keyring_, compact, type, expectation);
  if (!opened) return opened.refusal();
  auto document = std::move(opened).value();
  std::optional<Opened> inner;
  if (type == DocumentType::dispatch) {
    auto order = open_entitled(keyring_, document.claims.order, DocumentType::order, expectation);
    if (!order) return order.refusal();
    inner = std::move(order).value();
  } else if (type == DocumentType::order) {
    inner = document;
  }
  const auto* order = inner ? &*inner : nullptr;
  if (const auto reason = circumstances(document, order, type, expectation);
      reason != Reason::none) {
    return Refusal{reason, std::string(typ(type)), inner ? inner->claims.id : std::string()};
  }
  auto compact_order =
      type == DocumentType::order ? std::string(compact) : std::move(document.claims.order);
  auto result = verified(type, std::move(document));
  result.signer = keyring_.find(result.kid)->name;
  if (inner) add_order(result, *inner, std::move(compact_order), keyring_);
  return result;
}

Checked<Verified> Verifier::verify_by_device(std::string_view compact, const PublicKey& device_key,
                                             const Expectation& expectation) {
  const auto type = expectation.type;
  auto parts = take_apart(compact, type);
  if (!parts) return parts.refusal();
  if (parts->kid != device_key.kid()) return refuse(Reason::unknown_key, "kid " + parts->kid);
  auto opened = open(std::move(parts).value(), type, device_key);
  if (!opened) return opened.refusal();
  if (const auto reason = recipient(opened->claims, type, expectation); reason != Reason::none) {
    return refuse(reason, opened->claims.device);
  }
  return verified(type, std::move(opened).value());
}

}  // namespace protocols::trust
