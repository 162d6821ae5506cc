#include "controller/fleet/reconcile.h"

#include <algorithm>
#include <utility>

#include "controller/store/documents.h"
#include "playlists/programme/programme_json.h"
#include "protocols/trust/jws.h"

namespace controller {

namespace {

using Kind = DocumentTable::Kind;
using protocols::link::Hello;

std::optional<playlists::Programme> programme_in(const DocumentRow& row) {
  const auto parts = protocols::trust::parse_compact(row.jws);
  if (!parts) return std::nullopt;
  auto parsed = playlists::parse_programme(parts->payload);
  return parsed ? std::optional(*std::move(parsed)) : std::nullopt;
}

std::optional<Parcel> newer(const std::optional<DocumentRow>& row, std::int64_t held) {
  if (!row || row->version <= held) return std::nullopt;
  return Parcel{row->jws, row->hash};
}

void add(std::vector<Parcel>& parcels, std::optional<Parcel> parcel) {
  if (parcel) parcels.push_back(std::move(*parcel));
}

std::int64_t held_version(const Hello& hello, const std::string& area) {
  const auto found = hello.programmes.find(area);
  return found == hello.programmes.end() ? 0 : found->second;
}

}  // namespace

WantedVersions wanted_by(Session& session, const KnownDevice& device) {
  WantedVersions wanted;
  const auto keyring = DocumentTable(session, Kind::Keyring).latest();
  if (keyring) wanted.keyring = keyring->version;
  wanted.placement = device.placement_version;
  const DocumentTable programmes(session, Kind::Programme);
  for (const auto& area : device.placement.areas) {
    const auto row = programmes.latest(area.code.text());
    if (!row) continue;
    wanted.programmes[area.code.text()] = row->version;
    const auto programme = programme_in(*row);
    if (!programme) continue;
    for (const auto& hash : messages_of(*programme)) wanted.messages.insert(hash.text());
  }
  return wanted;
}

Parcels lacking(Session& session, const KnownDevice& device, const WantedVersions& wanted,
                const Hello& hello, const FindMessage& find_message) {
  Parcels parcels;
  parcels.keyring = newer(DocumentTable(session, Kind::Keyring).latest(), hello.keyring);
  add(parcels.rest,
      newer(DocumentTable(session, Kind::Placement).latest(device.row.id), hello.placement));
  const DocumentTable programmes(session, Kind::Programme);
  for (const auto& [area, version] : wanted.programmes) {
    const std::int64_t held = held_version(hello, area);
    if (version > held) add(parcels.rest, newer(programmes.latest(area), held));
  }
  const std::set<std::string> held(hello.messages.begin(), hello.messages.end());
  for (const auto& hash : wanted.messages) {
    if (held.contains(hash)) continue;
    if (auto jws = find_message(session, hash)) parcels.rest.push_back({std::move(*jws), hash});
  }
  return parcels;
}

}  // namespace controller
