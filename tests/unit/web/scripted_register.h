#pragma once

#include <atomic>
#include <functional>
#include <map>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include "controller/api/services.h"
#include "protocols/io/guarded.h"

// The scripted controller's rooms of who and where: people, areas, devices, their door, records.
// Thread-safe: what a test and the server may both touch is guarded or atomic.
namespace scripted {

namespace api = controller::api;
using namespace std::chrono_literals;
using protocols::io::Guarded;
using Hook = Guarded<std::function<void()>>;

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
          false,
          noon,
          {{kid, std::string(43, 'x'), "Điện thoại", noon, {}}},
          "p1"};
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
  device.revision = "d2";
  device.profile = {"led-192x96", {{"picture", 192, 96, 25, 0, 0}}};
  return device;
}

class Access : public api::Access {
 public:
  using Sessions = std::map<std::string, api::Session, std::less<>>;
  Guarded<Sessions> sessions{Sessions{{"good-token",
                                       {{uuid, "Trúc", api::Role::Administrator, "*", "s1", ""},
                                        "the-csrf-token-of-22-ch",
                                        noon + 1h,
                                        false}}}};
  Guarded<api::SignInAsk> asked;
  std::atomic<bool> unreadable{false};  // the store fails
  api::SignedIn sign_in(const api::SignInAsk& ask) override {
    asked.set(ask);
    return {std::string(43, 't'), "the-csrf-token-of-22-ch", noon + 1h, person()};
  }
  std::optional<api::Session> session(std::string_view token, std::string_view address) override {
    if (unreadable) throw std::runtime_error("disk I/O error");
    return sessions.with([&](const Sessions& all) -> std::optional<api::Session> {
      const auto found = all.find(token);
      if (found == all.end()) return {};
      auto session = found->second;
      session.caller.address = address;
      return session;
    });
  }
  std::atomic<int> signed_out{0};
  void sign_out(const api::Caller&) override { ++signed_out; }
  std::vector<api::OpenSession> open_sessions(const api::Caller& caller) override {
    return {{uuid, "Firefox", noon, noon + 1h, caller.session == "s1"}};
  }
  void end_session(const api::Caller&, const std::string& id) override {
    sessions_ended.with([&](auto& all) { all.push_back(id); });
    sessions.with([](Sessions& all) { all.clear(); });
  }
  Guarded<std::vector<std::string>> sessions_ended;
  api::Person me(const api::Caller&) override { return person(); }
  void change_password(const api::Caller&, const std::string&, const std::string&) override {}
  api::PersonKey enrol_key(const api::Caller&, const api::KeyAsk&) override {
    return person().keys[0];
  }
  void revoke_key(const api::Caller&, const std::string&) override {}
};

class People : public api::People {
 public:
  api::Page<api::Person> list(const api::Caller&, const api::PageAsk&) override {
    return {{person()}, "more"};
  }
  api::Person one(const api::Caller&, const std::string&) override { return person(); }
  api::Person create(const api::Caller&, const api::PersonAsk&) override { return person(); }
  api::Person change(const api::Caller&, const std::string&,
                     const api::PersonChange& change) override {
    if (!change.revision.empty() && change.revision != person().revision) {
      throw api::changed_meanwhile();
    }
    return person();
  }
};

class Areas : public api::Areas {
 public:
  Guarded<api::AreaFilter> filter;
  Guarded<api::PageAsk> page;
  Guarded<std::optional<api::Problem>> refuse;
  Hook before_list{[] {}};
  api::Page<api::Area> list(const api::Caller&, const api::AreaFilter& f,
                            const api::PageAsk& p) override {
    before_list.copy()();
    filter.set(f);
    page.set(p);
    return {{{"02", "", "Tỉnh Hà Giang", "province", 11}}, ""};
  }
  api::AreaLine one(const api::Caller&, const std::string& code) override {
    if (code != "02") throw api::not_found("Không có địa bàn này.", "There is no such area.");
    return {{"02", "", "Tỉnh Hà Giang", "province", 11}, {}};
  }
  Guarded<std::vector<std::string>> removed;
  void remove(const api::Caller&, const std::string& code) override {
    if (const auto problem = refuse.copy()) throw *problem;
    removed.with([&](auto& all) { all.push_back(code); });
  }
  api::ImportReport import_csv(const api::Caller&, const std::string&, bool dry) override {
    if (const auto problem = refuse.copy()) throw *problem;
    return {dry, 2, 1, 1, 0};
  }
};

class Devices : public api::Devices {
 public:
  Guarded<std::string> placed_revision;
  Guarded<api::DeviceFilter> filter;
  Guarded<std::string> csv;
  std::vector<api::Profile> profiles(const api::Caller&) override {
    return {device().profile, {"loa-48k", {{"sound", 0, 0, 0, 48000, 1}}}};
  }
  api::Page<api::Device> list(const api::Caller&, const api::DeviceFilter& f,
                              const api::PageAsk&) override {
    filter.set(f);
    return {{device()}, ""};
  }
  api::ImportReport import_csv(const api::Caller&, const std::string& text, bool dry_run) override {
    csv.set(text);
    return {dry_run, 2, 1, 1, 0};
  }
  api::Device one(const api::Caller&, const std::string&) override { return device(); }
  api::Token make_token(const api::Caller&, const api::TokenAsk& ask) override {
    return {ask.id, "vang1:eyJhIjpbXX0", noon};
  }
  api::Device place(const api::Caller&, const std::string&, const std::string& revision,
                    const api::PlacementChange&) override {
    placed_revision.set(revision);
    if (revision != device().revision) throw api::changed_meanwhile();
    return device();
  }
  api::Device retire(const api::Caller&, const std::string&) override { return device(); }
};

class Gate : public api::DeviceGate {
 public:
  Guarded<api::Blob> blob;
  Hook before_media{[] {}};
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
    before_media.copy()();
    return blob.copy();
  }
  std::string document(const std::string&, const std::string&) override { return "a.b.c"; }
  std::string bundle(const std::string&, const std::string&, std::size_t index) override {
    return "VNGB" + std::to_string(index);
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
  Guarded<std::map<std::string, Kept>> kept;
  Hook before_finish{[] {}};
  Hook before_abandon{[] {}};
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
    before_finish.copy()();
    kept.with([&](auto& all) { all[key].answer = answer; });
  }
  void abandon(const api::Caller&, const std::string& key) override {
    before_abandon.copy()();
    kept.with([&](auto& all) { all.erase(key); });
  }
};

class Service : public api::Service {
 public:
  std::atomic<bool> ok{true};
  std::atomic<bool> certificate{true};
  std::atomic<const char*> world{"drill"};
  api::ServiceState state() override {
    return {"0.1.0",
            world.load(),
            "Tỉnh Hà Giang",
            noon,
            {{"store", ok, "fine"}, {"certificate", certificate, "imported", false}}};
  }
};

}  // namespace scripted
