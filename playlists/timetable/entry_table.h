// The programmes and messages a device holds, and which of their entries count on it. The
// timeline's half for entries. Confined to its owner.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string_view>
#include <vector>

#include "playlists/messages/message.h"
#include "playlists/orders/placement.h"
#include "playlists/orders/precedence.h"
#include "playlists/programme/programme.h"
#include "playlists/timetable/civil_time.h"
#include "playlists/timetable/due.h"
#include "playlists/timetable/recurrence.h"

namespace playlists {

/// An entry that counts on this device and output, with what it needs.
struct Candidate {
  const Programme* programme = nullptr;
  const Entry* entry = nullptr;
  const Message* message = nullptr;
  std::size_t depth = 0;  ///< 0 = the device's own area
  Duration span{};        ///< of one timed playing: message duration x repeat
};

class EntryTable {
 public:
  void set_programme(Programme programme);
  void remove_programme(const AreaCode& area);
  void hold_message(const MessageHash& hash, Message message);
  void drop_message(const MessageHash& hash);
  void set_ready(const MessageHash& hash, OutputKind kind, bool ready);

  /// Every entry of the chain's programmes that may play on that output at `now`, own area first.
  std::vector<Candidate> candidates(const Placement& placement, OutputKind kind, Instant now) const;
  /// Every entry of the chain's programmes, with why it is no candidate (empty = it is one).
  struct Judged {
    Candidate candidate;
    std::optional<Why> why_not;
  };
  std::vector<Judged> judged(const Placement& placement, OutputKind kind, Instant now) const;
  /// Occurrences of a candidate that overlap [from, until).
  std::vector<Occurrence> occurrences_of(const Candidate& candidate, Instant from,
                                         Instant until) const;
  /// Instants after `now` at which the set of candidates may change (validities), unsorted.
  std::vector<Instant> changes(const Placement& placement, Instant now) const;

 private:
  struct HeldMessage {
    Message message;
    std::set<OutputKind> not_ready;
  };
  struct HeldProgramme {
    Programme programme;
    std::optional<ZoneRules> zone;
  };
  std::string_view why_not_here(const Candidate& candidate, const HeldProgramme& held,
                                const Placement& placement, OutputKind kind, Instant now) const;
  std::string_view why_not_message(const Candidate& candidate, const Placement& placement,
                                   OutputKind kind, Instant now) const;
  std::map<AreaCode, HeldProgramme> programmes_;
  std::map<MessageHash, HeldMessage> messages_;
};

}  // namespace playlists
