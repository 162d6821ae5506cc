#include <algorithm>
#include <chrono>
#include <utility>

#include "tests/reference/names.h"
#include "tests/reference/scene.h"
#include "tests/reference/zone.h"

namespace reference {
namespace {

using namespace std::chrono;
using playlists::CivilDay;
using playlists::CivilTime;
using playlists::Entry;
using playlists::ItemClass;
using playlists::Lose;
using playlists::Message;
using playlists::OutputKind;
using playlists::PriorityOrder;
using playlists::Programme;
using playlists::Rendition;
using playlists::Selector;
using playlists::StartMode;

struct Place {
  const char* zone;
  CivilDay day;
  CivilTime time;
};
// The last two: 02:00 becomes 03:00; 03:00 becomes 02:00.
const Place places[] = {{"Asia/Ho_Chi_Minh", 2026y / November / 23, 5h},
                        {"Asia/Ho_Chi_Minh", 2026y / November / 30, 23h + 50min},
                        {"Europe/Berlin", 2026y / June / 1, 12h},
                        {"Europe/Berlin", 2026y / March / 29, 1h + 50min},
                        {"Europe/Berlin", 2026y / October / 25, 2h + 45min}};
const char* const areas[] = {"c", "d", "p", "x"};
const char* const languages[] = {"vi", "hmn", "tyz"};

class Maker {
 public:
  explicit Maker(const Dice& dice) : dice_(dice) {}
  Scene make();

 private:
  int below(int n) { return dice_(n); }
  int between(int low, int high) { return low + below(high - low + 1); }
  bool one_in(int n) { return below(n) == n - 1; }
  template <class T>
  T any(std::initializer_list<T> list) {
    return list.begin()[below(static_cast<int>(list.size()))];
  }

  int second();
  Instant instant();
  LocalSeconds local(int second) const;
  CivilTime clock(int second) const;
  CivilDay day(int second) const;

  void device();
  void messages();
  Message message();
  Rendition rendition(const char* key);
  void programmes();
  Entry entry();
  std::string rule();
  void starts(Entry& entry);
  void exceptions(Entry& entry);
  void content(Entry& entry);
  void manners(Entry& entry);
  Selector selector();
  void offline(Programme& programme);
  bool something_begins_to_count() const;
  void keep_windows_apart();

