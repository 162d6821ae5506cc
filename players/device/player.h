#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "players/device/bundle_shelf.h"
#include "players/device/cache.h"
#include "players/device/content.h"
#include "players/device/device_identity.h"
#include "players/device/enrolment_json.h"
#include "players/device/gate_client.h"
#include "players/device/held_documents.h"
#include "players/device/journal.h"
#include "players/device/jwt_keeper.h"
#include "players/device/link_agent.h"
#include "players/device/order_desk.h"
#include "players/device/outgoing_mail.h"
#include "players/device/output.h"
#include "players/device/output_follower.h"
#include "players/device/rounds.h"
#include "players/device/time_keeper.h"
#include "players/device/trusted_clock.h"
#include "players/device/watcher.h"
#include "playlists/timetable/timeline.h"
#include "protocols/io/event_loop.h"
#include "protocols/io/timer.h"
#include "protocols/io/worker_pool.h"
#include "protocols/trust/seen_orders.h"

namespace players {

/// Makes the output of that shape; reports go to the listener, on the device loop. Null = this
/// device has none of that kind (said in health by its absence).
using MakeOutput =
    std::function<std::unique_ptr<Output>(const playlists::Output& shape, ReportListener listener)>;

/// One device: the owner of everything a player is made of, in the order in which it starts. main
/// gives it the loop, the workers and a way to make outputs; what happens between the parts (a
/// document came, a file is ready, the clock is trusted, something ended) is wired here and nowhere
/// else. Lives on the device loop, which it does not own.
class Player {
 public:
  struct Settings {
    std::filesystem::path folder;  ///< the data directory
    std::string software;
    playlists::Instant build{};
  };
  /// Starts playing at once from what is on disk; the controller is not needed for that. Throws
  /// when the disk holds no usable state.
  Player(protocols::io::EventLoop& loop, protocols::io::WorkerPool& workers,
         const DeviceIdentity& identity, Enrolled enrolled, Settings settings,
         MakeOutput make_output);
  ~Player();

  /// Orderly stop: outputs end what is on; orders that had begun are answered, the journal is
  /// closed and the last receipts and plays are sent. `done` comes on the loop.
  void stop(std::function<void()> done);

 private:
  void load_documents();
  void make_outputs(const MakeOutput& make_output);
  void connect();
  void resume_orders();
  void answer(const OrderDesk::Answer& answer);
  void document_changed(const DocumentChange& change);
  void want_media();
  void media_ready(const std::string& sha256);
  void clock_changed();
  void wake();
  void every_second();
  void fetch_bundle(const std::string& order, std::size_t index, BundleShelf::Fetched done);
  protocols::link::Health health() const;

  protocols::io::EventLoop& loop_;
  protocols::io::WorkerPool& workers_;
  const DeviceIdentity& identity_;
  const Enrolled enrolled_;
  const Settings settings_;
  const protocols::io::SteadyTime started_;
  const MakeOutput make_output_;

  GateClient gate_;
  TrustedClock clock_;
  HeldDocuments documents_;
  Journal journal_;
  Cache cache_;
  BundleShelf bundles_;
  protocols::trust::SeenOrders seen_;
  playlists::Timeline timeline_{playlists::Placement{}};
  OutgoingMail mail_;
  OrderDesk desk_;
  Content content_;
  PlayToken next_token_ = 0;
  std::vector<std::unique_ptr<Output>> outputs_;
  std::vector<std::unique_ptr<OutputFollower>> followers_;
  Rounds rounds_;  ///< orders first, then every output
  Watcher watcher_;
  TimeKeeper time_;
  JwtKeeper login_;
  std::unique_ptr<LinkAgent> link_;
  protocols::io::Timer second_;
  protocols::io::Timer stopping_;
};

}  // namespace players
