#include "controller/broker/broker_keys.h"

#include <stdexcept>
#include <utility>

#include "protocols/io/durable_file.h"

namespace controller {

namespace link = protocols::link;
namespace trust = protocols::trust;
using std::chrono::sys_seconds;

namespace {

constexpr std::chrono::hours kOwnPassLife{24};

link::RawKey raw(std::string_view bytes) {
  link::RawKey key{};
  std::copy(bytes.begin(), bytes.end(), key.begin());
  return key;
}

trust::SigningKey load_seed(const std::filesystem::path& file, std::string text,
                            link::NkeyKind kind) {
  while (!text.empty() && text.back() == '\n') text.pop_back();
  const auto seed = link::decode_nkey_seed(text);
  if (!seed || seed->kind != kind) {
    throw std::runtime_error("cannot use the broker key " + file.string() + ": no such nkey seed");
  }
  return trust::SigningKey::from_seed(seed->key);
}

trust::SigningKey make_seed(const std::filesystem::path& file, link::NkeyKind kind) {
  auto key = trust::SigningKey::generate();
  protocols::io::write_durably(file, link::encode_nkey_seed(kind, key.seed()) + "\n", 0600);
  return key;
}

}  // namespace

BrokerKeys::BrokerKeys(const std::filesystem::path& folder)
    : operator_(load_or_make(folder / "operator.seed", link::NkeyKind::Operator)),
      system_(load_or_make(folder / "system-account.seed", link::NkeyKind::Account)),
      account_(load_or_make(folder / "account.seed", link::NkeyKind::Account)),
      controller_user_(load_or_make(folder / "controller-user.seed", link::NkeyKind::User)),
      system_user_(load_or_make(folder / "system-user.seed", link::NkeyKind::User)) {}

BrokerKeys::Pair BrokerKeys::load_or_make(const std::filesystem::path& file, link::NkeyKind kind) {
  auto text = protocols::io::read_if_present(file, 1024);
  auto key = text ? load_seed(file, std::move(*text), kind) : make_seed(file, kind);
  std::string nkey = link::encode_nkey(kind, raw(key.public_key().bytes()));
  return {std::move(key), std::move(nkey)};
}

link::JwtIssuer BrokerKeys::Pair::issuer() const {
  return {nkey, [this](std::string_view bytes) { return key.sign(bytes); }};
}

std::string BrokerKeys::operator_jwt(sys_seconds now) const {
  return link::make_operator_jwt({operator_.nkey, "vang", system_.nkey, now}, operator_.issuer());
}

std::string BrokerKeys::system_account_jwt(sys_seconds now) const {
  link::AccountClaims claims;
  claims.nkey = system_.nkey;
  claims.name = "SYS";
  claims.issued = now;
  return link::make_account_jwt(claims, operator_.issuer());
}

std::string BrokerKeys::account_jwt(sys_seconds now,
                                    std::map<std::string, sys_seconds> revocations) const {
  link::AccountClaims claims;
  claims.nkey = account_.nkey;
  claims.name = "vang";
  claims.issued = now;
  claims.revocations = std::move(revocations);
  return link::make_account_jwt(claims, operator_.issuer());
}

std::string BrokerKeys::device_jwt(std::string_view device, std::string_view user_nkey,
                                   sys_seconds now) const {
  const auto nkey = link::decode_nkey(user_nkey);
  if (!nkey || nkey->kind != link::NkeyKind::User) {
    throw std::invalid_argument("cannot issue a link pass: not a user nkey");
  }
  return link::make_user_jwt(link::device_claims(device, user_nkey, now), account_.issuer());
}

link::Credentials BrokerKeys::login(const Pair& user, const Pair& account, std::string_view name,
                                    sys_seconds now) {
  link::UserClaims claims;
  claims.nkey = user.nkey;
  claims.name = name;
  claims.issued = now;
  claims.expires = now + kOwnPassLife;
  return {link::make_user_jwt(claims, account.issuer()), user.issuer().sign};
}

link::Credentials BrokerKeys::controller_login(sys_seconds now) const {
  return login(controller_user_, account_, "vangd", now);
}

link::Credentials BrokerKeys::system_login(sys_seconds now) const {
  return login(system_user_, system_, "vangd-system", now);
}

}  // namespace controller
