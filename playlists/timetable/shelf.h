// The documents a device (or the controller for it) resolves from, made ready once: programmes with
// their rules parsed, messages, the rules of its areas. Confined to its owner; copies are cheap
// (programmes are shared).
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "playlists/messages/message.h"
#include "playlists/programme/programme.h"
#include "playlists/rules/rules.h"
#include "playlists/timetable/recurrence.h"

namespace playlists {

/// A programme with what does not depend on the device. Immutable after construction.
struct ReadyProgramme {
  Programme programme;
  std::optional<ZoneRules> zone;  ///< nothing = the system does not know it: plays nothing
  std::vector<Times> times;       ///< one for each entry; empty without a zone
};
std::shared_ptr<const ReadyProgramme> ready(Programme programme, const DayNames& names = {});

class Shelf {
 public:
  using Programmes = std::map<AreaCode, std::shared_ptr<const ReadyProgramme>>;

  void set_programme(Programme programme, const std::vector<AreaCode>& chain);
  /// One that was made ready before and is shared.
  void set_programme(std::shared_ptr<const ReadyProgramme> programme);
  void remove_programme(const AreaCode& area);
  /// The rules of areas; programmes take calendars and dayparts from those of their own area and,
  /// along `chain` (own area first), of the areas above it.
  void set_rules(Rules rules, const std::vector<AreaCode>& chain);
  void remove_rules(const AreaCode& area, const std::vector<AreaCode>& chain);
  void hold_message(const MessageHash& hash, Message message);
  void hold_message(const MessageHash& hash, std::shared_ptr<const Message> message);
  void drop_message(const MessageHash& hash);
  void set_ready(const MessageHash& hash, OutputKind kind, bool ready);
  /// The last signed time the device heard; the offline contract counts from it.
  void set_heard(Instant heard) { heard_ = heard; }

  const Programmes& programmes() const { return programmes_; }
  const Message* message(const MessageHash& hash) const;
  bool all_ready() const { return unready_ == 0; }
  bool is_ready(const MessageHash& hash, OutputKind kind) const;
  Instant heard() const { return heard_; }
  const std::map<AreaCode, Rules>& rules() const { return rules_; }
  /// What names mean in the programme of an area of the chain.
  DayNames names_for(const AreaCode& area, const std::vector<AreaCode>& chain) const;

 private:
  struct Held {
    std::shared_ptr<const Message> message;
    std::set<OutputKind> not_ready;
  };
  void name_again(const std::vector<AreaCode>& chain);

  Programmes programmes_;
  std::map<AreaCode, Rules> rules_;
  std::map<MessageHash, Held> messages_;
  std::size_t unready_ = 0;  // messages that are not ready on some output
  Instant heard_ = open_end;
};

}  // namespace playlists
