#include "tests/unit/playlists/samples.h"

#include <stdexcept>

namespace playlists::samples {
namespace {

std::string uuid(int n, std::uint8_t kind) {
  return uuid7_text(instant_from_ms(1'700'000'000'000 + n), {kind, 0, 0, 0, 0, 0, 0, 0, 0, 0});
}

CivilTime time_of(std::string_view text) {
  const auto time = parse_civil_time(text);
  if (!time) throw std::invalid_argument{"not a time: " + std::string{text}};
  return *time;
}

Card card() {
  return {"notice", "Đường dây nóng", {"Bộ Y tế: 1900 9095"}, {}, "https://tokhaiyte.vn", ""};
}

}  // namespace

Instant at(std::string_view time, int days_later) {
  using namespace std::chrono;
  const sys_days monday = 2026y / November / 23;
  return ZoneRules::find("Asia/Ho_Chi_Minh")
      ->instant_of(CivilDay{monday + days{days_later}}, time_of(time));
}

OrderId order_id(int n) {
  return *OrderId::parse(uuid(n, 1));
}
EntryId entry_id(int n) {
  return *EntryId::parse(uuid(n, 2));
}

MessageHash message_hash(int n) {
  std::string hex(64, 'a');
  const std::string digits = std::to_string(n);
  hex.replace(0, digits.size(), digits);
  return *MessageHash::parse(hex);
}

AreaCode area(std::string_view code) {
  return *AreaCode::parse(code);
}

Placement placement() {
  Placement p;
  p.version = 2;
  p.issued = at("00:00");
  p.device = *DeviceId::parse("bang-lung-cu");
  p.key = *KeyId::parse(std::string(43, 'k'));
  p.name = "Bảng Lũng Cú";
  p.site = {*SiteId::parse("lung-cu-ubnd"), "UBND xã Lũng Cú"};
  p.areas = {{area("02.026.00715"), {}}, {area("02.026"), {}}, {area("02"), {}}};
  p.tags = {"cho"};
  p.zone = "Asia/Ho_Chi_Minh";
  p.profile = {"bang-va-loa",
               {{OutputKind::Picture, 192, 96, 25, 0, 0}, {OutputKind::Sound, 0, 0, 0, 48000, 1}}};
  return p;
}

Message message(int n, Duration duration) {
  Message m;
  m.id = *MessageId::parse(uuid(n, 3));
  m.issued = at("00:00");
  m.kind = MessageKind::Notice;
  m.title = "Bản tin " + std::to_string(n);
  m.duration = duration;
  m.variants = {{"vi", "Kính mời bà con …", card()}};
  Rendition sound;
  sound.for_key = "sound:48000x1";
  sound.lang = "vi";
  sound.sha256 = *MediaHash::parse(std::string(64, 'b'));
  sound.bytes = 12'345;
  sound.media = "audio/ogg";
  sound.duration = duration;
  sound.lufs = -16.0;
  sound.peak_dbtp = -1.4;
  m.renditions = {sound};
  m.highest_class = ItemClass::Priority;
  m.areas = {area("02")};
  return m;
}

Entry timed(int n, std::string_view time, ItemClass item_class) {
  Entry e;
  e.id = entry_id(n);
  e.title = "Mục " + std::to_string(n);
  e.item_class = item_class;
  e.messages = {message_hash(n)};
  e.when.rule = "FREQ=DAILY";
  e.when.times = {time_of(time)};
  return e;
}

Entry window(int n, std::string_view start, std::string_view end, ItemClass item_class) {
  Entry e = timed(n, "00:00", item_class);
  e.when.times.clear();
  e.when.window = CivilWindow{time_of(start), time_of(end)};
  return e;
}

Programme programme(std::string_view code, std::vector<Entry> entries) {
  Programme p;
  p.area = area(code);
  p.version = 7;
  p.issued = at("00:00");
  p.zone = "Asia/Ho_Chi_Minh";
  p.entries = std::move(entries);
  return p;
}

Order announce(int n, Instant issued, ItemClass item_class, int seconds) {
  Order o;
  o.id = order_id(n);
  o.issued = issued;
  o.kind = OrderKind::Announce;
  o.item_class = item_class;
  o.title = "Lệnh " + std::to_string(n);
  o.lang = "vi";
  o.text = "Thông báo của xã.";
  o.areas = {area("02.026.00715")};
  o.card = card();
  o.speech = Speech{
      "opus", 48'000, 1, Duration{400}, std::chrono::seconds{seconds}, {std::string(43, 'h')}};
  o.expires = issued + std::chrono::hours{1};
  return o;
}

}  // namespace playlists::samples
