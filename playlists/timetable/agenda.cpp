#include "playlists/timetable/agenda.h"

#include <algorithm>

namespace playlists {
namespace {

constexpr Duration longest_span = std::chrono::hours{24};

const Rendition* in_language(const Message& message, std::string_view key, std::string_view lang) {
  for (const Rendition& rendition : message.renditions) {
    if (rendition.for_key == key && rendition.lang == lang) return &rendition;
  }
  return nullptr;
}

// The languages a message has for an output; an empty one is for any language.
std::vector<std::string> languages_of(const Message& message, OutputKind kind,
                                      std::string_view key) {
  std::vector<std::string> has;
  for (const Rendition& rendition : message.renditions) {
    if (rendition.for_key == key) has.push_back(rendition.lang);
  }
  for (const Variant& variant : message.variants) {
    if (kind == OutputKind::Picture && variant.card) has.push_back(variant.lang);
  }
  return has;
}

Duration length_in(const Message& message, std::string_view key, const std::string& lang) {
  const Rendition* rendition = in_language(message, key, lang);
  if (rendition == nullptr) rendition = in_language(message, key, "");
  return rendition != nullptr && rendition->duration.count() > 0 ? rendition->duration
                                                                 : message.duration;
}

}  // namespace

// Fills an agenda.
class Agenda::Maker {
 public:
  Maker(Agenda& agenda, const Shelf& shelf, OutputKind kind, std::string_view key,
        const LanguageOrder& languages)
      : agenda_(agenda), shelf_(shelf), kind_(kind), key_(key), languages_(languages) {
    const Programme& programme = agenda_.programme();
    ends_ = programme.valid_until;
    if (programme.offline.days > 0 && shelf.heard() < open_end) {
      ends_ = std::min(ends_, shelf.heard() + std::chrono::days{programme.offline.days});
    }
  }

  void lines() {
    const Programme& programme = agenda_.programme();
    agenda_.lines_.reserve(programme.entries.size() + 1);
    for (const Entry& entry : programme.entries) {
      Line line;
      line.entry = &entry;
      line.item_class = entry.item_class;
      line.loops = loops(entry.when);
      line.from = programme.valid_from;
      line.limit = ends_;
      fill(line, entry.messages, entry.repeat, entry.cycle_one);
      agenda_.lines_.push_back(std::move(line));
    }
    if (programme.offline.filler.empty() || ends_ == open_end) return;
    Line line;
    line.loops = true;
    line.from = ends_;
    fill(line, {programme.offline.filler}, 1, false);
    agenda_.lines_.push_back(std::move(line));
  }

  void slots(Instant from, Instant until) {
    const std::vector<Times>& times = agenda_.programme_->times;
    for (std::size_t i = 0; i < times.size(); ++i) {
      const Line& line = agenda_.lines_[i];
      if (!line.why_not.empty()) continue;
      add(line, times[i], static_cast<std::uint32_t>(i), std::max(from, line.from),
          std::min(until, line.limit));
    }
    std::sort(agenda_.slots_.begin(), agenda_.slots_.end(), [](const Slot& a, const Slot& b) {
      return a.start != b.start ? a.start < b.start : a.line < b.line;
    });
  }

 private:
  void fill(Line& line, const std::vector<MessageHash>& messages, int repeat, bool cycle_one) {
    if (!agenda_.programme_->zone) line.why_not = "unknown_zone";
    for (const MessageHash& hash : messages) {
      if (!line.why_not.empty()) break;
      const Message* message = shelf_.message(hash);
      line.why_not = why_not(line, message);
      if (!line.why_not.empty()) break;
      if (line.rounds.empty() || cycle_one) {
        line.rounds.push_back({{}, {}, {}, line.from, line.limit});
      }
      Round& round = line.rounds.back();
      round.from = std::max(round.from, message->valid_from);
      round.limit = std::min(round.limit, message->valid_until);
      add_pieces(round, hash, *message);
    }
    for (Round& round : line.rounds) round.span = std::min(longest_span, round.once * repeat);
    if (!line.why_not.empty()) line.rounds.clear();
    if (line.rounds.empty()) return;
    line.from = open_end;
    line.limit = Instant{};
    for (const Round& round : line.rounds) {
      line.from = std::min(line.from, round.from);
      line.limit = std::max(line.limit, round.limit);
    }
  }

  std::string_view why_not(const Line& line, const Message* message) const {
    if (message == nullptr) return "message_missing";
    if (message->highest_class < line.item_class) return "message_class";
    return plays_on(*message, kind_, key_) ? "" : "nothing_for_output";
  }

  void add_pieces(Round& round, const MessageHash& hash, const Message& message) const {
    const auto add = [&](const std::string& lang) {
      round.pieces.push_back({hash, lang, length_in(message, key_, lang)});
      round.once += round.pieces.back().length;
    };
    const std::vector<std::string> has = languages_of(message, kind_, key_);
    const std::vector<std::string> vietnamese{"vi"};
    bool any = false;
    for (const std::string& lang : languages_.order.empty() ? vietnamese : languages_.order) {
      const bool speaks = std::find(has.begin(), has.end(), lang) != has.end();
      if (!speaks || (any && !languages_.all)) continue;
      add(lang);
      any = true;
    }
    if (!any) add(has.empty() ? std::string{} : has.front());
  }

  void add(const Line& line, const Times& times, std::uint32_t index, Instant from, Instant until) {
    found_.clear();
    const bool many = line.rounds.size() > 1;
    times.append(line.rounds.front().span, from, until, many, found_);
    for (const Occurrence& one : found_) {
      Slot slot{one.start, one.end, index, 0};
      if (many)
        slot.round =
            static_cast<std::uint32_t>(static_cast<std::size_t>(one.number) % line.rounds.size());
      if (!line.loops) {
        const Round& round = line.rounds[slot.round];
        if (one.start < round.from || one.start >= round.limit) continue;
        slot.end = slot.start + line.rounds[slot.round].span;
      } else {
        slot.start = std::max(slot.start, line.from);
        slot.end = std::min(slot.end, line.limit);
      }
      agenda_.slots_.push_back(slot);
    }
  }

  Agenda& agenda_;
  const Shelf& shelf_;
  OutputKind kind_;
  std::string_view key_;
  const LanguageOrder& languages_;
  Instant ends_;
  std::vector<Occurrence> found_;
};

Agenda::Agenda(std::shared_ptr<const ReadyProgramme> programme, const Shelf& shelf, OutputKind kind,
               std::string_view key, const LanguageOrder& languages, Instant from, Instant until)
    : programme_(std::move(programme)) {
  Maker maker{*this, shelf, kind, key, languages};
  maker.lines();
  maker.slots(from, until);
}

const Line* Agenda::filler() const {
  const bool any = !lines_.empty() && lines_.back().entry == nullptr;
  return any && lines_.back().why_not.empty() ? &lines_.back() : nullptr;
}

std::string_view id_of(const Line& line) {
  return line.entry == nullptr ? std::string_view{"filler"}
                               : std::string_view{line.entry->id.text()};
}

}  // namespace playlists
