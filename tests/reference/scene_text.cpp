#include <chrono>
#include <iomanip>
#include <sstream>

#include "tests/reference/scene.h"

namespace reference {
namespace {

using namespace std::chrono;
using playlists::Entry;
using playlists::Message;
using playlists::Programme;
using playlists::Selector;

std::string day_text(playlists::CivilDay day) {
  std::ostringstream out;
  out << static_cast<int>(day.year()) << '-' << std::setfill('0') << std::setw(2)
      << static_cast<unsigned>(day.month()) << '-' << std::setw(2)
      << static_cast<unsigned>(day.day());
  return out.str();
}

std::string time_text(seconds time) {
  const auto clock = hh_mm_ss{time};
  std::ostringstream out;
  out << std::setfill('0') << std::setw(2) << clock.hours().count() << ':' << std::setw(2)
      << clock.minutes().count() << ':' << std::setw(2) << clock.seconds().count();
  return out.str();
}

// The short end of an id or hash: all that differs between those of a scene.
std::string tail(const std::string& text) {
  return text.substr(text.size() - std::min<std::size_t>(text.size(), 3));
}

const char* start_text(playlists::StartMode mode) {
  switch (mode) {
    case playlists::StartMode::Soft:
      return " soft";
    case playlists::StartMode::Hard:
      return " hard";
    default:
      return "";
  }
}

const char* lose_name(playlists::Lose lose) {
  switch (lose) {
    case playlists::Lose::Rejoin:
      return " rejoin";
    case playlists::Lose::Restart:
      return " restart";
    case playlists::Lose::Skip:
      return " skip";
    case playlists::Lose::Postpone:
      return " postpone";
    default:
      return "";
  }
}

const char* class_name(playlists::ItemClass item_class) {
  switch (item_class) {
    case playlists::ItemClass::Priority:
      return "priority";
    case playlists::ItemClass::Routine:
      return "routine";
    default:
      return "background";
  }
}

void write(std::ostream& out, const char* name, const std::vector<Selector>& selectors) {
  for (const Selector& one : selectors) {
    out << ' ' << name << "(areas";
    for (const auto& area : one.areas) out << ' ' << area;
    if (!one.below) out << " own only";
    for (const auto& site : one.sites) out << " site " << site;
    for (const auto& profile : one.profiles) out << " profile " << profile;
    for (const auto& tag : one.tags) out << " tag " << tag;
    out << ')';
  }
}

void write(std::ostream& out, const playlists::When& when) {
  if (!when.rule.empty()) out << ' ' << when.rule;
  if (when.from) out << " from " << day_text(*when.from);
  if (when.until) out << " until " << day_text(*when.until);
  for (const auto time : when.times) out << " at " << time_text(time);
  if (when.window) {
    out << " window " << time_text(when.window->start) << '-' << time_text(when.window->end);
  }
  if (when.every > 0s) out << " every " << when.every.count() << " s";
  if (when.most > 0) out << " most " << when.most;
  if (when.share && when.share->plays > 0) out << " share " << when.share->plays << " an hour";
  if (when.share && when.share->percent > 0) out << " share " << when.share->percent << " %";
  for (const auto& except : when.except) {
    out << " except " << day_text(except.day);
    if (except.time) out << 'T' << time_text(*except.time);
  }
  for (const auto also : when.also) {
    const auto day = floor<days>(also);
    out << " also " << day_text(playlists::CivilDay{day}) << 'T' << time_text(also - day);
  }
}

void write(std::ostream& out, const Entry& entry) {
  out << "  entry …" << tail(entry.id.text()) << ' ' << class_name(entry.item_class) << " plays";
  for (const auto& message : entry.messages) out << " …" << tail(message.text());
  if (entry.cycle_one) out << " (one each time)";
  if (entry.repeat != 1) out << " x " << entry.repeat;
  out << ';';
  write(out, entry.when);
  out << ';' << start_text(entry.start) << lose_name(entry.lose);
  if (entry.postpone_to) out << " to " << time_text(*entry.postpone_to);
  if (entry.late != playlists::default_late) out << " late " << entry.late.count() << " s";
  for (const auto kind : entry.outputs) {
    out << (kind == playlists::OutputKind::Sound ? " sound only" : " picture only");
  }
  write(out, "include", entry.where.include);
  write(out, "exclude", entry.where.exclude);
  out << '\n';
}

template <class T>
void write_validity(std::ostream& out, const T& document) {
  if (document.valid_from > Instant{}) out << " from " << text(document.valid_from);
  if (document.valid_until < playlists::open_end) out << " until " << text(document.valid_until);
}

void write(std::ostream& out, const Programme& programme) {
  out << "programme of " << programme.area << " in " << programme.zone;
  write_validity(out, programme);
  if (programme.offline.days > 0) out << " offline " << programme.offline.days << " days";
  if (!programme.offline.filler.empty()) {
    out << " filler …" << tail(programme.offline.filler.text());
  }
  out << '\n';
  for (const Entry& entry : programme.entries) write(out, entry);
}

void write(std::ostream& out, const playlists::MessageHash& hash, const Message& message) {
  out << "message …" << tail(hash.text()) << ' ' << message.duration.count() << " ms";
  for (const auto& variant : message.variants) out << " variant '" << variant.lang << '\'';
  for (const auto& rendition : message.renditions) {
    out << ' ' << rendition.for_key << " '" << rendition.lang << "' " << rendition.duration.count()
        << " ms";
  }
  write_validity(out, message);
  out << '\n';
}

}  // namespace

std::string text(Instant instant) {
  const auto day = floor<days>(instant);
  const auto milliseconds = (instant - floor<seconds>(instant)).count();
  std::ostringstream out;
  out << day_text(playlists::CivilDay{day}) << 'T'
      << time_text(floor<seconds>(instant) - sys_seconds{day});
  if (milliseconds != 0) out << '.' << std::setfill('0') << std::setw(3) << milliseconds;
  out << 'Z';
  return out.str();
}

std::string text(const std::optional<OnAir>& on_air) {
  if (!on_air) return "nothing";
  return tail(on_air->entry) + " of " + on_air->area.text() + " (" + text(on_air->start) + ") …" +
         tail(on_air->message.text()) + " '" + on_air->lang + "' + " +
         std::to_string(on_air->offset.count()) + " ms";
}

std::string text(const Scene& scene) {
  const Case& given = scene.given;
  std::ostringstream out;
  out << (scene.kind == playlists::OutputKind::Sound ? "sound" : "picture") << " from "
      << text(scene.origin) << " until " << text(scene.until) << '\n'
      << "chain";
  for (const auto& area : given.placement.areas) {
    out << ' ' << area.code;
    if (area.from > Instant{}) out << " (from " << text(area.from) << ')';
  }
  if (!given.languages.empty()) out << "; languages";
  for (const auto& lang : given.languages) out << ' ' << lang;
  if (given.all_languages) out << "; all languages";
  if (given.priority_order == playlists::PriorityOrder::HigherFirst) out << "; higher first";
  if (given.priority_order == playlists::PriorityOrder::ByStart) out << "; by start";
  if (given.heard) out << "; heard " << text(*given.heard);
  out << '\n';
  for (const auto& [hash, message] : given.messages) write(out, hash, message);
  for (const Programme& programme : given.programmes) write(out, programme);
  return out.str();
}

}  // namespace reference
