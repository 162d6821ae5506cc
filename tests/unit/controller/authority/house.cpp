#include "tests/unit/controller/authority/house.h"

#include <algorithm>

#include "controller/store/areas.h"
#include "protocols/io/durable_file.h"
#include "protocols/io/encoding.h"
#include "protocols/link/nkey.h"
#include "protocols/trust/jws.h"

namespace {

using namespace controller;
namespace trust = protocols::trust;

constexpr const char* areas =
    "code,parent,name,level\n"
    "02,,Tỉnh Hà Giang,province\n"
    "02.026,02,Huyện Đồng Văn,district\n"
    "02.026.00715,02.026,Xã Lũng Cú,commune\n"
    "02.027,02,Huyện Mèo Vạc,district\n";

api::Caller caller_of(const api::Session& session) {
  return session.caller;
}

}  // namespace

House::House() {
  authority.people.make_first(folder / "first.txt");
  const auto told_one = [this](const DocumentChange& change) { told.push_back(change); };
  authority.people.on_change(told_one);
  authority.access.on_change(told_one);
  devices.on_change(told_one);
  door.on_change(told_one);
  const auto admin = sign_in("admin", first_password());
  administrator = caller_of(*authority.access.session(admin.token, "192.0.2.9"));
  authority.areas.import_csv(administrator, areas, false);
  authority.people.create(administrator,
                          {"lan", "Chị Lan", "mot mat khau dai", api::Role::Staff, "02.026.00715"});
  const auto lan = sign_in("lan", "mot mat khau dai");
  staff = caller_of(*authority.access.session(lan.token, "192.0.2.10"));
}

std::filesystem::path House::prepared_trust() const {
  protocols::io::make_folder(folder / "trust", 0700);
  return folder / "trust";
}

RegisterParts House::register_parts() {
  return {addresses, authority.certificates.ca_sha256(), authority.signing.root_x(),
          [this](const std::string& nkey) { revoked.push_back(nkey); }};
}

DoorParts House::door_parts() {
  DoorParts parts;
  parts.ca_pem = authority.certificates.ca_pem();
  parts.addresses = addresses;
  parts.make_pass = [](const std::string& device, const std::string&) { return "pass " + device; };
  parts.revoke_pass = [this](const std::string& nkey) { revoked.push_back(nkey); };
  parts.media = [](const std::string&) { return std::nullopt; };
  parts.message = [](Session&, std::string_view) { return std::nullopt; };
  parts.bundle = [](const std::string&, std::size_t) { return std::nullopt; };
  return parts;
}

void House::remove_area_unseen(const std::string& code) {
  store.write([&](Session& s) { AreaTable(s).remove(code); }).get();
}

std::string House::revision_of(const std::string& device) {
  return devices.one(administrator, device).revision;
}

std::string House::first_password() const {
  const std::string text = protocols::io::read_file(folder / "first.txt");
  const auto at = text.find("password: ") + 10;
  return text.substr(at, text.size() - at - 1);
}

api::SignedIn House::sign_in(const std::string& login, const std::string& password) {
  return authority.access.sign_in({login, password, "192.0.2.9", "test"});
}

api::KeyAsk House::key_ask(const trust::SigningKey& key, const std::string& person) const {
  const std::string payload = R"({"v":1,"person":")" + person + R"(","x":")" +
                              key.public_key().x() + R"(","issued_ms":)" +
                              std::to_string(protocols::io::to_ms(clock.wall())) + "}";
  return {key.public_key().x(), "Điện thoại", trust::sign_compact(key, "vang-key-proof", payload)};
}

api::TokenAsk House::board_ask() const {
  api::TokenAsk ask;
  ask.id = "bang-lung-cu";
  ask.name = "Bảng Lũng Cú";
  ask.area = "02.026.00715";
  ask.profile = "led-192x96";
  ask.site = {"lung-cu-ubnd", "UBND xã Lũng Cú"};
  ask.tags = {"cho"};
  return ask;
}

std::string House::token_in(const api::Token& token) const {
  const auto json = *protocols::io::from_base64url(token.enrolment.substr(6));
  const auto at = json.find(R"("t":")") + 5;
  return json.substr(at, json.find('"', at) - at);
}

api::EnrolAsk House::enrol_ask(const trust::SigningKey& key, const std::string& token) const {
  const std::string bytes(key.public_key().bytes());
  std::array<std::uint8_t, 32> raw{};
  std::ranges::copy(bytes, raw.begin());
  return {token, key.public_key().x(),
          protocols::link::encode_nkey(protocols::link::NkeyKind::User, raw),
          trust::sign_compact(key, "vang-enrol", R"({"v":1,"token":")" + token + R"("})")};
}
