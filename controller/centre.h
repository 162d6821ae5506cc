#pragma once

#include <filesystem>

#include "controller/api/services.h"
#include "controller/authority/authority.h"
#include "controller/authority/device_door.h"
#include "controller/authority/device_register.h"
#include "controller/authority/document_archive.h"
#include "controller/authority/service_report.h"
#include "controller/broker/broker.h"
#include "controller/config/config.h"
#include "controller/config/data_folder.h"
#include "controller/dispatch/dispatch.h"
#include "controller/fleet/fleet.h"
#include "controller/library/clip_shelf.h"
#include "controller/library/message_desk.h"
#include "controller/on_loop.h"
#include "controller/programmes/programme_desk.h"
#include "controller/step.h"
#include "protocols/io/event_loop.h"

namespace controller {

/// The brain put together: every room of controller/ and what passes between them, without the
/// doors (web/server). The members stand in the order of starting; they end in reverse. Made,
/// opened and destroyed by main; services() and door() are thread-safe.
class Centre {
 public:
  /// `ports` are chosen already. Throws what a room throws that cannot start.
  Centre(const Config& config, const Ports& ports, const DataFolder& data,
         protocols::io::Clock& clock);
  ~Centre();
  Centre(const Centre&) = delete;
  Centre& operator=(const Centre&) = delete;

  /// Starts the broker and lets devices in.
  void open();

  api::Services services();
  api::DeviceGate& door() { return door_; }
  const TrustFiles& trust() const { return authority_.certificates.files(); }
  /// The first administrator was made in this life.
  bool first_start() const { return first_start_; }

 private:
  BrokerSettings broker_settings(const Config& config, const Ports& ports,
                                 const DataFolder& data) const;
  DispatchParts dispatch_parts(playlists::World world);
  RegisterParts register_parts(const Addresses& addresses);
  DoorParts door_parts(const Addresses& addresses);
  std::vector<DocumentSource> sources() const;
  std::optional<api::Blob> media_blob(const std::string& sha256) const;
  void revoke_pass(const std::string& nkey);
  void document_changed(const DocumentChange& change);
  void join_rooms();

  protocols::io::Clock& clock_;

  Step at_store_{"store"};
  Store store_;

  Step at_authority_{"authority"};
  Authority authority_;
  const bool first_start_;

  Step at_broker_{"broker"};
  protocols::io::LoopThread fleet_thread_;
  protocols::io::EventLoop& loop_ = fleet_thread_.loop();
  OnLoop<Broker> broker_;

  Step at_library_{"library"};
  MediaStore media_;
  BundleShelf bundles_;
  PreviewShelf previews_;
  ClipShelf clips_;
  MessageDesk messages_;
  ProgrammeDesk programmes_;

  Step at_fleet_{"fleet"};
  Directory directory_;
  OnLoop<FleetLink> link_;
  OnLoop<Fleet> fleet_;

  Step at_dispatch_{"dispatch"};
  OnLoop<Dispatch> dispatch_;

  Step at_desks_{"desks of devices, documents and service"};
  DeviceRegister devices_;
  DeviceDoor door_;
  DocumentArchive archive_;
  ServiceReport report_;
};

}  // namespace controller
