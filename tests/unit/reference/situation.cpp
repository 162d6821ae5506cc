#include "tests/unit/reference/situation.h"

#include <algorithm>
#include <cmath>
#include <sstream>

#include "tests/reference/names.h"
#include "tests/reference/resolver.h"

namespace reference {
namespace {

using namespace std::chrono;

Duration milliseconds_of(double seconds) {
  return Duration{std::llround(seconds * 1000)};
}

std::string letter(const std::string& id) {
  for (int n = 0; n < 26; ++n) {
    if (entry_id(n).text() == id) return {static_cast<char>('a' + n)};
  }
  return id;
}

std::string seconds_text(Duration duration) {
  std::ostringstream text;
  text << static_cast<double>(duration.count()) / 1000;
  return text.str();
}

}  // namespace

Situation::Situation() {
  auto& device = given.placement;
  device.zone = "Asia/Ho_Chi_Minh";
  device.site.id = *playlists::SiteId::parse("nha-van-hoa");
  device.tags = {"cho"};
  device.profile = {"bang-va-loa",
                    {{playlists::OutputKind::Picture, 192, 96, 25, 0, 0},
                     {playlists::OutputKind::Sound, 0, 0, 0, 48000, 1}}};
  for (const auto* code : {"c", "d", "p"}) {
    device.areas.push_back({area_code(code), {}});
    playlists::Programme empty;
    empty.area = area_code(code);
    empty.zone = device.zone;
    given.programmes.push_back(empty);
    given.programmes.back().entries.reserve(20);  // references to entries stay good
  }
}

Instant Situation::at(double seconds) const {
  return Instant{sys_days{2026y / November / 22} + 22h} + milliseconds_of(seconds);
}

playlists::CivilTime Situation::civil(double seconds) const {
  return 5h + std::chrono::seconds{std::llround(seconds)};
}

playlists::Programme& Situation::programme(std::string_view area) {
  return *std::find_if(given.programmes.begin(), given.programmes.end(),
                       [&](const auto& one) { return one.area.text() == area; });
}

playlists::MessageHash Situation::new_message(double length) {
  const auto hash = message_hash(messages_++);
  playlists::Message message;
  message.duration = milliseconds_of(length);
  message.variants = {{"vi", "Kính mời bà con", playlists::Card{}}};
  playlists::Rendition spoken;
  spoken.for_key = "sound:48000x1";
  spoken.lang = "vi";
  spoken.duration = message.duration;
  message.renditions = {spoken};
  given.messages[hash] = message;
  return hash;
}

Entry& Situation::add(double length, ItemClass item_class, std::string_view area) {
  Entry entry;
  entry.id = entry_id(entries_++);
  entry.item_class = item_class;
  entry.messages = {new_message(length)};
  entry.when.from = 2026y / November / 23;
  auto& list = programme(area).entries;
  list.push_back(entry);
  return list.back();
}

Entry& Situation::timed(double start, double length, ItemClass item_class, std::string_view area) {
  Entry& entry = add(length, item_class, area);
  entry.when.times = {civil(start)};
  return entry;
}

Entry& Situation::window(double open, double close, double length, ItemClass item_class,
                         std::string_view area) {
  Entry& entry = add(length, item_class, area);
  entry.when.window = playlists::CivilWindow{civil(open), civil(close)};
  return entry;
}

playlists::Message& Situation::also_plays(Entry& entry, double length) {
  entry.messages.push_back(new_message(length));
  return given.messages[entry.messages.back()];
}

playlists::Message& Situation::message_of(const Entry& entry, std::size_t index) {
  return given.messages[entry.messages[index]];
}

std::string Situation::air(double until, bool pieces, playlists::OutputKind kind) const {
  const auto instants = named_instants(given, kind, at(0), at(until));
  const auto on_air = resolve(given, kind, at(0), instants);
  std::string text;
  std::optional<OnAir> before;
  for (std::size_t i = 0; i < instants.size(); ++i) {
    const auto& now = on_air[i];
    const auto same_piece = [&] {
      return before->entry == now->entry && before->start == now->start &&
             before->message == now->message && before->lang == now->lang &&
             before->offset + (instants[i] - instants[i - 1]) == now->offset;
    };
    const bool same = before.has_value() == now.has_value() && (!now || same_piece());
    before = now;
    if (same) continue;
    if (!text.empty()) text += ' ';
    text += seconds_text(instants[i] - at(0)) + ":";
    text += now ? letter(now->entry) : "-";
    if (now && pieces)
      text += "/" + std::to_string(std::stoi(now->message.text())) + "/" + now->lang;
    if (now && now->offset > 0ms) text += "+" + seconds_text(now->offset);
  }
  return text;
}

}  // namespace reference
