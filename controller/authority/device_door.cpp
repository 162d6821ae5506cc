#include "controller/authority/device_door.h"

#include "controller/authority/detail.h"
#include "controller/authority/proofs_json.h"
#include "controller/store/audit.h"
#include "controller/store/people.h"
#include "protocols/io/digest.h"
#include "protocols/link/nkey.h"
#include "protocols/trust/verifier.h"

namespace controller {

namespace {

using protocols::io::to_ms;
using Kind = DocumentTable::Kind;
namespace trust = protocols::trust;

constexpr std::chrono::seconds nonce_life{60};
constexpr std::chrono::hours bearer_life{1};
constexpr std::size_t longest_nonce = 200;

api::Problem unknown_token() {
  return {401, "unknown_token", "Mã ghi danh không đúng.", "This enrolment token is unknown."};
}
api::Problem gone(std::string code, std::string vi, std::string en) {
  return {410, std::move(code), std::move(vi), std::move(en)};
}
api::Problem unknown_device() {
  return {401, "unknown_device", "Thiết bị này chưa được ghi danh hoặc đã ngừng sử dụng.",
          "This device is not enrolled, or retired."};
}
api::Problem bad_proof(trust::Reason reason) {
  const auto words = trust::text(reason);
  return mistake("/proof", std::string(trust::code(reason)), std::string(words.vi),
                 std::string(words.en));
}
api::Problem absent() {
  return api::not_found("Không có nội dung này.", "There is no such content.");
}

trust::PublicKey key_of(const std::string& x) {
  const auto key = trust::PublicKey::from_x(x);
  if (key) return *key;
  throw mistake("/jwk", "bad_key", "Đây không phải khoá công khai Ed25519.",
                "This is not an Ed25519 public key.");
}

// The nkey is the same key in NATS' spelling: what logs in is what signs plays.
void check_nkey(const std::string& text, const trust::PublicKey& key) {
  const auto nkey = protocols::link::decode_nkey(text);
  const bool same =
      nkey && nkey->kind == protocols::link::NkeyKind::User && trust::PublicKey(nkey->key) == key;
  if (same) return;
  throw mistake("/nkey", "bad_nkey", "nkey không phải của khoá này.",
                "The nkey is not that of this key.");
}

void check_enrol_proof(const api::EnrolAsk& ask, const trust::PublicKey& key) {
  trust::Expectation expectation;
  expectation.type = trust::DocumentType::enrol;
  const auto checked = trust::Verifier::verify_by_device(ask.proof, key, expectation);
  if (!checked) throw bad_proof(checked.reason());
  if (parse_enrol_proof(checked->payload) != ask.token) throw bad_proof(trust::Reason::bad_payload);
}

void check_token(const std::optional<TokenRow>& token, const std::string& kid, std::int64_t now) {
  if (!token) throw unknown_token();
  if (token->redeemed_ms != 0 && token->kid != kid) {
    throw gone("token_used", "Mã ghi danh này đã được dùng.", "This enrolment token was used.");
  }
  if (token->redeemed_ms == 0 && token->expires_ms <= now) {
    throw gone("token_expired", "Mã ghi danh này đã hết hạn.", "This enrolment token has expired.");
  }
}

void check_key_is_free(Session& session, const std::string& kid, const std::string& device) {
  const auto holder = DeviceTable(session).find_key(kid);
  const bool taken = (holder && holder->id != device) || PersonKeyTable(session).find(kid);
  if (taken) {
    throw api::conflict("key_in_use", "Khoá này đã được dùng.", "This key is in use already.");
  }
}

}  // namespace

DeviceDoor::DeviceDoor(Store& store, const Signing& signing, const KeyringBook& keyring,
                       const PlacementBook& placements, const protocols::io::Clock& clock,
                       DoorParts parts)
    : store_(store),
      signing_(signing),
      keyring_(keyring),
      placements_(placements),
      clock_(clock),
      parts_(std::move(parts)),
      nonces_(clock, nonce_life),
      bearers_(clock, bearer_life) {}

DeviceDoor::Redeemed DeviceDoor::redeem(Session& session, const api::EnrolAsk& ask,
                                        const std::string& kid, std::string_view address) const {
  const std::int64_t now = to_ms(clock_.wall());
  const std::string hash = protocols::io::sha256_hex(ask.token);
  const auto token = TokenTable(session).find(hash);
  check_token(token, kid, now);
  DeviceTable devices(session);
  DeviceRow device = *devices.find(token->device);
  if (device.retired_ms != 0) throw unknown_device();
  if (token->redeemed_ms != 0) {
    // Once another box has taken the place, the old token opens nothing.
    if (device.kid != kid)
      throw gone("token_used", "Mã ghi danh này đã được dùng.", "This enrolment token was used.");
    const auto placement = DocumentTable(session, Kind::Placement).latest(device.id);
    return {device, placement->jws, token->addresses, "", true};
  }
  check_key_is_free(session, kid, device.id);
  const std::string replaced = device.nkey == ask.nkey ? "" : device.nkey;
  device.kid = kid;
  device.x = ask.x;
  device.nkey = ask.nkey;
  device.enrolled_ms = now;
  devices.set_key(device.id, kid, ask.x, ask.nkey, now);
  TokenTable(session).redeem(hash, kid, now);
  const auto placement = placements_.sign_next(session, device, now, "");
  AuditTable(session).append(
      {0, now, "", "device.enrol", device.area, device.id, kid, std::string(address)});
  return {device, placement.jws, token->addresses, replaced, false};
}

api::EnrolAnswer DeviceDoor::enrol(const api::EnrolAsk& ask, std::string_view address) {
  const auto key = key_of(ask.x);
  check_nkey(ask.nkey, key);
  check_enrol_proof(ask, key);
  const auto done = store_
                        .write([this, ask, kid = key.kid(), from = std::string(address)](
                                   Session& s) { return redeem(s, ask, kid, from); })
                        .get();
  if (!done.replaced_nkey.empty()) parts_.revoke_pass(done.replaced_nkey);
  if (!done.again && told_) told_({DocumentChange::Kind::Placement, done.device.id});
  const auto addresses = parts_.addresses.with(split(done.addresses));
  return {done.device.id,     parts_.make_pass(done.device.id, ask.nkey),
          keyring_.current(), done.placement,
          addresses.link,     addresses.devices};
}

DeviceRow DeviceDoor::in_use(const std::string& device) const {
  auto row = store_.read([&](Session& s) { return DeviceTable(s).find(device); });
  if (!row || row->kid.empty() || row->retired_ms != 0) throw unknown_device();
  return *std::move(row);
}

std::string DeviceDoor::nonce(const std::string& device) {
  return nonces_.make(in_use(device).id);
}

api::DeviceSession DeviceDoor::session(const std::string& device, const std::string& nonce,
                                       const std::string& proof) {
  const DeviceRow row = in_use(device);
  if (nonces_.take(nonce) != device) {
    throw api::Problem(401, "unknown_nonce", "Nonce không đúng hoặc đã hết hạn.",
                       "The nonce is unknown or has expired.");
  }
  trust::Expectation expectation;
  expectation.type = trust::DocumentType::session;
  expectation.device = device;
  expectation.nonce = nonce;
  const auto checked = trust::Verifier::verify_by_device(proof, key_of(row.x), expectation);
  if (!checked) throw bad_proof(checked.reason());
  return {parts_.make_pass(device, row.nkey), bearers_.make(device), clock_.wall() + bearer_life};
}

std::string DeviceDoor::time(const std::string& nonce) {
  if (nonce.empty() || nonce.size() > longest_nonce) {
    throw mistake("/nonce", "bad_nonce", "Nonce cần 1-200 ký tự.", "A nonce has 1-200 characters.");
  }
  return signing_.sign("vang-time", time_payload(nonce, to_ms(clock_.wall()))).jws;
}

std::optional<std::string> DeviceDoor::device_of(std::string_view bearer) {
  auto device = bearers_.find(std::string(bearer));
  if (!device) return std::nullopt;
  const auto row = store_.read([&](Session& s) { return DeviceTable(s).find(*device); });
  return row && row->retired_ms == 0 ? device : std::nullopt;
}

api::Blob DeviceDoor::media(const std::string&, const std::string& sha256) {
  auto blob = parts_.media(sha256);
  if (!blob) throw absent();
  return *std::move(blob);
}

std::string DeviceDoor::document(const std::string& device, const std::string& hash) {
  const auto ours = store_.read([&](Session& s) -> std::optional<DocumentRow> {
    if (auto found = DocumentTable(s, Kind::Keyring).by_hash(hash)) return found;
    if (auto found = DocumentTable(s, Kind::Programme).by_hash(hash)) return found;
    auto placement = DocumentTable(s, Kind::Placement).by_hash(hash);
    return placement && placement->subject == device ? placement : std::nullopt;
  });
  if (ours) return ours->jws;
  auto message = store_.read([&](Session& s) { return parts_.message(s, hash); });
  if (!message) throw absent();
  return *std::move(message);
}

std::string DeviceDoor::bundle(const std::string&, const std::string& order, std::size_t index) {
  auto bundle = parts_.bundle(order, index);
  if (!bundle) throw absent();
  return *std::move(bundle);
}

}  // namespace controller
