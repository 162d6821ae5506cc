#pragma once

#include <atomic>
#include <filesystem>
#include <functional>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "protocols/io/durable_file.h"
#include "tests/unit/web/scripted_register.h"

// A controller that answers what the test wrote down, and remembers what it was asked; here its
// rooms of what plays: clips, messages, programmes, orders, now. Thread-safe: what a test and the
// server may both touch is guarded or atomic.
namespace scripted {

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

class Clips : public api::Clips {
 public:
  std::filesystem::path folder;
  Guarded<api::Blob> blob;
  Guarded<api::Upload> taken;
  Guarded<std::string> content_taken;
  Guarded<std::optional<api::Problem>> refuse;
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
    if (const auto problem = refuse.copy()) throw *problem;
  }
  api::Clip add(const api::Caller&, const api::Upload& upload) override {
    taken.set(upload);
    content_taken.set(protocols::io::read_file(upload.file));
    return clip();
  }
  api::Page<api::Clip> list(const api::Caller&, const std::string&, const api::PageAsk&) override {
    return {{clip()}, ""};
  }
  api::Clip one(const api::Caller&, const std::string&) override { return clip(); }
  api::Blob content(const api::Caller&, const std::string&) override { return blob.copy(); }
  api::Blob rendition(const api::Caller&, const std::string&, const std::string&) override {
    return blob.copy();
  }
  api::Blob preview(const api::Caller&, const std::string&) override {
    if (const auto problem = refuse.copy()) throw *problem;
    return blob.copy();
  }
  api::Picture thumbnail(const api::Caller&, const std::string&) override {
    return {"\x89PNG", "t1", {}};
  }
};

class Messages : public api::Messages {
 public:
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
  api::PreparedMessage prepare(const api::Caller&, const api::MessageAsk&) override {
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
  Guarded<api::Blob> blob;
  Guarded<std::string> lang;
  api::Blob sound(const api::Caller&, const std::string&, const std::string& asked) override {
    lang.set(asked);
    if (asked == "hmn") throw api::Problem(404, "no_sound", "Không có tiếng.", "No sound.");
    return blob.copy();
  }
};

class Programmes : public api::Programmes {
 public:
  Guarded<std::string> entries{"[]"};
  Guarded<api::Offline> offline;
  Guarded<std::string> looked_at;  // what of it was asked for last
  api::ProgrammeDraft draft(const api::Caller&, const std::string& area) override {
    return drafted(area, "r1");
  }
  api::ProgrammeDraft save(const api::Caller&, const std::string& area, const std::string& revision,
                           const api::DraftChange& change) override {
    if (revision != "r1") throw api::changed_meanwhile();
    entries.set(change.entries);
    offline.set(change.offline);
    return drafted(area, "r2");
  }
  api::Published publish(const api::Caller&, const std::string& area, const std::string&) override {
    return version(area);
  }
  // One entry more, one that plays later, one less.
  api::ProgrammeChanges changes(const api::Caller&, const std::string& area) override {
    if (area == "99") throw api::not_found("Không có địa bàn này.", "There is no such area.");
    const auto entry = [](const std::string& id, const std::string& time) {
      return R"({"id":"0190a5d6-0000-7000-8000-00000000000)" + id +
             R"(","title":"Bản tin sáng","class":"routine","messages":[")" + hash +
             R"("],"when":{"rule":"FREQ=DAILY","from":"2026-11-21","times":[")" + time +
             R"("]},"repeat":1,"volume_db":0,"outputs":[],"start":"prompt","late_s":600,)" +
             R"("lose":"resume"})";
    };
    return {area,
            "r1",
            7,
            4,
            "[" + entry("1", "05:00:00") + "]",
            {{entry("2", "05:00:00"), entry("2", "06:00:00")}},
            "[" + entry("3", "05:00:00") + "]"};
  }
  std::optional<api::Published> published(const api::Caller&, const std::string& area) override {
    if (area != "02") return {};
    return version(area);
  }
  std::vector<api::Occurrence> occurrences(const api::Caller&, const std::string&,
                                           api::ProgrammeOf of, api::Instant from,
                                           api::Instant until) override {
    if (until - from > 31 * 24h) {
      throw api::invalid({{"?until_ms", 0, "too_long", "Quá dài.", "Too long."}});
    }
    looked_at.set(of == api::ProgrammeOf::Published ? "published" : "draft");
    return {{uuid, from, from + 5s, false}, {uuid, from + 1h, until, true}};
  }
  std::vector<api::Occurrence> next(const api::Caller&, const std::string&, api::ProgrammeOf of,
                                    api::Instant from, int each) override {
    looked_at.set(of == api::ProgrammeOf::Published ? "published" : "draft");
    return {static_cast<std::size_t>(each), {uuid, from, from + 5s, false}};
  }
  std::vector<api::Occurrence> next_of(const api::Caller&, const std::string&,
                                       const std::string& entry, api::Instant from,
                                       int each) override {
    looked_at.set(entry);
    return {static_cast<std::size_t>(each), {uuid, from, from + 5s, false}};
  }

 private:
  api::ProgrammeDraft drafted(const std::string& area, const std::string& revision) {
    return {area, revision, 1, true, entries.copy(), {}, {}, offline.copy(), noon, "Trúc"};
  }
  api::Published version(const std::string& area) {
    return {area, 2, hash, noon, "2024a", {}, {}, offline.copy(), "Trúc", entries.copy(), 4};
  }
};

