#include "controller/centre.h"

#include "controller/authority/placement_book.h"
#include "controller/dispatch/paper_source.h"
#include "controller/library/message_source.h"

namespace controller {

Centre::Centre(const Config& config, const Ports& ports, const DataFolder& data,
               protocols::io::Clock& clock)
    : clock_(clock),
      store_(data.store()),
      authority_(store_, data.trust(), config.hosts, clock, config.world),
      first_start_(authority_.people.make_first(data.first_administrator())),
      fleet_thread_("fleet", clock),
      broker_(loop_, loop_, broker_settings(config, ports, data)),
      media_(data.media()),
      bundles_(data.bundles()),
      previews_(data.previews()),
      clips_(
          store_, media_, authority_.rights, clock, [this] { return profiles_in_use(store_); },
          Voice(config.world)),
      messages_({store_,
                 media_,
                 clips_,
                 previews_,
                 authority_.keyring,
                 authority_.area_map,
                 authority_.rights,
                 clock,
                 [this] { return profiles_in_use(store_); },
                 Voice(config.world),
                 {}}),
      programmes_(store_, authority_.area_map, authority_.rights, authority_.signing, clock,
                  find_message_jws),
      directory_(store_),
      link_(loop_, loop_, broker_->controller_link()),
      fleet_(loop_,
             FleetParts{loop_, store_, authority_.signing, directory_, *link_, find_message_jws}),
      dispatch_(loop_, dispatch_parts(config.world)),
      devices_(store_, authority_.rights, authority_.placements, clock,
               register_parts(Addresses::of(config.hosts, ports.devices, ports.link))),
      door_(store_, authority_.signing, authority_.keyring, authority_.placements, clock,
            door_parts(Addresses::of(config.hosts, ports.devices, ports.link))),
      archive_(store_, authority_.rights, authority_.signing, sources()),
      report_(store_, authority_.area_map, clock,
              {config.world, data.root(),
               [this] { return broker_.use([](Broker& b) { return b.running(); }); },
               [this] { return authority_.console_certificate.part(); }}) {
  join_rooms();
}

// What the rooms tell each other; nothing has been told yet when this runs.
void Centre::join_rooms() {
  const OnDocumentChange changed = [this](const DocumentChange& c) { document_changed(c); };
  authority_.people.on_change(changed);
  authority_.access.on_change(changed);
  programmes_.on_change(changed);
  devices_.on_change(changed);
  door_.on_change(changed);
  broker_.use([this](Broker& broker) {
    broker.on_connection([this](const ConnectionEvent& event) { fleet_->connection_told(event); });
  });
}

void Centre::open() {
  broker_.use([this](Broker& broker) {
    broker.start();
    link_->open();
  });
}

// The broker first, so that no device speaks to rooms that are going.
Centre::~Centre() {
  broker_.use([this](Broker& broker) {
    link_->close();
    broker.on_connection({});
    broker.stop();
  });
}

api::Services Centre::services() {
  return {authority_.access,
          authority_.people,
          authority_.areas,
          devices_,
          door_,
          clips_,
          messages_,
          programmes_,
          dispatch_->orders(),
          dispatch_->plays(),
          fleet_->now(),
          authority_.audit,
          archive_,
          authority_.repeats,
          report_,
          authority_.console_certificate};
}

BrokerSettings Centre::broker_settings(const Config& config, const Ports& ports,
                                       const DataFolder& data) const {
  BrokerSettings settings;
  settings.folder = data.broker();
  settings.address = config.address;
  settings.port = ports.link;
  settings.certificate = trust().link;
  settings.key = trust().link_key;
  settings.ca = trust().ca;
  return settings;
}

DispatchParts Centre::dispatch_parts(playlists::World world) {
  return {loop_,
          store_,
          authority_.signing,
          authority_.keyring,
          authority_.area_map,
          authority_.rights,
          directory_,
          *link_,
          *fleet_,
          bundles_,
          previews_,
          find_message_jws,
          [this](std::string_view sha256) { return clips_.sound_file(sha256); },
          Voice(world)};
}

RegisterParts Centre::register_parts(const Addresses& addresses) {
  return {addresses, authority_.certificates.ca_sha256(), authority_.signing.root_x(),
          [this](const std::string& nkey) { revoke_pass(nkey); }};
}

DoorParts Centre::door_parts(const Addresses& addresses) {
  DoorParts parts;
  parts.ca_pem = authority_.certificates.ca_pem();
  parts.addresses = addresses;
  parts.make_pass = [this](const std::string& device, const std::string& nkey) {
    const auto now = std::chrono::floor<std::chrono::seconds>(clock_.wall());
    return broker_->passes().device_jwt(device, nkey, now);
  };
  parts.revoke_pass = [this](const std::string& nkey) { revoke_pass(nkey); };
  parts.media = [this](const std::string& sha256) { return media_blob(sha256); };
  parts.message = find_message_jws;
  parts.bundle = [this](const std::string& order, std::size_t index) {
    return dispatch_->bundle(order, index);
  };
  return parts;
}

std::vector<DocumentSource> Centre::sources() const {
  auto all = centre_documents(authority_.signing);
  all.push_back(message_source());
  all.push_back(paper_source());
  return all;
}

std::optional<api::Blob> Centre::media_blob(const std::string& sha256) const {
  const auto file = media_.find(sha256);
  if (!file) return std::nullopt;
  return api::Blob{*file, std::filesystem::file_size(*file), "application/octet-stream", sha256};
}

void Centre::revoke_pass(const std::string& nkey) {
  broker_.use([&](Broker& broker) { broker.revoke(nkey); });
}

void Centre::document_changed(const DocumentChange& change) {
  fleet_->document_changed(change);
  using Kind = DocumentChange::Kind;
  if (change.kind == Kind::Placement || change.kind == Kind::Register) clips_.profiles_changed();
}

}  // namespace controller
