// A store with an area tree and enrolled devices, and the authority's parts over it: what fleet and
// dispatch stand on, all real. Confined to the test's thread.
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <string>

#include "controller/authority/area_map.h"
#include "controller/authority/keyring_book.h"
#include "controller/authority/placement_book.h"
#include "controller/authority/rights.h"
#include "controller/authority/signing.h"
#include "controller/fleet/directory.h"
#include "controller/fleet/fleet.h"
#include "controller/store/store.h"
#include "protocols/io/clock.h"
#include "protocols/trust/keys.h"
#include "tests/fakes/temp_dir.h"
#include "tests/unit/controller/broker/broker_rig.h"

namespace controller_rig {

// Areas 02 > 02.026 > 02.026.00715, one administrator with an enrolled key.
class ControllerRig {
 public:
  ControllerRig();

  // Enrols a device with a key of its own; `profile` led-192x96 or loa-48k.
  const protocols::trust::SigningKey& add_device(const std::string& id, const std::string& area,
                                                 const std::string& profile);
  const protocols::trust::SigningKey& key_of(const std::string& id) const { return *keys_.at(id); }
  // Publishes a programme of `area` with one daily entry naming `message`; gives its version.
  std::int64_t publish(const std::string& area, const std::string& message);
  // A message document nobody checks here, found again by FindMessage; gives its hash.
  std::string add_message(const std::string& title);
  controller::FindMessage find_message() const;

  fakes::TempDir folder;
  protocols::io::SystemClock clock;
  controller::Store store{folder / "vang.sqlite"};
  controller::Signing signing{made_folder(folder / "trust")};
  controller::AreaMap areas;
  protocols::trust::SigningKey person = protocols::trust::SigningKey::generate();
  std::unique_ptr<controller::KeyringBook> keyring;
  controller::Rights rights{store, areas, clock};
  controller::PlacementBook placements{areas, signing};
  controller::api::Caller caller;

 private:
  static std::filesystem::path made_folder(std::filesystem::path folder);
  static controller::AreaMap with_areas(controller::Store& store);
  void add_person();

  std::map<std::string, std::unique_ptr<protocols::trust::SigningKey>> keys_;
  std::map<std::string, std::string> messages_;
  std::int64_t programmes_ = 0;  // versions given so far
};

}  // namespace controller_rig
