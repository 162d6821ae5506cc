#include "controller/authority/authority.h"

#include "controller/authority/device_keys.h"

namespace controller {

Authority::Authority(Store& store, const std::filesystem::path& trust,
                     std::vector<std::string> hosts, const protocols::io::Clock& clock,
                     playlists::World world)
    : certificates(TrustFiles(trust), std::move(hosts), clock.wall()),
      signing(trust),
      area_map(store),
      rights(store, area_map, clock),
      console_certificate(store, rights, certificates, clock),
      keyring(store, signing, clock),
      placements(area_map, signing, world),
      areas(store, area_map, rights, clock),
      people(store, area_map, rights, keyring, clock),
      access(store, area_map, keyring, signing, clock),
      audit(store, rights),
      repeats(store, clock) {
  refresh_device_keys(store);
}

}  // namespace controller
