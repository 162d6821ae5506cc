#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "controller/authority/access_desk.h"
#include "controller/authority/area_map.h"
#include "controller/authority/area_register.h"
#include "controller/authority/audit_book.h"
#include "controller/authority/certificates.h"
#include "controller/authority/console_certificate.h"
#include "controller/authority/keyring_book.h"
#include "controller/authority/people_register.h"
#include "controller/authority/placement_book.h"
#include "controller/authority/repeat_book.h"
#include "controller/authority/rights.h"
#include "controller/authority/signing.h"
#include "controller/store/store.h"

namespace controller {

/// Everything about trust and permission that stands on the store alone, made in this order. What
/// also needs the broker or the library (DeviceRegister, DeviceDoor) is made later by main. Its
/// members are thread-safe.
struct Authority {
  /// Makes keys, certificates and the first keyring where they are missing.
  Authority(Store& store, const std::filesystem::path& trust, std::vector<std::string> hosts,
            const protocols::io::Clock& clock, playlists::World world = playlists::World::Live);

  Certificates certificates;
  Signing signing;
  AreaMap area_map;
  Rights rights;
  ConsoleCertificate console_certificate;
  KeyringBook keyring;
  PlacementBook placements;
  AreaRegister areas;
  PeopleRegister people;
  AccessDesk access;
  AuditBook audit;
  RepeatBook repeats;
};

}  // namespace controller
