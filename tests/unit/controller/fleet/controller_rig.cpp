#include "tests/unit/controller/fleet/controller_rig.h"

#include <stdexcept>
#include <utility>

#include "controller/store/areas.h"
#include "controller/store/people.h"
#include "playlists/programme/programme_json.h"
#include "protocols/io/random.h"
#include "protocols/trust/jws.h"

namespace controller_rig {

using namespace controller;
namespace io = protocols::io;
namespace trust = protocols::trust;

std::filesystem::path ControllerRig::made_folder(std::filesystem::path folder) {
  std::filesystem::create_directories(folder);
  return folder;
}

AreaMap ControllerRig::with_areas(Store& store) {
  store
      .write([](Session& session) {
        AreaTable areas(session);
        areas.put({"02", "", "Tỉnh Hà Giang", "province"});
        areas.put({"02.026", "02", "Huyện Đồng Văn", "district"});
        areas.put({"02.026.00715", "02.026", "Xã Lũng Cú", "commune"});
      })
      .get();
  return AreaMap(store);
}

ControllerRig::ControllerRig() : areas(with_areas(store)) {
  add_person();
  keyring = std::make_unique<KeyringBook>(store, signing, clock);
}

void ControllerRig::add_person() {
  const std::string id = io::uuid7(clock);
  PersonRow row;
  row.id = id;
  row.login = "admin";
  row.name = "Người trực ban";
  row.role = "administrator";
  PersonKeyRow key;
  key.kid = person.kid();
  key.person = id;
  key.x = person.public_key().x();
  key.highest_class = "emergency";
  store
      .write([row, key](Session& session) {
        PeopleTable(session).insert(row);
        PersonKeyTable(session).insert(key);
      })
      .get();
  caller = {id, row.name, api::Role::Administrator, "*", "session", "127.0.0.1"};
}

const trust::SigningKey& ControllerRig::add_device(const std::string& id, const std::string& area,
                                                   const std::string& profile) {
  auto key = std::make_unique<trust::SigningKey>(trust::SigningKey::generate());
  api::TokenAsk ask;
  ask.id = id;
  ask.name = id;
  ask.area = area;
  ask.profile = profile;
  ask.site = {id + "-site", "Điểm " + id};
  DeviceRow row = placements.plan(ask, io::to_ms(clock.wall()));
  protocols::link::RawKey raw{};
  const auto bytes = key->public_key().bytes();
  std::copy(bytes.begin(), bytes.end(), raw.begin());
  const std::string nkey = protocols::link::encode_nkey(protocols::link::NkeyKind::User, raw);
  const auto now_ms = io::to_ms(clock.wall());
  store
      .write([&, row](Session& session) {
        DeviceTable devices(session);
        devices.insert(row);
        devices.set_key(row.id, key->kid(), key->public_key().x(), nkey, now_ms);
        placements.sign_next(session, *devices.find(row.id), now_ms, "");
      })
      .get();
  return *(keys_[id] = std::move(key));
}

std::string ControllerRig::add_message(const std::string& title) {
  const std::string payload = "{\"v\":1,\"title\":\"" + title + "\"}";
  const std::string hash = trust::document_hash(payload);
  messages_[hash] = trust::sign_compact(person, "vang-message", payload);
  return hash;
}

FindMessage ControllerRig::find_message() const {
  return [this](Session&, std::string_view hash) -> std::optional<std::string> {
    const auto found = messages_.find(std::string(hash));
    return found == messages_.end() ? std::nullopt : std::optional(found->second);
  };
}

std::int64_t ControllerRig::publish(const std::string& area, const std::string& message) {
  const std::int64_t version = ++programmes_;
  const std::string payload =
      R"({"v":1,"area":")" + area + R"(","version":)" + std::to_string(version) +
      R"(,"issued_ms":1,"zone":"Asia/Ho_Chi_Minh","valid_until_ms":0,"entries":[{"id":")" +
      io::uuid7(clock) + R"(","title":"Bản tin sáng","class":"routine","messages":[")" + message +
      R"("],"when":{"rule":"FREQ=DAILY","times":["05:00:00"],"from":"2026-11-21"}}]})";
  const auto parsed = playlists::parse_programme(payload);
  if (!parsed) throw std::logic_error(playlists::problems_text(parsed.problems));
  const auto made = signing.sign("vang-programme", payload);
  store
      .write([=](Session& session) {
        DocumentTable(session, DocumentTable::Kind::Programme)
            .insert({area, version, 1, made.hash, made.jws, ""});
      })
      .get();
  return version;
}

}  // namespace controller_rig