  const Dice& dice_;
  Scene scene_;
  const Zone* zone_ = nullptr;
  int length_ = 0;  // seconds of the scene
  int coarse_ = 1;  // how much longer everything is than in the smallest scenes
  int messages_ = 0;
  int entries_ = 0;
};

// A second of the scene, or a little before it; often round, so that things meet.
int Maker::second() {
  const int at = between(-60, length_ + 30);
  return one_in(4) ? at : at - at % (5 * coarse_);
}

Instant Maker::instant() {
  return scene_.origin + seconds{second()} + (one_in(4) ? Duration{below(1000)} : Duration{0});
}

LocalSeconds Maker::local(int second) const {
  return zone_->local(scene_.origin + seconds{second});
}

CivilTime Maker::clock(int second) const {
  const LocalSeconds at = local(second);
  return at - floor<days>(at);
}

CivilDay Maker::day(int second) const {
  return CivilDay{floor<days>(local(second))};
}

Scene Maker::make() {
  const Place& place = places[below(std::size(places))];
  zone_ = &Zone::find(place.zone);
  scene_.origin = zone_->instant(local_days{place.day} + place.time);
  coarse_ = any({1, 1, 1, 1, 1, 8});
  length_ = between(10, 25) * 60 * coarse_;
  scene_.until = scene_.origin + seconds{length_};
  scene_.kind = any({OutputKind::Sound, OutputKind::Picture});
  scene_.given.placement.zone = place.zone;
  device();
  messages();
  programmes();
  if (something_begins_to_count()) keep_windows_apart();
  return std::move(scene_);
}

void Maker::device() {
  auto& given = scene_.given;
  auto& placement = given.placement;
  placement.device = *playlists::DeviceId::parse("loa-1");
  placement.version = 1;
  placement.site = {*playlists::SiteId::parse("nha-van-hoa"), "Nhà văn hóa"};
  placement.tags = {"cho"};
  placement.profile = {
      "bang-va-loa",
      {{OutputKind::Picture, 192, 96, 25, 0, 0}, {OutputKind::Sound, 0, 0, 0, 48000, 1}}};
  for (int i = 0; i < 3; ++i) {
    const bool later = i == 2 && one_in(20);  // the root: the others keep their depth
    placement.areas.push_back({area_code(areas[i]), later ? instant() : Instant{}});
  }
  for (int i = below(3); i > 0; --i) given.languages.push_back(languages[below(3)]);
  if (given.languages.size() == 2 && given.languages[0] == given.languages[1]) {
    given.languages.pop_back();
  }
  given.all_languages = one_in(3);
  given.priority_order =
      any({PriorityOrder::OwnFirst, PriorityOrder::HigherFirst, PriorityOrder::ByStart});
}

void Maker::messages() {
  messages_ = between(1, 5);
  for (int i = 0; i < messages_; ++i) scene_.given.messages[message_hash(i)] = message();
}

Rendition Maker::rendition(const char* key) {
  Rendition one;
  one.for_key = key;
  one.lang = any({"vi", "vi", "hmn", "tyz", ""});
  one.sha256 = *playlists::MediaHash::parse(std::string(64, 'b'));
  one.bytes = 1;
  one.duration = Duration{between(1, 60) * coarse_ * 1000 + (one_in(6) ? below(1000) : 0)};
  return one;
}

Message Maker::message() {
  Message made;
  made.kind = playlists::MessageKind::Notice;
  made.duration = Duration{between(1, 60) * coarse_ * 1000 + (one_in(6) ? below(1000) : 0)};
  for (int i = between(1, 2); i > 0; --i) {
    playlists::Variant variant;
    variant.lang = made.variants.empty() ? languages[below(2)] : "tyz";
    variant.speech = "Kính mời bà con";
    variant.card = playlists::Card{};
    made.variants.push_back(variant);
  }
  // A sound output has nothing but renditions.
  for (int i = between(1, 2); i > 0; --i) made.renditions.push_back(rendition("sound:48000x1"));
  for (int i = below(3); i > 0; --i) made.renditions.push_back(rendition("picture:192x96@25"));
  made.highest_class = ItemClass::Priority;
  for (const char* area : areas) made.areas.push_back(area_code(area));
  if (one_in(12)) made.valid_from = instant();
  if (one_in(12)) made.valid_until = instant();
  return made;
}

void Maker::programmes() {
  for (const char* area : areas) {
    Programme made;
    made.area = area_code(area);
    made.version = 1;
    made.zone = scene_.given.placement.zone;
    if (one_in(12)) made.valid_from = instant();
    if (one_in(12)) made.valid_until = instant();
    offline(made);
    scene_.given.programmes.push_back(made);
  }
  for (int i = between(1, 8); i > 0; --i) {
    const int where = any({0, 0, 0, 0, 1, 1, 1, 2, 2, 3});
    scene_.given.programmes[static_cast<std::size_t>(where)].entries.push_back(entry());
  }
  std::erase_if(scene_.given.programmes,
                [](const Programme& one) { return one.entries.empty() && one.offline.days == 0; });
}

bool Maker::something_begins_to_count() const {
  const auto& given = scene_.given;
  const auto begins = [&](Instant from) { return from > scene_.origin; };
  return std::any_of(given.placement.areas.begin(), given.placement.areas.end(),
                     [&](const auto& area) { return begins(area.from); }) ||
         std::any_of(given.programmes.begin(), given.programmes.end(),
                     [&](const auto& one) { return begins(one.valid_from); }) ||
         std::any_of(given.messages.begin(), given.messages.end(),
                     [&](const auto& one) { return begins(one.second.valid_from); });
}

// Two open windows of one entry that are clipped to one start: the page does not say what they are.
void Maker::keep_windows_apart() {
  for (Programme& programme : scene_.given.programmes) {
    for (Entry& entry : programme.entries) {
      if (!playlists::loops(entry.when)) continue;
      entry.when.also.clear();
      const auto& rule = entry.when.rule;
      if (rule.starts_with("FREQ=MINUTELY") || rule.starts_with("FREQ=HOURLY")) {
        entry.when.rule = "FREQ=DAILY";
      }
    }
  }
}

void Maker::offline(Programme& programme) {
  if (!one_in(12)) return;
  programme.offline.days = between(1, 30);
  if (!one_in(3)) programme.offline.filler = message_hash(below(messages_));
  if (!one_in(3)) scene_.given.heard = instant() - days{programme.offline.days};
}

Entry Maker::entry() {
  Entry made;
  made.id = entry_id(++entries_);
  made.title = "Mục " + std::to_string(entries_);
  made.item_class = any({ItemClass::Routine, ItemClass::Background, ItemClass::Priority});
  starts(made);
  content(made);
  manners(made);
  exceptions(made);
  return made;
}

std::string Maker::rule() {
  const auto date = day(0);
  const auto number = static_cast<unsigned>(date.day());
  switch (below(12)) {
    case 0:
    case 1:
      return "";
    case 2:
    case 3:
      return "FREQ=DAILY";
    case 4:
      return "FREQ=DAILY;COUNT=" + std::to_string(between(1, 4));
    case 5:
      return "FREQ=DAILY;INTERVAL=" + std::to_string(between(1, 3));
    case 6:
      return "FREQ=WEEKLY;BYDAY=MO,SU" +
             std::string(any({"", ";INTERVAL=2", ";INTERVAL=2;WKST=SU"}));
    case 7:
      return "FREQ=MONTHLY;BYMONTHDAY=" + std::string(any({"23,30,1", "-1", "29,25,30"}));
    case 8:
      return "FREQ=MONTHLY;BYDAY=" + std::to_string((number - 1) / 7 + 1) + any({"MO", "SU"});
    case 9:
      return "FREQ=MINUTELY;INTERVAL=" + std::to_string(between(1, 20) * coarse_);
    case 10:
      return "FREQ=MINUTELY;INTERVAL=7;COUNT=" + std::to_string(between(1, 300));
    default:
      return "FREQ=HOURLY";
  }
}

void Maker::starts(Entry& entry) {
  auto& when = entry.when;
  when.rule = rule();
  when.from = day(0);
  if (!when.rule.empty()) {
    when.from = CivilDay{local_days{*when.from} - days{any({0, 0, 1, 2, 7})}};
  } else if (one_in(2)) {
    when.from = day(second());
  }
  const int kind = below(6);
  if (kind < 3) {
    for (int i = between(1, 3); i > 0; --i) {
      const CivilTime time = clock(second());
      if (std::find(when.times.begin(), when.times.end(), time) == when.times.end()) {
        when.times.push_back(time);
      }
    }
    // A rule with times of its own has one start time (check_programme).
    const bool own_times =
        when.rule.starts_with("FREQ=MINUTELY") || when.rule.starts_with("FREQ=HOURLY");
    if (own_times) when.times.resize(1);
    return;
  }
  const int open = second();
  const int close = open + between(5, 600) * coarse_;
  when.window = playlists::CivilWindow{clock(open), clock(close)};
  // Thousands of windows with hundreds of playings each would only be slow.
  if (when.rule.starts_with("FREQ=MINUTELY")) return;
  if (kind == 4 && one_in(2)) {
    when.every = seconds{between(5, 300) * coarse_};
    when.most = any({0, 0, 1, 2, 5});
  } else if (kind == 5 && one_in(2)) {
    when.share =
        one_in(2) ? playlists::Share{0, between(1, 100)} : playlists::Share{between(1, 60), 0};
  }
  if (one_in(15)) when.until = day(second());
}

void Maker::exceptions(Entry& entry) {
  auto& when = entry.when;
  if (one_in(15)) when.except.push_back({day(second()), std::nullopt});
  if (one_in(15)) {
    const CivilTime time = when.window ? when.window->start : when.times.front();
    when.except.push_back({day(below(length_)), time});
  }
  if (one_in(15)) when.also.push_back(local(second()));
}

void Maker::content(Entry& entry) {
  for (int i = any({1, 1, 2, 3}); i > 0; --i) {
    entry.messages.push_back(message_hash(below(messages_)));
  }
  const bool percent = entry.when.share && entry.when.share->percent > 0;
  entry.cycle_one = !playlists::loops(entry.when) && !percent && one_in(5);
  entry.repeat = any({1, 1, 1, 2, 3});
}

Selector Maker::selector() {
  Selector made;
  for (int i = below(3); i > 0; --i) made.areas.push_back(area_code(areas[below(4)]));
  made.below = !one_in(3);
  if (one_in(4)) made.sites = {*playlists::SiteId::parse(any({"nha-van-hoa", "cho-huyen"}))};
  if (one_in(4)) made.profiles = {any({"bang-va-loa", "loa"})};
  if (one_in(4)) made.tags = {any({"cho", "truong"})};
  return made;
}

void Maker::manners(Entry& entry) {
  entry.start = any({StartMode::Prompt, StartMode::Prompt, StartMode::Hard, StartMode::Soft});
  entry.late = seconds{any({600, 600, 0, 5, 60, 300})};
  entry.lose = any({Lose::Resume, Lose::Rejoin, Lose::Restart, Lose::Skip, Lose::Postpone});
  if (entry.lose == Lose::Postpone) entry.postpone_to = clock(second());
  if (one_in(20)) entry.outputs = {any({OutputKind::Sound, OutputKind::Picture})};
  if (one_in(12)) entry.where.include.push_back(selector());
  if (one_in(25)) entry.where.include.push_back(selector());
  if (one_in(25)) entry.where.exclude.push_back(selector());
}

}  // namespace

Scene random_scene(const Dice& dice) {
  return Maker(dice).make();
}

}  // namespace reference
