#include "controller/authority/keyring_book.h"

#include <stdexcept>

#include "controller/store/people.h"
#include "protocols/trust/keyring_json.h"

namespace controller {

namespace {

namespace trust = protocols::trust;
using Kind = DocumentTable::Kind;

trust::PublicKey key_of(const std::string& x) {
  const auto key = trust::PublicKey::from_x(x);
  if (!key) throw std::runtime_error("a stored public key is damaged: " + x);
  return *key;
}

trust::KeyringKey online_key(const Signing& signing) {
  using trust::DocumentType;
  trust::KeyringKey key;
  key.kid = signing.online_kid();
  key.key = key_of(signing.online_x());
  key.name = "Vang";
  key.use = trust::Use::online;
  key.may = {DocumentType::placement, DocumentType::programme, DocumentType::dispatch,
             DocumentType::time};
  key.areas = {"*"};
  key.highest_class = trust::Rank::priority;  // never an emergency: those are people's
  return key;
}

trust::KeyringKey person_key(const PersonKeyRow& row, const PersonRow& person) {
  trust::KeyringKey key;
  key.kid = row.kid;
  key.key = key_of(row.x);
  key.name = person.name;
  key.use = trust::Use::person;
  key.may = {trust::DocumentType::message, trust::DocumentType::order};
  key.areas = {person.role == "administrator" ? "*" : person.area};
  key.highest_class = trust::rank_from(row.highest_class);
  key.from_ms = row.from_ms;
  key.until_ms = row.until_ms;
  return key;
}

trust::PublicKey root_of(const Signing& signing) {
  return key_of(signing.root_x());
}

}  // namespace

KeyringBook::KeyringBook(Store& store, const Signing& signing, const protocols::io::Clock& clock)
    : store_(store), signing_(signing), clock_(clock), judge_(trust::Verifier(root_of(signing))) {
  const auto latest =
      store_.read([](Session& s) { return DocumentTable(s, Kind::Keyring).latest(); });
  trust::Verifier verifier(root_of(signing));
  const bool ours = latest && verifier.accept_keyring(latest->jws).ok() &&
                    verifier.keyring().find(signing.online_kid()) != nullptr;
  if (!ours) store_.write([this](Session& s) { renew(s); }).get();
  refresh();
}

void KeyringBook::renew(Session& session) const {
  DocumentTable versions(session, Kind::Keyring);
  const auto latest = versions.latest();
  trust::Keyring keyring;
  keyring.version = latest ? latest->version + 1 : 1;
  keyring.issued_ms = protocols::io::to_ms(clock_.wall());
  keyring.keys.push_back(online_key(signing_));
  const PeopleTable people(session);
  for (const PersonKeyRow& row : PersonKeyTable(session).all()) {
    const auto person = people.find(row.person);
    if (!person || person->closed_ms != 0 || row.revoked_ms != 0) continue;
    keyring.keys.push_back(person_key(row, *person));
  }
  const auto made = signing_.sign_root("vang-keyring", trust::keyring_to_json(keyring));
  versions.insert({"", keyring.version, keyring.issued_ms, made.hash, made.jws, ""});
}

DocumentRow KeyringBook::newest() const {
  return *store_.read([](Session& s) { return DocumentTable(s, Kind::Keyring).latest(); });
}

void KeyringBook::refresh() {
  trust::Verifier verifier(root_of(signing_));
  const auto accepted = verifier.accept_keyring(newest().jws);
  if (!accepted) throw std::runtime_error("our own keyring does not verify: root.jwk was changed");
  // Two renewals may refresh at once; the older must not win.
  judge_.with([&](trust::Verifier& kept) {
    if (verifier.keyring().version > kept.keyring().version) kept = verifier;
  });
}

std::string KeyringBook::current() const {
  return newest().jws;
}

}  // namespace controller
