#pragma once

#include <optional>
#include <string>
#include <vector>

#include "controller/api/values.h"

namespace controller::api {

// What a device does that has not heard its centre for long.
struct Offline {
  int days = 0;        // without a signed time, then the programme rests; 0 = it plays on
  std::string filler;  // hash of the message that loops from then on; empty = none
};

// The draft of one area's programme. `entries` is the JSON array of docs/documents.md as text;
// playlists parses it.
struct ProgrammeDraft {
  std::string area;
  std::string revision;  // ETag without quotes; changes with every save
  int published = 0;     // newest published version; 0 = none
  bool differs = false;  // from the published one
  std::string entries;   // JSON array
  Instant valid_from{};
  Instant valid_until{};  // the epoch = open
  Offline offline;
  Instant changed{};
  std::string changed_by;  // name; empty if never
};

struct DraftChange {
  std::string entries;  // JSON array, not yet judged; entries without an id get one
  Instant valid_from{};
  Instant valid_until{};
  Offline offline;
};

struct Published {
  std::string area;
  int version = 0;
  std::string hash;
  Instant issued{};
  std::string zone_data;  // version of the zone tables it was judged with
  Instant valid_from{};
  Instant valid_until{};
  Offline offline;
  std::string published_by;
  std::string entries;  // JSON array
  int devices = 0;      // how many follow this area
};

// What publishing the draft would change. Entries are JSON texts of docs/documents.md.
struct ProgrammeChanges {
  struct Changed {
    std::string before;  // JSON object
    std::string after;   // of the same id
  };
  std::string area;
  std::string revision;  // of the draft
  int version = 0;       // newest published; 0 = none
  int devices = 0;       // how many follow this area
  std::string added;     // JSON array
  std::vector<Changed> changed;
  std::string removed;  // JSON array
};

// One time an entry is due.
struct Occurrence {
  std::string entry;  // id
  Instant start{};
  Instant end{};       // of a timed one when nothing cuts it
  bool loops = false;  // a window that its content fills
};
enum class ProgrammeOf { None, Draft, Published };

// One programme an area: a draft people edit, versions they publish. Thread-safe; may block a few
// ms.
class Programmes {
 public:
  virtual ~Programmes() = default;
  virtual ProgrammeDraft draft(const Caller& caller, const std::string& area) = 0;
  // Throws 412 changed_meanwhile unless `revision` is the draft's, 422 with pointers
  // ("/entries/0/when/times/1").
  virtual ProgrammeDraft save(const Caller& caller, const std::string& area,
                              const std::string& revision, const DraftChange& change) = 0;
  // Signs the draft as the next version and has it sent. Throws 412; 422 (unknown_message,
  // not_entitled_class, emergency_entry …). Publishing what is already published returns that
  // version.
  virtual Published publish(const Caller& caller, const std::string& area,
                            const std::string& revision) = 0;
  virtual std::optional<Published> published(const Caller& caller, const std::string& area) = 0;
  // The draft against the newest published version, both of one moment.
  virtual ProgrammeChanges changes(const Caller& caller, const std::string& area) = 0;
  // All that overlap [from, until), by start. Throws 422 too_long above 31 days, too_many above
  // 5,000.
  virtual std::vector<Occurrence> occurrences(const Caller& caller, const std::string& area,
                                              ProgrammeOf of, Instant from, Instant until) = 0;
  // The first `each` (1 … 10) of every entry that end after `from` and start within ten years.
  virtual std::vector<Occurrence> next(const Caller& caller, const std::string& area,
                                       ProgrammeOf of, Instant from, int each) = 0;
  // The same of one entry (JSON) that nobody has saved yet. Throws 422 as save does.
  virtual std::vector<Occurrence> next_of(const Caller& caller, const std::string& area,
                                          const std::string& entry, Instant from, int each) = 0;
};

}  // namespace controller::api
