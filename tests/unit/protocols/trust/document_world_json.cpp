#include "tests/unit/protocols/trust/document_world_json.h"

#include "protocols/trust/keyring_json.h"

namespace protocols::trust {
namespace {

using Json = nlohmann::json;

KeyringKey entry(const SigningKey& key, Use use, std::vector<DocumentType> may,
                 std::vector<std::string> areas, Rank highest) {
  KeyringKey made;
  made.kid = key.kid();
  made.key = key.public_key();
  made.name = use == Use::person ? "officer" : "controller";
  made.use = use;
  made.may = std::move(may);
  made.areas = std::move(areas);
  made.highest_class = highest;
  return made;
}

}  // namespace

Keyring DocumentWorld::keyring() const {
  using enum DocumentType;
  Keyring made;
  made.version = 3;
  made.issued_ms = now_ms;
  made.keys = {
      entry(province, Use::person, {message, order}, {"02"}, Rank::emergency),
      entry(commune, Use::person, {message, order}, {"02.026"}, Rank::priority),
      entry(online, Use::online, {placement, programme, dispatch, time}, {"*"}, Rank::priority)};
  return made;
}

std::string DocumentWorld::keyring_document(const Keyring& keyring) const {
  return sign_compact(root, typ(DocumentType::keyring), keyring_to_json(keyring));
}

Verifier DocumentWorld::verifier() const {
  Verifier made(root.public_key());
  if (!made.accept_keyring(keyring_document(keyring()))) throw std::logic_error("keyring");
  return made;
}

Expectation DocumentWorld::expect(DocumentType type) const {
  Expectation expectation;
  expectation.type = type;
  expectation.device = "bang-lung-cu";
  expectation.device_kid = device.kid();
  expectation.chain = {"02.026.00715", "02.026", "02"};
  expectation.held_version = 2;
  expectation.epoch_floor = 5;
  expectation.now_ms = now_ms;
  expectation.nonce = "asked";
  return expectation;
}

Json DocumentWorld::order() {
  return {{"v", 1},
          {"id", order_id},
          {"issued_ms", now_ms - 1000},
          {"kind", "announce"},
          {"class", "emergency"},
          {"title", "CẢNH BÁO LŨ QUÉT"},
          {"text", "Khẩn cấp!"},
          {"areas", {"02.026.00715"}},
          {"below", true},
          {"not_before_ms", 0},
          {"start_window_ms", 600'000},
          {"expires_ms", now_ms + 1'200'000}};
}

Json DocumentWorld::placement() const {
  return {{"v", 1},
          {"version", 2},
          {"issued_ms", now_ms},
          {"device", "bang-lung-cu"},
          {"key", device.kid()},
          {"areas", {{{"code", "02.026.00715"}}, {{"code", "02.026"}}, {{"code", "02"}}}}};
}

Json DocumentWorld::message() {
  return {{"v", 1},
          {"id", order_id},
          {"issued_ms", now_ms},
          {"kind", "notice"},
          {"highest_class", "priority"},
          {"areas", {"02.026"}},
          {"valid_from_ms", 0},
          {"valid_until_ms", now_ms + 1}};
}

Json DocumentWorld::programme() {
  return {{"v", 1},
          {"area", "02.026"},
          {"version", 7},
          {"issued_ms", now_ms},
          {"entries", {{{"id", "a"}, {"class", "routine"}}, {{"id", "b"}, {"class", "priority"}}}},
          {"valid_until_ms", 0}};
}

Json DocumentWorld::time() {
  return {{"v", 1}, {"nonce", "asked"}, {"now_ms", now_ms}};
}

Json DocumentWorld::receipt() {
  return {{"v", 1},
          {"id", order_id},
          {"device", "bang-lung-cu"},
          {"order", order_id},
          {"stage", "received"},
          {"at_ms", now_ms}};
}

Json DocumentWorld::plays() {
  return {{"v", 1}, {"device", "bang-lung-cu"}, {"chain", order_id}, {"records", {"{}"}}};
}

Json DocumentWorld::dispatch(const std::string& order_document) const {
  return {{"v", 1}, {"epoch", 5}, {"sent_ms", now_ms}, {"order", order_document}};
}

std::string DocumentWorld::dispatched(const Json& order, const SigningKey& person) const {
  return sign(online, DocumentType::dispatch, dispatch(sign(person, DocumentType::order, order)));
}

std::string sign(const SigningKey& key, DocumentType type, const Json& payload) {
  return sign_compact(key, typ(type), payload.dump());
}

}  // namespace protocols::trust
