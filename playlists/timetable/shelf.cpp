#include "playlists/timetable/shelf.h"

#include <algorithm>
#include <utility>

namespace playlists {

std::shared_ptr<const ReadyProgramme> ready(Programme programme, const DayNames& names) {
  auto made = std::make_shared<ReadyProgramme>();
  made->programme = std::move(programme);
  made->zone = ZoneRules::find(made->programme.zone);
  if (!made->zone) return made;
  made->times.reserve(made->programme.entries.size());
  for (const Entry& entry : made->programme.entries) {
    made->times.emplace_back(entry.when, *made->zone, names);
  }
  return made;
}

void Shelf::set_programme(Programme programme, const std::vector<AreaCode>& chain) {
  const DayNames names = names_for(programme.area, chain);
  set_programme(ready(std::move(programme), names));
}

void Shelf::set_rules(Rules rules, const std::vector<AreaCode>& chain) {
  const AreaCode area = rules.area;
  rules_.insert_or_assign(area, std::move(rules));
  name_again(chain);
}

void Shelf::remove_rules(const AreaCode& area, const std::vector<AreaCode>& chain) {
  if (rules_.erase(area) > 0) name_again(chain);
}

// Programmes are made ready again: what their names mean may have changed.
void Shelf::name_again(const std::vector<AreaCode>& chain) {
  for (auto& [area, programme] : programmes_) {
    programme = ready(programme->programme, names_for(area, chain));
  }
}

DayNames Shelf::names_for(const AreaCode& area, const std::vector<AreaCode>& chain) const {
  DayNames names;
  const auto own = std::find(chain.begin(), chain.end(), area);
  for (auto at = own; at != chain.end(); ++at) {
    const auto found = rules_.find(*at);
    if (found == rules_.end()) continue;
    const Rules& rules = found->second;
    names.calendars.insert(names.calendars.end(), rules.calendars.begin(), rules.calendars.end());
    names.dayparts.insert(names.dayparts.end(), rules.dayparts.begin(), rules.dayparts.end());
  }
  return names;
}

void Shelf::set_programme(std::shared_ptr<const ReadyProgramme> programme) {
  const AreaCode area = programme->programme.area;
  programmes_.insert_or_assign(area, std::move(programme));
}

void Shelf::remove_programme(const AreaCode& area) {
  programmes_.erase(area);
}

void Shelf::hold_message(const MessageHash& hash, Message message) {
  hold_message(hash, std::make_shared<const Message>(std::move(message)));
}

void Shelf::hold_message(const MessageHash& hash, std::shared_ptr<const Message> message) {
  drop_message(hash);
  messages_.emplace(hash, Held{std::move(message), {}});
}

void Shelf::drop_message(const MessageHash& hash) {
  const auto found = messages_.find(hash);
  if (found == messages_.end()) return;
  if (!found->second.not_ready.empty()) --unready_;
  messages_.erase(found);
}

void Shelf::set_ready(const MessageHash& hash, OutputKind kind, bool ready) {
  const auto found = messages_.find(hash);
  if (found == messages_.end()) return;
  auto& not_ready = found->second.not_ready;
  if (!not_ready.empty()) --unready_;
  if (ready) {
    not_ready.erase(kind);
  } else {
    not_ready.insert(kind);
  }
  if (!not_ready.empty()) ++unready_;
}

const Message* Shelf::message(const MessageHash& hash) const {
  const auto found = messages_.find(hash);
  return found == messages_.end() ? nullptr : found->second.message.get();
}

bool Shelf::is_ready(const MessageHash& hash, OutputKind kind) const {
  if (unready_ == 0) return true;
  const auto found = messages_.find(hash);
  return found != messages_.end() && !found->second.not_ready.contains(kind);
}

}  // namespace playlists
