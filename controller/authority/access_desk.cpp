#include "controller/authority/access_desk.h"

#include "controller/api/problem.h"
#include "controller/authority/detail.h"
#include "controller/authority/password_rules.h"
#include "controller/authority/passwords.h"
#include "controller/authority/person_view.h"
#include "controller/authority/proofs_json.h"
#include "controller/store/devices.h"
#include "protocols/io/digest.h"
#include "protocols/io/random.h"
#include "protocols/trust/jws.h"

namespace controller {

namespace {

using protocols::io::from_ms;
using protocols::io::to_ms;
namespace trust = protocols::trust;

constexpr std::chrono::days session_life{7};
constexpr std::chrono::minutes proof_age{10};

api::Problem wrong_login() {
  return {401, "wrong_login", "Sai tên đăng nhập hoặc mật khẩu.", "Wrong login or password."};
}

api::Problem wrong_password() {
  return {401, "wrong_password", "Mật khẩu hiện tại không đúng.", "The present password is wrong."};
}

api::Problem bad_proof(const std::string& why) {
  return mistake("/proof", "bad_proof", "Chữ ký chứng minh khoá không hợp lệ (" + why + ").",
                 "The proof of the key is not valid (" + why + ").");
}

api::Problem key_in_use() {
  return api::conflict("key_in_use", "Khoá này đã được dùng.", "This key is in use already.");
}

// Judging a password takes its time. Inside the transaction: is the account open, and is its
// password still the one that was judged?
bool still_as(Session& session, const PersonRow& judged) {
  const auto now = PeopleTable(session).find(judged.id);
  return now && now->closed_ms == 0 && now->password_hash == judged.password_hash;
}

void require_open(Session& session, const std::string& person) {
  const auto now = PeopleTable(session).find(person);
  if (!now || now->closed_ms != 0) throw api::not_signed_in();
}

}  // namespace

AccessDesk::AccessDesk(Store& store, const AreaMap& areas, KeyringBook& keyring,
                       const Signing& signing, const protocols::io::Clock& clock)
    : store_(store),
      areas_(areas),
      keyring_(keyring),
      signing_(signing),
      clock_(clock),
      nobody_hash_(password_hash(make_password())),
      of_login_(clock, 5),
      of_address_(clock, 30) {}

void AccessDesk::slow_down(const api::SignInAsk& ask) const {
  const auto pause = std::max(of_login_.pause(ask.login), of_address_.pause(ask.address));
  if (pause.count() == 0) return;
  api::Problem problem(429, "too_many_attempts", "Thử sai quá nhiều lần; hãy đợi rồi thử lại.",
                       "Too many wrong attempts; wait and try again.");
  problem.retry_after = pause;
  throw problem;
}

PersonRow AccessDesk::person_who_knows(const api::SignInAsk& ask) {
  const auto row = store_.read([&](Session& s) { return PeopleTable(s).find_login(ask.login); });
  const bool knows = password_matches(row ? row->password_hash : nobody_hash_, ask.password);
  if (row && knows && row->closed_ms == 0) return *row;
  of_login_.failed(ask.login);
  of_address_.failed(ask.address);
  const AuditRow entry{0,  to_ms(clock_.wall()), row ? row->id : "", "session.refused", "", "",
                       "", ask.address};
  store_.write([entry](Session& s) { AuditTable(s).append(entry); }).get();
  throw wrong_login();
}

api::SignedIn AccessDesk::sign_in(const api::SignInAsk& ask) {
  slow_down(ask);
  const PersonRow person = person_who_knows(ask);
  of_login_.succeeded(ask.login);
  of_address_.succeeded(ask.address);
  const auto now = clock_.wall();
  const std::string token = protocols::io::random_token(32);
  const SessionRow row{protocols::io::sha256_hex(token),
                       protocols::io::uuid7(now),
                       protocols::io::random_token(),
                       ask.agent.substr(0, 300),
                       person.id,
                       to_ms(now),
                       to_ms(now + session_life)};
  const AuditRow entry{0, to_ms(now), person.id, "session.open", "", row.id, "", ask.address};
  auto me = store_
                .write([row, entry, person](Session& s) {
                  if (!still_as(s, person)) throw wrong_login();
                  SessionTable(s).remove_expired(row.created_ms);
                  SessionTable(s).insert(row);
                  AuditTable(s).append(entry);
                  return person_view(s, person);
                })
                .get();
  return {token, row.csrf, from_ms(row.expires_ms), std::move(me)};
}

std::optional<api::Session> AccessDesk::session(std::string_view token, std::string_view address) {
  const std::string hash = protocols::io::sha256_hex(token);
  const auto found = store_.read([&](Session& s) {
    const auto row = SessionTable(s).find(hash);
    auto person = row ? PeopleTable(s).find(row->person) : std::nullopt;
    return std::pair(row, std::move(person));
  });
  const auto& [row, person] = found;
  if (!row || !person || person->closed_ms != 0) return std::nullopt;
  if (row->expires_ms <= to_ms(clock_.wall())) return std::nullopt;
  return api::Session{
      {person->id, person->name, role_of(*person), root_of(*person), row->id, std::string(address)},
      row->csrf,
      from_ms(row->expires_ms),
      person->must_change};
}

void AccessDesk::sign_out(const api::Caller& caller) {
  const auto entry = deed(caller, clock_.wall(), "session.close", "", caller.session);
  store_
      .write([entry, id = caller.session](Session& s) {
        SessionTable(s).remove_id(id);
        AuditTable(s).append(entry);
      })
      .get();
}

std::vector<api::OpenSession> AccessDesk::open_sessions(const api::Caller& caller) {
  const auto rows = store_.read(
      [&](Session& s) { return SessionTable(s).of_person(caller.person, to_ms(clock_.wall())); });
  std::vector<api::OpenSession> out;
  for (const auto& row : rows) {
    out.push_back({row.id, row.agent, from_ms(row.created_ms), from_ms(row.expires_ms),
                   row.id == caller.session});
  }
  return out;
}

void AccessDesk::end_session(const api::Caller& caller, const std::string& id) {
  const auto entry = deed(caller, clock_.wall(), "session.close", "", id);
  store_
      .write([entry, id, person = caller.person](Session& s) {
        if (!SessionTable(s).remove_own(person, id)) {
          throw api::not_found("Không có phiên đăng nhập này.", "There is no such session.");
        }
        AuditTable(s).append(entry);
      })
      .get();
}

PersonRow AccessDesk::row_of(const api::Caller& caller) const {
  auto row = store_.read([&](Session& s) { return PeopleTable(s).find(caller.person); });
  if (!row) throw api::not_signed_in();
  return *std::move(row);
}

api::Person AccessDesk::me(const api::Caller& caller) {
  const PersonRow row = row_of(caller);
  return store_.read([&](Session& s) { return person_view(s, row); });
}

void AccessDesk::check_new_password(const PersonRow& person, const std::string& password) const {
  require_good_password(password, {person.login, person.name, areas_.province()}, "/new");
  if (!password_matches(person.password_hash, password)) return;
  throw mistake("/new", "password_unchanged", "Mật khẩu mới phải khác mật khẩu hiện tại.",
                "The new password must be another than the present one.");
}

void AccessDesk::change_password(const api::Caller& caller, const std::string& old_password,
                                 const std::string& new_password) {
  const PersonRow row = row_of(caller);
  slow_down({row.login, "", caller.address, ""});
  if (!password_matches(row.password_hash, old_password)) {
    of_login_.failed(row.login);
    throw wrong_password();
  }
  check_new_password(row, new_password);
  const std::string hash = password_hash(new_password);
  const auto entry = deed(caller, clock_.wall(), "password.change", "", caller.person);
  store_
      .write([row, hash, entry, session = caller.session](Session& s) {
        require_open(s, row.id);
        if (!still_as(s, row)) throw wrong_password();
        PeopleTable(s).set_password(row.id, hash, false);
        SessionTable(s).remove_others(row.id, session);
        AuditTable(s).append(entry);
      })
      .get();
}

void AccessDesk::check_proof(const api::Caller& caller, const api::KeyAsk& ask,
                             const std::string& kid) const {
  const auto parts = trust::parse_compact(ask.proof);
  if (!parts) throw bad_proof(std::string(trust::code(parts.refusal().reason)));
  if (parts->typ != "vang-key-proof") throw bad_proof("wrong_type");
  if (parts->kid != kid) throw bad_proof("unknown_key");
  if (trust::verify_signature(*parts, *trust::PublicKey::from_x(ask.x)) != trust::Reason::none) {
    throw bad_proof("bad_signature");
  }
  const auto proof = parse_key_proof(parts->payload);
  if (!proof || proof->person != caller.person || proof->x != ask.x) throw bad_proof("bad_payload");
  const auto age = clock_.wall() - from_ms(proof->issued_ms);
  if (age > proof_age || age < -proof_age) throw bad_proof("expired");
}

api::PersonKey AccessDesk::enrol_key(const api::Caller& caller, const api::KeyAsk& ask) {
  const auto key = trust::PublicKey::from_x(ask.x);
  if (!key) {
    throw mistake("/x", "bad_key", "Đây không phải khoá công khai Ed25519.",
                  "This is not an Ed25519 public key.");
  }
  const std::string kid = key->kid();
  check_proof(caller, ask, kid);
  if (kid == signing_.online_kid() || kid == signing_.root_kid()) throw key_in_use();
  const auto now = clock_.wall();
  // Staff too may raise the alarm in their own area: the key's area is the limit, not its class.
  const PersonKeyRow row{kid, caller.person, ask.x, ask.name, "emergency", to_ms(now), 0, 0};
  const auto entry = deed(caller, now, "key.enrol", caller.area, kid, ask.name);
  const auto kept = store_
                        .write([this, row, entry](Session& s) {
                          require_open(s, row.person);
                          const auto before = PersonKeyTable(s).find(row.kid);
                          const bool same =
                              before && before->person == row.person && before->revoked_ms == 0;
                          if (same) return *before;
                          if (before || DeviceTable(s).find_key(row.kid)) throw key_in_use();
                          PersonKeyTable(s).insert(row);
                          keyring_.renew(s);
                          AuditTable(s).append(entry);
                          return PersonKeyRow(row);
                        })
                        .get();
  keyring_changed();
  return key_view(kept);
}

void AccessDesk::revoke_key(const api::Caller& caller, const std::string& kid) {
  const auto now = clock_.wall();
  const auto entry = deed(caller, now, "key.revoke", caller.area, kid);
  store_
      .write([this, entry, kid, now, person = caller.person](Session& s) {
        const auto row = PersonKeyTable(s).find(kid);
        if (!row || row->person != person) {
          throw api::not_found("Không có khoá này.", "There is no such key.");
        }
        PersonKeyTable(s).revoke(kid, to_ms(now));
        keyring_.renew(s);
        AuditTable(s).append(entry);
      })
      .get();
  keyring_changed();
}

void AccessDesk::keyring_changed() {
  keyring_.refresh();
  if (told_) told_({DocumentChange::Kind::Keyring, ""});
}

}  // namespace controller
