#pragma once

#include <optional>
#include <string>
#include <vector>

#include "controller/api/messages.h"
#include "controller/api/problem.h"
#include "controller/api/values.h"

namespace controller::api {

struct OrderAsk {
  std::string kind;  // announce, stop
  std::string cls;   // priority, emergency (announce)
  std::string title;
  std::string lang = "vi";
  std::string text;  // spoken and shown; empty with a clip
  std::string clip;  // SHA-256 of a ready clip whose sound is sent instead of speech; empty = speak
                     // the text
  std::vector<std::string> areas;
  bool below = true;
  std::vector<std::string> outputs;  // empty = all
  std::vector<std::string> tags;     // empty = all
  std::optional<Card> card;          // absent = drawn from title and text
  bool speech = true;                // false = card only
  bool chime = true;
  int repeat = 1;
  double volume_db = 0;
  Instant not_before{};            // the epoch = at once
  Millis start_window{};           // 0 = 10 minutes
  Instant expires{};               // the epoch = a sensible one (window + length + 5 minutes)
  std::vector<std::string> stops;  // stop: order ids or "*"
};

// What this order cuts on one device, and when that goes on.
struct Interruption {
  std::string device;
  std::string device_name;
  std::string output;
  std::string title;
  std::string cls;
  Instant resumes{};   // the epoch = does not
  std::string resume;  // continue, restart, drop
};

struct Scope {
  int devices = 0;    // addressed
  int reachable = 0;  // of them connected now
  int pictures = 0;   // outputs of each kind among them
  int sounds = 0;
  std::vector<std::string> unreachable;  // ids, at most 200
  std::vector<Interruption> interrupts;  // at most 200
  int interrupts_total = 0;
  std::vector<std::string> waits_behind;  // ids of orders of equal or higher rank that play first
  int too_late = 0;  // devices where these play until it may start no more: refused(busy)
};

struct PreparedOrder {
  std::string payload;  // exact bytes to sign (typ vang-order)
  std::string hash;
  std::string id;
  std::string
      spoken;         // what the voice will say, after normalisation; empty for a clip or card only
  Millis duration{};  // of one pass, chime included
  Scope scope;
  std::vector<Detail> notes;
  std::vector<std::string> previews;  // profile names, drawn by `preview`
};

struct OrderCounts {
  int devices = 0;
  int received = 0;
  int started = 0;
  int finished = 0;
  int refused = 0;
  int silent = 0;  // no receipt at all
};

struct Order {
  std::string id;
  std::string hash;
  std::string kind;
  std::string cls;
  std::string title;
  std::string text;
  std::vector<std::string> areas;
  std::string state;  // sent, running, finished, stopped, expired
  std::string by;     // name
  std::string kid;
  Instant sent{};
  Instant expires{};
  Millis duration{};
  std::vector<std::string> stops;
  OrderCounts counts;
};

struct OrderDevice {
  std::string device;
  std::string name;
  std::string area;
  bool online = false;
  std::string stage;   // silent, received, started, finished, refused: the furthest
  std::string reason;  // of refused; of finished: "", interrupted, stopped, expired
  Instant received{};
  Instant started{};
  Instant finished{};
  Millis late{};  // order issued to first sound, as the device says it
};

struct OrderDetail {
  Order order;
  std::vector<OrderDevice> devices;  // the silent ones first
};

struct OrderFilter {
  std::string area;   // in this subtree
  bool open = false;  // only those that may still sound (what the on-air strip shows)
};

// Announcements and stops: prepared here, signed by a person, sent, counted. Thread-safe. `prepare`
// may block for a second or two (speech); everything else a few ms.
class Orders {
 public:
  virtual ~Orders() = default;
  virtual PreparedOrder prepare(const Caller& caller, const OrderAsk& ask) = 0;
  // What a prepared one would do now: others may have been sent since. Throws 422 unknown_area.
  virtual Scope scope(const Caller& caller, const std::string& hash) = 0;
  virtual Picture preview(const Caller& caller, const std::string& hash,
                          const std::string& profile) = 0;
  // What loudspeakers put out in one pass, chime included, of a prepared or sent one: WAV. Throws
  // 404 no_sound.
  virtual Blob sound(const Caller& caller, const std::string& hash) = 0;
  // A `vang-order` over exactly what was prepared (a stop may also be made by the client itself).
  // Stored, then sent; the same order again returns it without sending again. Throws 422 with the
  // verifier's reason code, not_prepared, or stopped (by its own sender, before it came).
  virtual Order send(const Caller& caller, const std::string& jws) = 0;
  virtual Page<Order> list(const Caller& caller, const OrderFilter& filter,
                           const PageAsk& page) = 0;
  virtual OrderDetail one(const Caller& caller, const std::string& id) = 0;
};

}  // namespace controller::api
