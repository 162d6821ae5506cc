#pragma once

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "controller/api/devices.h"
#include "controller/api/orders.h"
#include "controller/api/plays.h"
#include "controller/api/values.h"

namespace controller::api {

struct OutputNow {
  Output output;
  std::string state;  // playing, idle, error, unknown
  std::optional<PlayItem> item;
  Instant since{};
  std::uint64_t frames = 0;
  std::optional<double> level_dbfs;
};

struct Versions {
  int keyring = 0;
  int placement = 0;
  std::map<std::string, int> programmes;  // area → version
  int messages = 0;
  int media_have = 0;
  int media_want = 0;
};

// The last health report of a device.
struct DeviceHealth {
  Instant at{};
  std::string world = "live";  // live, drill: as its placement told it
  bool clock_trusted = false;
  Millis clock_error{};
  std::string software;
  std::uint64_t boot = 0;
  std::chrono::seconds uptime{};
  std::uint64_t storage_free = 0;  // bytes
  std::uint64_t storage_total = 0;
  std::uint64_t storage_cache = 0;
  bool storage_full = false;
  Versions held;
  std::uint64_t plays_waiting = 0;
};

// One word for it. Error: an output says so. Never: not seen since it was registered.
enum class DeviceState { None, Error, Offline, Never, Playing, Idle };

// How many devices are in each state.
struct StateCounts {
  int error = 0;
  int offline = 0;
  int never = 0;
  int playing = 0;
  int idle = 0;
};

struct DeviceNow {
  std::string device;
  std::string name;
  std::string area;
  Site site;
  std::string profile;
  std::string link;  // online, offline, never
  Instant since{};   // of the link state
  std::vector<OutputNow> outputs;
  std::optional<DeviceHealth> health;  // absent = none heard since enrolment
  Versions wanted;                     // what the controller wants it to hold
  bool has_picture = false;            // picture() has one
};

struct LevelNow {
  std::string device;
  std::string output;
  double peak_dbfs = 0;
  double rms_dbfs = 0;
  Instant at{};
};

struct PictureNow {
  std::string device;
  Picture picture;
};

struct OrderProgress {
  std::string order;
  std::string state;
  OrderCounts counts;
};

// What somebody looks at. Levels and pictures cost the SIM data: devices get a lease only while a
// Watch wants them.
struct WatchAsk {
  std::string area;                   // subtree; empty = all the caller may see
  std::vector<std::string> levels;    // device ids
  std::vector<std::string> pictures;  // likewise
  bool orders = false;
  bool devices =
      true;  // false = no snapshot and no changes of devices, what a page of orders needs
  std::set<std::string> ids{};  // only these devices, wherever; empty = all of the area
};

// Told what changed. Called from the controller's threads, never after the Watch is gone; must
// return at once.
class NowListener {
 public:
  virtual ~NowListener() = default;
  virtual void device(const DeviceNow& now) = 0;
  virtual void level(const LevelNow& level) = 0;
  virtual void picture(const PictureNow& picture) = 0;
  virtual void order(const OrderProgress& progress) = 0;
};

// Looking ends when this is destroyed; the destructor waits for a call in progress.
class Watch {
 public:
  virtual ~Watch() = default;
};

// What every device does now, as the devices themselves say it. Thread-safe; may block a few ms.
class Now {
 public:
  virtual ~Now() = default;
  virtual std::vector<DeviceNow> snapshot(const Caller& caller, const std::string& area) = 0;
  // Of these devices, as far as they are in use and the caller may see them, in the order asked.
  virtual std::vector<DeviceNow> of(const Caller& caller,
                                    const std::vector<std::string>& devices) = 0;
  // Ids of the devices in this state, in this subtree (empty = all the caller may see).
  virtual std::vector<std::string> in_state(const Caller& caller, DeviceState state,
                                            const std::string& area) = 0;
  virtual StateCounts states(const Caller& caller, const std::string& area) = 0;
  virtual DeviceNow one(const Caller& caller, const std::string& device) = 0;
  // The last frame the board really showed; throws 404 no_picture. Also starts a 60 s lease.
  virtual Picture picture(const Caller& caller, const std::string& device) = 0;
  // `listener` must outlive the Watch. A snapshot taken after this call misses nothing.
  virtual std::unique_ptr<Watch> watch(const Caller& caller, const WatchAsk& ask,
                                       NowListener& listener) = 0;
};

}  // namespace controller::api
