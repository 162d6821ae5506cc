// The unsigned messages of the link (docs/link.md) as plain values, with their JSON text form.
// They carry state and hints, never anything a device obeys: that is always a signed document.
// Instants are integer milliseconds since 1970 UTC, as on the wire. Parsers are total: a payload
// that is not the message gives nullopt, unknown members are ignored. Immutable values.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace protocols::link {

// Largest payload either side publishes; the broker is configured with the same number.
inline constexpr std::size_t kMaxPayload = 64 * 1024;

// v1.d.<id>.up.hello: on every connect and on every change of what is held.
struct Hello {
  std::string device;
  std::string software;  // version text, e.g. "vang-player 0.1.0"
  std::int64_t boot = 0;
  std::string nonce;         // answered by a signed `time`; empty = not asked
  std::int64_t keyring = 0;  // version held; 0 = none
  std::int64_t placement = 0;
  std::map<std::string, std::int64_t> programmes;  // area code -> version held
  std::vector<std::string> messages;               // document hashes held
  std::int64_t epoch = 0;                          // highest dispatch epoch seen
};
std::string hello_to_json(const Hello& hello);
std::optional<Hello> parse_hello(std::string_view json);

// v1.a.<area>.hello: the controller is new; every device of the area says hello within `spread_ms`,
// at an instant it draws at random.
struct HelloPlease {
  std::int64_t spread_ms = 0;
};
std::string hello_please_to_json(const HelloPlease& please);
std::optional<HelloPlease> parse_hello_please(std::string_view json);

// v1.d.<id>.get: fetch this larger document from the device listener.
struct Get {
  std::string document;  // document hash, lower-case hex
};
std::string get_to_json(const Get& get);
std::optional<Get> parse_get(std::string_view json);

// v1.d.<id>.ack: committed to disk by the controller; the device may forget it.
struct Ack {
  std::vector<std::string> receipts;  // receipt ids
  std::string chain;                  // empty = no plays acknowledged here
  std::int64_t through_seq = 0;       // every record up to and including this one
};
std::string ack_to_json(const Ack& ack);
std::optional<Ack> parse_ack(std::string_view json);

// v1.d.<id>.watch: somebody is looking for the next `for_s` seconds.
struct Watch {
  bool picture = false;
  bool level = false;
  std::int64_t for_s = 0;
};
std::string watch_to_json(const Watch& watch);
std::optional<Watch> parse_watch(std::string_view json);

// v1.d.<id>.up.level: loudness of an output, at most 5 a second under a watch.
struct Level {
  std::string output;  // "sound"
  double peak_dbfs = 0;
  double rms_dbfs = 0;
  std::int64_t at_ms = 0;
};
std::string level_to_json(const Level& level);
std::optional<Level> parse_level(std::string_view json);

// What an output is playing: the members of a play record's `item` (docs/documents.md).
struct HealthItem {
  std::string kind;  // "entry" | "order"
  std::string id;
  std::string area;
  std::int64_t programme = 0;  // version; 0 for an order
  std::string message;         // document hash; empty for an order
  std::string title;
  std::string klass;  // member "class"
};

struct HealthOutput {
  std::string kind;   // "picture" | "sound"
  std::string state;  // "playing" | "idle" | "error"
  std::optional<HealthItem> item;
  std::int64_t since_ms = 0;
  std::int64_t frames = 0;           // frames shown / samples sent since `since_ms`
  std::optional<double> level_dbfs;  // absent for pictures
};

// v1.d.<id>.up.health: on change and every 5 minutes.
struct Health {
  std::string device;
  std::int64_t at_ms = 0;
  std::string world = "live";  // "live" | "drill", as its placement says; live is not written
  std::string clock;           // "trusted" | "untrusted"
  std::int64_t clock_error_ms = 0;
  std::string software;
  std::int64_t boot = 0;
  std::int64_t uptime_s = 0;
  struct Storage {
    std::int64_t free_bytes = 0;
    std::int64_t total_bytes = 0;
    std::int64_t cache_bytes = 0;
    std::string state = "ok";  // "ok" | "full"
  } storage;
  struct Held {
    std::int64_t keyring = 0;
    std::int64_t placement = 0;
    std::map<std::string, std::int64_t> programmes;
    std::int64_t messages = 0;
    std::int64_t media_have = 0;
    std::int64_t media_want = 0;
  } held;
  std::vector<HealthOutput> outputs;
  std::int64_t plays_waiting = 0;  // play records not yet committed by the controller
};
std::string health_to_json(const Health& health);
std::optional<Health> parse_health(std::string_view json);

}  // namespace protocols::link
