#include "controller/fleet/fleet.h"

#include <cassert>
#include <utility>

#include "controller/fleet/health_table.h"
#include "controller/store/areas.h"
#include "playlists/orders/dispatch_json.h"
#include "protocols/io/digest.h"
#include "protocols/io/log.h"
#include "protocols/link/link_messages.h"
#include "protocols/link/subjects.h"

namespace controller {

namespace io = protocols::io;
namespace link = protocols::link;
namespace log = protocols::io::log;
using namespace std::chrono_literals;

namespace {

constexpr auto kSweep = 20s;
constexpr auto kKeepHealth = 4min;  // between two writes of one device's unchanged-in-kind report
constexpr std::int64_t kHelloSpreadMs = 10'000;

}  // namespace

Fleet::Fleet(FleetParts parts)
    : parts_(std::move(parts)),
      now_(parts_.loop, parts_.directory, *this),
      sweep_(parts_.loop),
      renew_(parts_.loop) {
  recall_health();
  parts_.link.on_any([this](const std::string& device) { alive(device); });
  parts_.link.on_connected([this] { greet_all(); });
  const auto listen = [this](const char* leaf, auto method) {
    parts_.link.on(leaf, [this, method](const std::string& device, const std::string& payload) {
      (this->*method)(device, payload);
    });
  };
  listen("hello", &Fleet::hello);
  listen("health", &Fleet::health);
  listen("picture", &Fleet::picture);
  listen("level", &Fleet::level);
  sweep_.every(kSweep, [this] { sweep(); });
  renew_.every(kRenewLease, [this] { now_.renew_leases(); });
}

Fleet::~Fleet() = default;

void Fleet::recall_health() {
  const auto kept = parts_.store.read([](Session& session) { return HealthTable(session).all(); });
  for (const auto& row : kept) {
    presence_.remember(row.device, io::from_ms(row.heard_ms));
    states_[row.device].health = link::parse_health(row.health);
  }
}

// Sessions stand in the broker while vangd is away, and their hellos were lost: ask for new ones.
void Fleet::greet_all() {
  const auto roots =
      parts_.store.read([](Session& session) { return AreaTable(session).children(""); });
  for (const auto& root : roots) {
    parts_.link.publish(link::area_hello_subject(root.code),
                        link::hello_please_to_json({kHelloSpreadMs}));
  }
}

DevicePointer Fleet::known(const std::string& device) {
  DevicePointer found = parts_.directory.find(device);
  if (found && !found->row.kid.empty()) return found;
  return parts_.directory.refresh(device);  // it may have enrolled just now
}

void Fleet::alive(const std::string& device) {
  if (presence_.heard(device, wall())) tell(device);
}

void Fleet::hello(const std::string& device, const std::string& payload) {
  const auto said = link::parse_hello(payload);
  const DevicePointer about = known(device);
  if (!said || said->device != device || !about) {
    log::warning("fleet: hello not understood", {{"device", device}});
    return;
  }
  DeviceState& state = states_[device];
  const bool came_anew = !said->nonce.empty() || !state.hello || state.hello->boot != said->boot;
  state.hello = *said;
  if (came_anew) leases_.forget(device);
  reconcile(*about);
  state.hello->nonce.clear();  // answered; a document that changes later is no new question
  if (hello_told_) hello_told_(*about);
  now_.changed(*about);
  now_.renew_leases();
}

// Keyring first, because everything else is judged by it; time next, because orders are judged by
// that.
void Fleet::reconcile(const KnownDevice& device) {
  DeviceState& state = states_[device.row.id];
  if (!state.hello) return;
  const Parcels parcels = parts_.store.read([&](Session& session) {
    state.wanted = wanted_by(session, device);
    return lacking(session, device, state.wanted, *state.hello, parts_.find_message);
  });
  if (parcels.keyring) send_document(device.row.id, *parcels.keyring);
  if (!state.hello->nonce.empty()) answer_nonce(device, state.hello->nonce);
  for (const auto& parcel : parcels.rest) send_document(device.row.id, parcel);
}

void Fleet::answer_nonce(const KnownDevice& device, const std::string& nonce) {
  const std::string payload = playlists::time_to_json({nonce, wall()});
  parts_.link.send(device.row.id, "doc", parts_.signing.sign("vang-time", payload).jws);
}

void Fleet::send_document(const std::string& device, const Parcel& parcel) {
  if (parcel.jws.size() <= link::kMaxPayload) {
    parts_.link.send(device, "doc", parcel.jws);
  } else {
    parts_.link.send(device, "get", link::get_to_json({parcel.hash}));
  }
}

void Fleet::health(const std::string& device, const std::string& payload) {
  auto said = link::parse_health(payload);
  if (!said || said->device != device) {
    log::warning("fleet: health not understood", {{"device", device}});
    return;
  }
  DeviceState& state = states_[device];
  const bool storage_changed = !state.health || state.health->storage.state != said->storage.state;
  state.health = std::move(said);
  if (storage_changed || wall() - state.kept >= kKeepHealth) keep_health(device, payload);
  tell(device);
}

void Fleet::keep_health(const std::string& device, const std::string& payload) {
  states_[device].kept = wall();
  const HealthRow row{device, io::to_ms(wall()), payload};
  parts_.store.write_then([row](Session& session) { HealthTable(session).put(row); },
                          [](std::future<void> done) {
                            try {
                              done.get();
                            } catch (const std::exception& failure) {
                              log::warning("fleet: health not kept", {{"why", failure.what()}});
                            }
                          });
}

void Fleet::picture(const std::string& device, const std::string& payload) {
  const DevicePointer about = known(device);
  if (!about) return;
  DeviceState& state = states_[device];
  const bool first = state.picture.png.empty();
  state.picture = {payload, io::sha256_hex(payload), wall()};
  now_.picture(*about, state.picture);
  if (first) now_.changed(*about);
}

void Fleet::level(const std::string& device, const std::string& payload) {
  const auto said = link::parse_level(payload);
  const DevicePointer about = known(device);
  if (!said || !about) return;
  now_.level(*about,
             {device, said->output, said->peak_dbfs, said->rms_dbfs, io::from_ms(said->at_ms)});
}

// An import is read here, on the thread of who imported: it may be the whole province.
void Fleet::document_changed(const DocumentChange& change) {
  if (change.kind == DocumentChange::Kind::Register) parts_.directory.refresh_all();
  parts_.loop.post([this, change] { take_change(change); });
}

void Fleet::take_change(const DocumentChange& change) {
  switch (change.kind) {
    case DocumentChange::Kind::Keyring:
      return reconcile_all({});
    case DocumentChange::Kind::Programme:
      return reconcile_all(change.subject);
    case DocumentChange::Kind::Placement:
      if (const DevicePointer device = parts_.directory.refresh(change.subject)) {
        reconcile(*device);
        now_.changed(*device);
      }
      return;
    case DocumentChange::Kind::Register:
      return reconcile_all({});
    case DocumentChange::Kind::None:
      return;
  }
}

void Fleet::reconcile_all(const std::string& area) {
  for (const auto& device : parts_.directory.all()) {
    if (!device->within(area)) continue;
    if (presence_.of(device->row.id).online) reconcile(*device);
    now_.changed(*device);
  }
}

void Fleet::connection_told(const ConnectionEvent& event) {
  DevicePointer device = parts_.directory.find_nkey(event.user);
  if (!device && event.kind == ConnectionEvent::Kind::Connected) {
    device = parts_.directory.refresh(event.name);  // a name is only a hint: the key decides
    if (device && device->row.nkey != event.user) return;
  }
  if (device && presence_.told(device->row.id, event, wall())) now_.changed(*device);
}

void Fleet::sweep() {
  for (const auto& device : presence_.sweep(wall())) {
    if (presence_.of(device).clone) {
      log::warning("fleet: two boxes use one key", {{"device", device}});
    }
    tell(device);
  }
}

void Fleet::tell(const std::string& device) {
  if (const DevicePointer about = known(device)) now_.changed(*about);
}

api::DeviceNow Fleet::now_of(const KnownDevice& device) {
  return device_now(device, presence_.of(device.row.id), states_[device.row.id]);
}

api::DeviceState Fleet::state_of(const KnownDevice& device) {
  const auto found = states_.find(device.row.id);
  return device_state(presence_.of(device.row.id),
                      found == states_.end() ? nullptr : &found->second);
}

api::Picture Fleet::picture_of(const std::string& device) {
  return states_[device].picture;
}

void Fleet::look(const std::string& device, bool picture, bool level) {
  if (!presence_.of(device).online) return;
  if (const auto watch = leases_.want(device, picture, level, wall())) {
    parts_.link.send(device, "watch", link::watch_to_json(*watch));
  }
}

std::set<std::string> Fleet::online_among(const std::vector<DevicePointer>& devices) {
  return io::run_on(parts_.loop, [&] {
    std::set<std::string> online;
    for (const auto& device : devices) {
      if (presence_.of(device->row.id).online) online.insert(device->row.id);
    }
    return online;
  });
}

}  // namespace controller
