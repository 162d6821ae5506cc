#include "tests/bench/timeline_world.h"

#include <array>
#include <random>
#include <string>

namespace bench {
namespace {

using namespace playlists;
using namespace std::chrono_literals;

constexpr const char* zone = "Asia/Ho_Chi_Minh";
constexpr int messages = 200;

std::string hex(int n) {
  std::string text = std::to_string(n);
  return text + std::string(64 - text.size(), 'a');
}

MessageHash hash(int n) {
  return *MessageHash::parse(hex(n));
}

AreaCode area(const std::string& code) {
  return *AreaCode::parse(code);
}

class Maker {
 public:
  explicit Maker(const WorldShape& shape) : shape_(shape), random_(shape.seed) {}

  World make() {
    add_messages();
    std::vector<AreaCode> chain{area("02")};
    if (shape_.laws) world_.shelf.set_rules(province_rules(), chain);
    world_.shelf.set_programme(programme("02", shape_.province_entries), chain);
    const int communes = shape_.villages / shape_.villages_in_commune;
    for (int c = 0; c < communes; ++c) {
      const std::string commune = "02." + std::to_string(10'000 + c);
      world_.shelf.set_programme(programme(commune, shape_.commune_entries),
                                 {area(commune), area("02")});
      for (int v = 0; v < shape_.villages_in_commune; ++v) {
        add_village(commune, commune + "." + std::to_string(v));
      }
    }
    world_.midnight = ZoneRules::find(zone)->instant_of(
        CivilDay{std::chrono::year{2026}, std::chrono::November, std::chrono::day{23}}, 0s);
    return std::move(world_);
  }

 private:
  int any(int least, int most) { return std::uniform_int_distribution<int>{least, most}(random_); }

  void add_messages() {
    for (int n = 0; n < messages; ++n) {
      Message message;
      message.title = "Bản tin " + std::to_string(n);
      message.duration = std::chrono::seconds{any(15, 300)};
      message.highest_class = ItemClass::Priority;
      message.areas = {area("02")};
      Rendition sound;
      sound.for_key = "sound:48000x1";
      sound.lang = "vi";
      sound.duration = message.duration;
      message.renditions = {sound};
      world_.shelf.hold_message(hash(n), std::move(message));
    }
  }

  Rules province_rules() const {
    Rules rules;
    rules.area = area("02");
    rules.version = 1;
    rules.zone = zone;
    Law quiet;
    quiet.id = "dem";
    quiet.kind = LawKind::Quiet;
    quiet.hours.windows = {{22h, 4h + 30min}};
    Law permitted;
    permitted.id = "khung-gio";
    permitted.kind = LawKind::Permitted;
    permitted.hours.windows = {{5h, 20h}};
    rules.laws = {quiet, permitted};
    Reservation news;
    news.id = "thoi-su";
    news.hours.windows = {{6h, 6h + 10min}};
    rules.reservations = {news};
    return rules;
  }

  Programme programme(const std::string& code, int entries) {
    Programme programme;
    programme.area = area(code);
    programme.version = 1;
    programme.zone = zone;
    for (int n = 0; n < entries; ++n) programme.entries.push_back(entry(n));
    return programme;
  }

  // Every kind: daily and weekly times, several times a day, windows, every so often, shares, nth
  // weekdays, playlists, every way to start and to lose.
  Entry entry(int n) {
    Entry entry;
    entry.id = *EntryId::parse(
        uuid7_text(instant_from_ms(1'700'000'000'000 + n),
                   {2, 0, 0, 0, 0, 0, 0, 0, 0, static_cast<std::uint8_t>(any(0, 255))}));
    entry.title = "Mục " + std::to_string(n);
    const std::array classes{ItemClass::Background, ItemClass::Routine, ItemClass::Routine,
                             ItemClass::Priority};
    entry.item_class = classes.at(static_cast<std::size_t>(any(0, 3)));
    for (int i = any(0, 5) == 0 ? 3 : 1; i > 0; --i) {
      entry.messages.push_back(hash(any(0, messages - 1)));
    }
    const std::array starts{StartMode::Prompt, StartMode::Prompt, StartMode::Hard, StartMode::Soft};
    entry.start = starts.at(static_cast<std::size_t>(any(0, 3)));
    const std::array ways{Lose::Resume, Lose::Rejoin, Lose::Restart, Lose::Skip};
    entry.lose = ways.at(static_cast<std::size_t>(any(0, 3)));
    entry.repeat = any(1, 2);
    fill(entry.when);
    return entry;
  }

  CivilTime time() { return std::chrono::minutes{any(5 * 60, 20 * 60)}; }

  void fill(When& when) {
    const CivilTime start = time();
    switch (any(0, 7)) {
      case 0:
        when.rule = "FREQ=DAILY";
        when.times = {start};
        return;
      case 1:
        when.rule = "FREQ=WEEKLY;BYDAY=MO,WE,FR";
        when.times = {start};
        return;
      case 2:
        when.rule = "FREQ=DAILY";
        when.times = {5h, 6h + 30min, 11h, 17h, 18h + 30min, 19h + 45min};
        return;
      case 3:
        when.rule = "FREQ=MONTHLY;BYDAY=1MO";
        when.times = {start};
        return;
      case 4:
        when.rule = "FREQ=DAILY";
        when.window = CivilWindow{start, start + 2h};
        when.every = 30min;
        when.most = 5;
        return;
      case 5:
        when.rule = "FREQ=DAILY";
        when.window = CivilWindow{start, start + 3h};
        when.share = Share{4, 0};
        return;
      default:
        when.rule = "FREQ=DAILY";
        when.window = CivilWindow{start, start + std::chrono::hours{any(1, 3)}};
    }
  }

  void add_village(const std::string& commune, const std::string& village) {
    const std::vector<AreaCode> chain{area(village), area(commune), area("02")};
    world_.shelf.set_programme(programme(village, shape_.village_entries), chain);
    for (int d = 0; d < shape_.devices_in_village; ++d) {
      Placement placement;
      placement.device = *DeviceId::parse("loa-" + std::to_string(world_.devices.size()));
      placement.site.id = *SiteId::parse("diem-" + std::to_string(world_.devices.size()));
      for (const AreaCode& one : chain) placement.areas.push_back({one, {}});
      placement.zone = zone;
      placement.profile = {"loa-48k", {{OutputKind::Sound, 0, 0, 0, 48000, 1}}};
      world_.devices.push_back(std::move(placement));
    }
  }

  const WorldShape& shape_;
  std::mt19937_64 random_;
  World world_;
};

}  // namespace

World make_world(const WorldShape& shape) {
  return Maker{shape}.make();
}

}  // namespace bench
