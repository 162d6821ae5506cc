// A controller's library with everything it stands on, for tests: a store, a tree of three areas,
// an administrator and a commune's staff, each with an enrolled signing key.
#pragma once

#include <atomic>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "controller/authority/area_map.h"
#include "controller/authority/keyring_book.h"
#include "controller/authority/rights.h"
#include "controller/authority/signing.h"
#include "controller/library/clip_shelf.h"
#include "controller/library/media_store.h"
#include "controller/library/message_desk.h"
#include "controller/store/store.h"
#include "protocols/io/guarded.h"
#include "protocols/trust/keys.h"
#include "tests/fakes/fake_clock.h"
#include "tests/fakes/temp_dir.h"

namespace controller {

class LibraryWorld {
 public:
  explicit LibraryWorld(playlists::World world = playlists::World::Live);

  /// Ends the library's objects and makes them anew over the same folder, as a restart does.
  void restart();
  /// Puts a copy of `file` where uploads arrive and adds it.
  api::Clip bring(const std::filesystem::path& file, const std::string& name);
  /// Waits until the clip is neither queued nor working (a minute at most).
  api::Clip finished(const std::string& sha256);
  std::string sign(const std::string& payload, const protocols::trust::SigningKey& key) const;

  fakes::TempDir dir;
  fakes::FakeClock clock;
  protocols::io::Guarded<std::vector<playlists::Profile>> profiles;
  std::atomic<int> profiles_asked{0};
  protocols::trust::SigningKey admin_key = protocols::trust::SigningKey::generate();
  protocols::trust::SigningKey staff_key = protocols::trust::SigningKey::generate();
  api::Caller admin;
  api::Caller staff;  // of commune 02.026
  std::vector<std::string> approved;

  std::unique_ptr<Store> store;
  std::unique_ptr<Signing> signing;
  std::unique_ptr<AreaMap> areas;
  std::unique_ptr<Rights> rights;
  std::unique_ptr<KeyringBook> keyring;
  std::unique_ptr<MediaStore> media;
  std::unique_ptr<ClipShelf> clips;
  std::unique_ptr<PreviewShelf> previews;
  std::unique_ptr<MessageDesk> messages;

 private:
  void open();
  const playlists::World world_;
  void add_person(const api::Caller& caller, const std::string& role,
                  const protocols::trust::SigningKey& key);
};

}  // namespace controller