class Orders : public api::Orders {
 public:
  std::atomic<int> sent{0};
  Hook before_prepare{[] {}};  // of an announcement
  Hook before_send{[] {}};
  api::PreparedOrder prepare(const api::Caller&, const api::OrderAsk& ask) override {
    if (ask.kind == "announce") before_prepare.copy()();
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
  api::Scope scope(const api::Caller&, const std::string&) override { return {}; }
  api::Picture preview(const api::Caller&, const std::string&, const std::string&) override {
    return {"\x89PNG", "p1", {}};
  }
  Guarded<api::Blob> blob;
  Guarded<std::optional<api::Problem>> refuse;
  api::Blob sound(const api::Caller&, const std::string&) override {
    if (const auto problem = refuse.copy()) throw *problem;
    return blob.copy();
  }
  api::Order send(const api::Caller&, const std::string&) override {
    before_send.copy()();
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
  api::Page<api::Play> list(const api::Caller&, const api::PlayFilter&,
                            const api::PageAsk&) override {
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
    explicit Looking(Now& owner) : now(owner) { ++now.looking; }
    ~Looking() override {
      if (--now.looking == 0) now.listener.set(nullptr);
    }
    Now& now;
  };
  std::atomic<int> looking{0};
  Guarded<api::NowListener*> listener{nullptr};
  Guarded<api::WatchAsk> asked;
  Guarded<std::vector<api::DeviceNow>> devices{{device_now()}};
  std::vector<api::DeviceNow> snapshot(const api::Caller&, const std::string& area) override {
    if (area == "99") throw api::forbidden("Không được xem.", "Not yours.");
    return devices.copy();
  }
  Guarded<api::DeviceState> state_asked{api::DeviceState::None};
  std::vector<api::DeviceNow> of(const api::Caller&, const std::vector<std::string>& ids) override {
    std::vector<api::DeviceNow> found;
    for (const auto& id : ids) found.push_back(device_now(id));
    return found;
  }
  std::vector<std::string> in_state(const api::Caller&, api::DeviceState state,
                                    const std::string&) override {
    state_asked.set(state);
    return {"bang-lung-cu"};
  }
  api::StateCounts states(const api::Caller&, const std::string&) override {
    return {1, 2, 3, 4, 5};
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

class Certificates : public api::Certificates {
 public:
  Guarded<api::Identity> now;  // empty = what the listener was made with
  Guarded<std::string> ca;     // PEM
  static api::Certificate certificate(bool own) {
    return {own, "CN=vang", "CN=Vang CA", {"vang.test", "192.0.2.1"}, noon, noon + 1h, hash, hash};
  }
  api::Certificate show(const api::Caller&) override {
    return certificate(now.copy().chain_pem.empty());
  }
  api::Certificate use(const api::Caller&, const api::CertificateAsk& ask,
                       const api::TryOn& try_on) override {
    try_on({ask.chain_pem, ask.key_pem});
    now.set({ask.chain_pem, ask.key_pem});
    return certificate(false);
  }
  Guarded<api::Identity> own;
  api::Certificate drop(const api::Caller&) override {
    now.set(own.copy());
    return certificate(true);
  }
  api::Identity identity() override { return now.copy(); }
  std::string ca_pem() override { return ca.copy(); }
  std::string ca_der() override { return "DER"; }
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
  Certificates certificates;
  api::Services services() {
    return {access, people, areas, devices, gate,      clips,   messages, programmes,
            orders, plays,  now,   audit,   documents, repeats, service,  certificates};
  }
};

}  // namespace scripted
