#pragma once

#include <optional>
#include <string>
#include <vector>

#include "controller/api/values.h"

namespace controller::api {

// The draft of one area's programme. `entries` is the JSON array of docs/documents.md as text;
// playlists parses it.
struct ProgrammeDraft {
  std::string area;
  std::string revision;   // ETag without quotes; changes with every save
  int published = 0;      // newest published version; 0 = none
  bool differs = false;   // from the published one
  std::string entries;    // JSON array
  Instant valid_until{};  // the epoch = open
  Instant changed{};
  std::string changed_by;  // name; empty if never
};

struct DraftChange {
  std::string entries;  // JSON array, not yet judged; entries without an id get one
  Instant valid_until{};
};

struct Published {
  std::string area;
  int version = 0;
  std::string hash;
  Instant issued{};
  Instant valid_until{};
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
};

}  // namespace controller::api
