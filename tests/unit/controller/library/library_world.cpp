#include "tests/unit/controller/library/library_world.h"

#include <thread>

#include "controller/store/areas.h"
#include "controller/store/people.h"
#include "protocols/trust/jws.h"

namespace controller {

namespace {

playlists::Profile profile(const std::string& name, const char* key) {
  return {name, {*playlists::parse_rendition_key(key)}};
}

}  // namespace

LibraryWorld::LibraryWorld(playlists::World world)
    : profiles({profile("led-192x96", "picture:192x96@25"),
                profile("led-320x160", "picture:320x160@25"), profile("loa-48k", "sound:48000x1")}),
      admin{"01900000-0000-7000-8000-000000000001",
            "Quản trị",
            api::Role::Administrator,
            "*",
            "s",
            "127.0.0.1"},
      staff{"01900000-0000-7000-8000-000000000002",
            "Đài xã",
            api::Role::Staff,
            "02.026",
            "t",
            "127.0.0.1"},
      world_(world) {
  open();
  store
      ->write([](Session& session) {
        AreaTable table(session);
        table.put({"02", "", "Hà Giang", "province"});
        table.put({"02.026", "02", "Đồng Văn", "district"});
        table.put({"02.030", "02", "Bắc Mê", "district"});
      })
      .get();
  areas->refresh();
  add_person(admin, "administrator", admin_key);
  add_person(staff, "staff", staff_key);
  store->write([this](Session& session) { keyring->renew(session); }).get();
  keyring->refresh();
}

void LibraryWorld::add_person(const api::Caller& caller, const std::string& role,
                              const protocols::trust::SigningKey& key) {
  store
      ->write([&](Session& session) {
        PersonRow person;
        person.id = caller.person;
        person.login = role;
        person.name = caller.name;
        person.role = role;
        person.area = role == "staff" ? caller.area : "";
        PeopleTable(session).insert(person);
        PersonKeyRow row;
        row.kid = key.kid();
        row.person = caller.person;
        row.x = key.public_key().x();
        row.highest_class = "emergency";
        PersonKeyTable(session).insert(row);
      })
      .get();
}

void LibraryWorld::open() {
  store = std::make_unique<Store>(dir / "vang.db");
  std::filesystem::create_directories(dir / "trust");
  signing = std::make_unique<Signing>(dir / "trust");
  areas = std::make_unique<AreaMap>(*store);
  rights = std::make_unique<Rights>(*store, *areas, clock);
  keyring = std::make_unique<KeyringBook>(*store, *signing, clock);
  media = std::make_unique<MediaStore>(dir / "media");
  const ProfilesInUse in_use = [this] {
    ++profiles_asked;
    return profiles.copy();
  };
  clips = std::make_unique<ClipShelf>(*store, *media, *rights, clock, in_use, Voice(world_));
  previews = std::make_unique<PreviewShelf>(dir / "previews");
  messages = std::make_unique<MessageDesk>(MessageDeskParts{
      *store, *media, *clips, *previews, *keyring, *areas, *rights, clock, in_use, Voice(world_),
      [this](const std::string& hash) { approved.push_back(hash); }});
}

void LibraryWorld::restart() {
  messages.reset();
  previews.reset();
  clips.reset();
  media.reset();
  keyring.reset();
  rights.reset();
  areas.reset();
  signing.reset();
  store.reset();
  open();
}

api::Clip LibraryWorld::bring(const std::filesystem::path& file, const std::string& name) {
  const auto upload = clips->upload_dir() / "upload";
  std::filesystem::copy_file(file, upload);
  return clips->add(admin, {upload, name, std::filesystem::file_size(file)});
}

api::Clip LibraryWorld::finished(const std::string& sha256) {
  for (int i = 0; i < 6000; ++i) {
    const auto clip = clips->one(admin, sha256);
    if (clip.state == "ready" || clip.state == "refused") return clip;
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  return clips->one(admin, sha256);
}

std::string LibraryWorld::sign(const std::string& payload,
                               const protocols::trust::SigningKey& key) const {
  return protocols::trust::sign_compact(key, "vang-message", payload);
}

}  // namespace controller
