#pragma once

#include <atomic>
#include <filesystem>
#include <functional>
#include <limits>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "controller/api/services.h"
#include "protocols/io/digest.h"
#include "protocols/io/durable_file.h"
#include "protocols/io/guarded.h"

// A controller that answers what the test wrote down, and remembers what it was asked. Thread-safe
// as far as the tests use it: scripts are written before requests are made.
namespace scripted {

namespace api = controller::api;
using namespace std::chrono_literals;

inline const std::string hash = std::string(64, 'a');
inline const std::string kid = std::string(43, 'k');
inline const std::string uuid = "0190a5d6-0000-7000-8000-000000000001";
inline const api::Instant noon{api::Millis{1'795'222'800'000}};

inline api::Person person() {
  return {uuid,
          "truc",
          "Nguyễn Thị Trúc",
          api::Role::Administrator,
          "*",
          false,
          noon,
          {{kid, std::string(43, 'x'), "Điện thoại", noon, {}}}};
}
inline api::Device device() {
  api::Device device{"bang-lung-cu",
                     "Bảng Lũng Cú",
                     {"lung-cu", "UBND xã"},
                     "02.026.00715",
                     {"02.026.00715", "02.026", "02"},
                     {"cho"},
                     "Asia/Ho_Chi_Minh",
                     {},
                     kid,
                     2,
                     noon,
                     noon,
                     {}};
  device.profile = {"led-192x96", {{"picture", 192, 96, 25, 0, 0}}};
  return device;
}
inline api::PlayItem item() {
  return {"entry", uuid, "02", 7, hash, "Bản tin sáng", "routine"};
}
inline api::DeviceNow device_now(const std::string& id = "bang-lung-cu") {
  api::DeviceNow now;
  now.device = id;
  now.name = "Bảng Lũng Cú";
  now.area = "02.026.00715";
  now.site = {"lung-cu", "UBND xã"};
  now.profile = "led-192x96";
  now.link = "online";
  now.since = noon;
  now.outputs = {{{"picture", 192, 96, 25, 0, 0}, "playing", item(), noon, 208, {}},
                 {{"sound", 0, 0, 0, 48000, 1}, "idle", {}, noon, 0, -21.5}};
  now.health = api::DeviceHealth{};
  now.health->at = noon;
  now.health->held.programmes["02"] = 7;
  return now;
}
inline api::Rendition rendition() {
  return {"picture:192x96@25", "", hash, 1000, "video/mp4", 8333ms, 208, {}, {}};
}
inline api::Order order() {
  api::Order order;
  order.id = uuid;
  order.hash = hash;
  order.kind = "announce";
  order.cls = "emergency";
  order.title = "CẢNH BÁO LŨ QUÉT";
  order.areas = {"02"};
  order.state = "sent";
  order.by = "Nguyễn Thị Trúc";
  order.kid = kid;
  order.sent = order.expires = noon;
  order.counts = {4, 3, 2, 1, 0, 1};
  return order;
}

class Access : public api::Access {
 public:
  std::map<std::string, api::Session, std::less<>> sessions{
      {"good-token",
       {{uuid, "Trúc", api::Role::Administrator, "*", "s1", ""},
        "the-csrf-token-of-22-ch",
        noon + 1h}}};
  api::SignInAsk asked;
  std::optional<api::Problem> refuse;
  api::SignedIn sign_in(const api::SignInAsk& ask) override {
    asked = ask;
    if (refuse) throw *refuse;
    return {std::string(43, 't'), "the-csrf-token-of-22-ch", noon + 1h, person()};
  }
  std::optional<api::Session> session(std::string_view token, std::string_view address) override {
    const auto found = sessions.find(token);
    if (found == sessions.end()) return {};
    auto session = found->second;
    session.caller.address = address;
    return session;
  }
  int signed_out = 0;
  void sign_out(const api::Caller&) override { ++signed_out; }
  api::Person me(const api::Caller&) override { return person(); }
  void change_password(const api::Caller&, const std::string&, const std::string&) override {}
  api::PersonKey enrol_key(const api::Caller&, const api::KeyAsk&) override {
    return person().keys[0];
  }
  void revoke_key(const api::Caller&, const std::string&) override {}
};

class People : public api::People {
 public:
  api::PersonAsk asked;
  api::Page<api::Person> list(const api::Caller&, const api::PageAsk&) override {
    return {{person()}, "more"};
  }
  api::Person one(const api::Caller&, const std::string&) override { return person(); }
  api::Person create(const api::Caller&, const api::PersonAsk& ask) override {
    asked = ask;
    return person();
  }
  api::Person change(const api::Caller&, const std::string&, const api::PersonChange&) override {
    return person();
  }
};

class Areas : public api::Areas {
 public:
  api::AreaFilter filter;
  api::PageAsk page;
  std::string csv;
  bool dry_run = false;
  std::optional<api::Problem> refuse;
  std::function<void()> before_list = [] {};
  api::Page<api::Area> list(const api::Caller&, const api::AreaFilter& f,
                            const api::PageAsk& p) override {
    before_list();
    filter = f;
    page = p;
    return {{{"02", "", "Tỉnh Hà Giang", "province", 11}}, ""};
  }
  api::AreaLine one(const api::Caller&, const std::string& code) override {
    if (code != "02") throw api::not_found("Không có địa bàn này.", "There is no such area.");
    return {{"02", "", "Tỉnh Hà Giang", "province", 11}, {}};
  }
  api::ImportReport import_csv(const api::Caller&, const std::string& text, bool dry) override {
    csv = text;
    dry_run = dry;
    if (refuse) throw *refuse;
    return {dry, 2, 1, 1, 0};
  }
};

class Devices : public api::Devices {
 public:
  int placed_version = 0;
  std::vector<api::Profile> profiles(const api::Caller&) override {
    return {device().profile, {"loa-48k", {{"sound", 0, 0, 0, 48000, 1}}}};
  }
  api::Page<api::Device> list(const api::Caller&, const api::DeviceFilter&,
                              const api::PageAsk&) override {
    return {{device()}, ""};
  }
  api::Device one(const api::Caller&, const std::string&) override { return device(); }
  api::Token make_token(const api::Caller&, const api::TokenAsk& ask) override {
    return {ask.id, "vang1:eyJhIjpbXX0", noon};
  }
  api::Device place(const api::Caller&, const std::string&, int version,
                    const api::PlacementChange&) override {
    placed_version = version;
    if (version != 2) throw api::changed_meanwhile();
    return device();
  }
  api::Device retire(const api::Caller&, const std::string&) override { return device(); }
};

class Gate : public api::DeviceGate {
 public:
  api::Blob blob;
  std::function<void()> before_media = [] {};
  std::string ca_pem() override { return "-----BEGIN CERTIFICATE-----\n"; }
  api::EnrolAnswer enrol(const api::EnrolAsk&, std::string_view) override {
    return {"bang-lung-cu", "jwt", "a.b.c", "a.b.c", {"tls://h:4222"}, {"https://h:8444"}};
  }
  std::string nonce(const std::string&) override { return "n1"; }
  api::DeviceSession session(const std::string&, const std::string&, const std::string&) override {
    return {"jwt", "b1", noon};
  }
  std::string time(const std::string& nonce) override { return "time.for." + nonce; }
  std::optional<std::string> device_of(std::string_view bearer) override {
    if (bearer == "b1") return "bang-lung-cu";
    return {};
  }
  api::Blob media(const std::string&, const std::string&) override {
    before_media();
    return blob;
  }
  std::string document(const std::string&, const std::string&) override { return "a.b.c"; }
  std::string bundle(const std::string&, const std::string&, std::size_t index) override {
    return "VNGB" + std::to_string(index);
  }
};

class Clips : public api::Clips {
 public:
  std::filesystem::path folder;
  api::Blob blob;
  api::Upload taken;
  std::string content_taken;
  std::optional<api::Problem> refuse;
  static api::Clip clip() {
    api::Clip clip;
    clip.sha256 = hash;
    clip.name = "phim.mp4";
    clip.state = "ready";
    clip.media = "video/mp4";
    clip.loudness = api::Loudness{};
    clip.loudness->measured_lufs = -std::numeric_limits<double>::infinity();
    clip.refusal = api::Detail{"", 0, "not_media", "Không phải phim.", "This is no media."};
    clip.renditions = {scripted::rendition()};
    return clip;
  }
  std::filesystem::path upload_dir() override { return folder; }
  std::uint64_t max_upload_bytes() override { return 8U << 20; }
  void check_room(const api::Caller&, std::uint64_t) override {
    if (refuse) throw *refuse;
  }
  api::Clip add(const api::Caller&, const api::Upload& upload) override {
    taken = upload;
    content_taken = protocols::io::read_file(upload.file);
    return clip();
  }
  api::Page<api::Clip> list(const api::Caller&, const std::string&, const api::PageAsk&) override {
    return {{clip()}, ""};
  }
  api::Clip one(const api::Caller&, const std::string&) override { return clip(); }
  api::Blob content(const api::Caller&, const std::string&) override { return blob; }
  api::Blob rendition(const api::Caller&, const std::string&, const std::string&) override {
    return blob;
  }
  api::Picture thumbnail(const api::Caller&, const std::string&) override {
    return {"\x89PNG", "t1", {}};
  }
};

class Messages : public api::Messages {
 public:
  api::MessageAsk asked;
  static api::Message message() {
    api::Message message;
    message.hash = hash;
    message.id = uuid;
    message.kind = "install-card";
    message.title = "Cài đặt Bluezone";
    message.highest_class = "priority";
    message.kid = kid;
    message.renditions = {scripted::rendition()};
    message.previews = {"led-192x96"};
    message.payload = R"({"v":1})";
    return message;
  }
  api::PreparedMessage prepare(const api::Caller&, const api::MessageAsk& ask) override {
    asked = ask;
    return {R"({"v":1})",
            hash,
            {{"", 0, "short_of_loudness", "Còn thiếu 2 LU.", "2 LU short."}},
            {rendition()},
            {"led-192x96"}};
  }
  api::Message approve(const api::Caller&, const std::string&) override { return message(); }
  api::Page<api::Message> list(const api::Caller&, const std::string&,
                               const api::PageAsk&) override {
    return {{message()}, ""};
  }
  api::Message one(const api::Caller&, const std::string&) override { return message(); }
  api::Picture preview(const api::Caller&, const std::string&, const std::string&,
                       const std::string&, api::Millis) override {
    return {"\x89PNG", "p1", {}};
  }
};

class Programmes : public api::Programmes {
 public:
  std::string entries = "[]";
  int publishes = 0;
  api::ProgrammeDraft draft(const api::Caller&, const std::string& area) override {
    return {area, "r1", 1, true, entries, {}, noon, "Trúc"};
  }
  api::ProgrammeDraft save(const api::Caller&, const std::string& area, const std::string& revision,
                           const api::DraftChange& change) override {
    if (revision != "r1") throw api::changed_meanwhile();
    entries = change.entries;
    return {area, "r2", 1, true, entries, {}, noon, "Trúc"};
  }
  api::Published publish(const api::Caller&, const std::string& area, const std::string&) override {
    ++publishes;
    return {area, 2, hash, noon, {}, "Trúc", entries, 4};
  }
  std::optional<api::Published> published(const api::Caller&, const std::string& area) override {
    if (area != "02") return {};
    return api::Published{area, 2, hash, noon, {}, "Trúc", entries, 4};
  }
};

class Orders : public api::Orders {
 public:
  api::OrderAsk asked;
  std::atomic<int> sent{0};
  std::function<void()> before_send = [] {};
  api::PreparedOrder prepare(const api::Caller&, const api::OrderAsk& ask) override {
    asked = ask;
    api::PreparedOrder prepared;
    prepared.payload = R"({"v":1})";
    prepared.hash = hash;
    prepared.id = uuid;
    prepared.scope.devices = 4;
    prepared.scope.interrupts = {
        {"bang-lung-cu", "Bảng", "picture", "Bản tin", "routine", noon, "continue"}};
    prepared.previews = {"led-192x96"};
    return prepared;
  }
  api::Picture preview(const api::Caller&, const std::string&, const std::string&) override {
    return {"\x89PNG", "p1", {}};
  }
  api::Order send(const api::Caller&, const std::string&) override {
    before_send();
    ++sent;
    return order();
  }
  api::Page<api::Order> list(const api::Caller&, const api::OrderFilter&,
                             const api::PageAsk&) override {
    return {{order()}, ""};
  }
  api::OrderDetail one(const api::Caller&, const std::string&) override {
    return {order(), {{"loa-1", "Loa 1", "02", true, "silent", "", {}, {}, {}, 0ms}}};
  }
};

class Plays : public api::Plays {
 public:
  api::PlayFilter filter;
  api::Page<api::Play> list(const api::Caller&, const api::PlayFilter& f,
                            const api::PageAsk&) override {
    filter = f;
    api::Play play;
    play.device = "loa-1";
    play.output = "sound";
    play.item = item();
    play.level_dbfs = -21.5;
    play.outcome = "heard";
    return {{play}, ""};
  }
};

class Now : public api::Now {
 public:
  struct Looking : api::Watch {
    explicit Looking(Now& owner) : now(owner) {}
    ~Looking() override { now.listener.set(nullptr); }
    Now& now;
  };
  protocols::io::Guarded<api::NowListener*> listener{nullptr};
  protocols::io::Guarded<api::WatchAsk> asked;
  std::vector<api::DeviceNow> devices{device_now()};
  std::vector<api::DeviceNow> snapshot(const api::Caller&, const std::string& area) override {
    if (area == "99") throw api::forbidden("Không được xem.", "Not yours.");
    return devices;
  }
  api::DeviceNow one(const api::Caller&, const std::string&) override { return device_now(); }
  api::Picture picture(const api::Caller&, const std::string&) override {
    return {"\x89PNG", "f1", noon};
  }
  std::unique_ptr<api::Watch> watch(const api::Caller&, const api::WatchAsk& ask,
                                    api::NowListener& to) override {
    asked.set(ask);
    listener.set(&to);
    return std::make_unique<Looking>(*this);
  }
};

class Audit : public api::Audit {
 public:
  api::Page<api::AuditEntry> list(const api::Caller&, const api::AuditFilter&,
                                  const api::PageAsk&) override {
    return {{{1, noon, uuid, "Trúc", "area.import", "02", "02", "2 rows", "127.0.0.1"}}, ""};
  }
};

class Documents : public api::Documents {
 public:
  api::Page<api::SignedDocument> list(const api::Caller&, const std::string&,
                                      const api::PageAsk&) override {
    return {{{hash, "vang-order", kid, "a.b.c", noon}}, ""};
  }
  std::vector<api::SignerKey> keys(const api::Caller&) override {
    return {{kid, std::string(43, 'x'), "Gốc", "root"}};
  }
};

class Repeats : public api::Repeats {
 public:
  struct Kept {
    std::string sha;
    std::optional<api::KeptAnswer> answer;
  };
  protocols::io::Guarded<std::map<std::string, Kept>> kept;
  std::optional<api::KeptAnswer> begin(const api::Caller&, const std::string& key,
                                       const std::string& sha) override {
    return kept.with([&](auto& all) -> std::optional<api::KeptAnswer> {
      const auto [at, fresh] = all.emplace(key, Kept{sha, {}});
      if (fresh) return {};
      if (at->second.sha != sha)
        throw api::Problem(422, "key_reused", "Khóa đã dùng.", "Key used.");
      if (!at->second.answer) throw api::conflict("still_running", "Đang làm.", "Still running.");
      return at->second.answer;
    });
  }
  void finish(const api::Caller&, const std::string& key, const api::KeptAnswer& answer) override {
    kept.with([&](auto& all) { all[key].answer = answer; });
  }
  void abandon(const api::Caller&, const std::string& key) override {
    kept.with([&](auto& all) { all.erase(key); });
  }
};

class Service : public api::Service {
 public:
  bool ok = true;
  api::ServiceState state() override {
    return {"0.1.0", "Tỉnh Hà Giang", noon, {{"store", ok, "fine"}}};
  }
};

struct Controller {
  Access access;
  People people;
  Areas areas;
  Devices devices;
  Gate gate;
  Clips clips;
  Messages messages;
  Programmes programmes;
  Orders orders;
  Plays plays;
  Now now;
  Audit audit;
  Documents documents;
  Repeats repeats;
  Service service;
  api::Services services() {
    return {access, people, areas, devices, gate,      clips,   messages, programmes,
            orders, plays,  now,   audit,   documents, repeats, service};
  }
};

}  // namespace scripted
