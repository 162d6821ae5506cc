#pragma once

#include <optional>
#include <string>
#include <vector>

#include "controller/api/areas.h"
#include "controller/api/values.h"

namespace controller::api {

struct Output {
  std::string kind;  // "picture" (width, height, fps) or "sound" (rate, channels)
  int width = 0;
  int height = 0;
  int fps = 0;
  int rate = 0;  // Hz
  int channels = 0;
};

struct Profile {
  std::string name;  // built in: led-192x96, led-320x160, loa-48k
  std::vector<Output> outputs;
};

struct Site {
  std::string id;
  std::string name;
};

struct Device {
  std::string id;  // [a-z0-9][a-z0-9-]{2,39}
  std::string name;
  Site site;
  std::string area;                // own area's code
  std::vector<std::string> chain;  // own area first, root last
  std::vector<std::string> tags;
  std::string zone;  // IANA
  Profile profile;
  std::string kid;            // thumbprint of the device's key; empty before it enrols
  int placement_version = 0;  // of the newest signed placement; 0 = none yet
  Instant created{};
  Instant enrolled{};      // the epoch = not yet
  Instant retired{};       // the epoch = in use
  std::string revision{};  // opaque, without quotes: another when anything above is. Its ETag.
};

struct TokenAsk {  // makes the device if it is new; a known one gets a new token (a replaced box)
  std::string id;
  std::string name;
  std::string area;
  std::string profile;
  Site site;
  std::vector<std::string> tags;
  std::string zone;  // empty = Asia/Ho_Chi_Minh
  std::vector<std::string>
      addresses;  // what the enrolment string carries; empty = the server's own
};

struct Token {
  std::string device;
  std::string enrolment;  // "vang1:…", docs/link.md
  Instant expires{};
};

// What to change; what is absent stays.
struct PlacementChange {
  std::optional<std::string> name;
  std::optional<Site> site;
  std::optional<std::string> area;
  std::optional<std::string> profile;
  std::optional<std::vector<std::string>> tags;
  std::optional<std::string> zone;
};

enum class DeviceSort { None, Id, Name, Area };

struct DeviceFilter {
  std::string area;     // in this subtree; empty = everywhere the caller may see
  std::string text;     // id, name or site without marks; empty = all
  std::string profile;  // empty = all
  std::string tag;
  bool retired = false;                             // also those
  std::optional<std::vector<std::string>> among{};  // only these ids (what Now::in_state said)
  DeviceSort sort = DeviceSort::Id;                 // names in Vietnamese order; ties by id
  bool down = false;                                // the whole order turned round
};

// The register of devices and where they stand. What they do now is Now's. Thread-safe; may block a
// few ms (an import: seconds).
class Devices {
 public:
  virtual ~Devices() = default;
  virtual std::vector<Profile> profiles(const Caller& caller) = 0;
  // Throws 422 bad_cursor for a cursor of another sort.
  virtual Page<Device> list(const Caller& caller, const DeviceFilter& filter,
                            const PageAsk& page) = 0;
  // CSV with the header `id,name,area,profile,site,site_name[,tags][,zone]`: adds and changes,
  // never retires; a changed device that is enrolled gets a new placement. All or nothing: throws
  // 422 `invalid` whose details carry the line (bad_id, duplicate_id, unknown_area,
  // unknown_profile, unknown_zone, bad_site, bad_name, bad_utf8, bad_row, device_retired; at most
  // 200 of them), 403.
  virtual ImportReport import_csv(const Caller& caller, const std::string& csv, bool dry_run) = 0;
  virtual Device one(const Caller& caller, const std::string& id) = 0;
  // Throws 422 (bad_id, unknown_area, unknown_profile, unknown_zone), 409 device_retired.
  virtual Token make_token(const Caller& caller, const TokenAsk& ask) = 0;
  // Rename, move, re-tag: signs a new placement once it is enrolled. `revision` is that of the
  // device as the caller saw it (412 otherwise).
  virtual Device place(const Caller& caller, const std::string& id, const std::string& revision,
                       const PlacementChange& change) = 0;
  // Ends its credentials; its history stays.
  virtual Device retire(const Caller& caller, const std::string& id) = 0;
};

}  // namespace controller::api
