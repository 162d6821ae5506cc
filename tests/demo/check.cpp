// The steps, in order:
//   centre up → areas → devices online → clips ready → messages approved → programme published and
//   cached → clip whole, card with QR, clip again with an emergency over it → a network cut and its
//   plays later → stop → evidence.
// What was seen is read from the recorders' files and from the controller's plays; nothing is taken
// from what was asked for.
#include "tests/demo/check.h"

#include <fmt/core.h>

#include <algorithm>
#include <chrono>
#include <fstream>
#include <stdexcept>
#include <thread>

#include "players/media/image.h"
#include "players/media/qr_check.h"
#include "protocols/io/durable_file.h"
#include "tests/demo/observed.h"
#include "tests/demo/plays_seen.h"
#include "tests/demo/sample_province.h"
#include "tests/demo/schedule.h"
#include "tests/fakes/temp_dir.h"
#include "tests/scenarios/rig/wait.h"

namespace demo {

namespace {

using namespace std::chrono_literals;
using nlohmann::json;

constexpr const char* bluezone_url = "https://www.bluezone.gov.vn";
constexpr const char* emergency_text =
    "Khẩn cấp! Nguy cơ lũ quét và sạt lở đất trong 2 giờ tới. Bà con ở ven suối rời đi ngay đến "
    "điểm an toàn.";

[[noreturn]] void fail(const std::string& what) {
  throw std::runtime_error(what);
}

std::string text(const json& value, const char* member) {
  return value.at(member).get<std::string>();
}

/// The run: what its steps share. Confined to check().
class Run {
 public:
  Run(const rig::Built& built, Evidence& evidence)
      : evidence_(evidence),
        province_(built, folder_.path(), evidence.folder(), {}),
        plays_(province_) {}

  void bring_up();
  void add_clips(const std::vector<std::filesystem::path>& files);
  void approve_messages();
  void publish(std::vector<Playing> playings);
  void play_clips_whole();
  void show_card();
  void emergency_over_clip();
  void cut_and_deliver_later();
  void stop_an_announcement();
  void gather();
  void keep_logs();

 private:
  std::string announce(const std::string& cls, const std::string& title, const std::string& words);
  json order(const std::string& id) { return province_.centre().ctl({"order", "show", id}); }
  std::chrono::milliseconds until(Second start, std::int64_t length_ms) const;
  void expect_readable_qr(const rig::Device& board, const std::string& entry) const;
  std::string entry_of(const std::string& message);

  Evidence& evidence_;
  fakes::TempDir folder_;  // keys and databases: no evidence
  SampleProvince province_;
  PlaysSeen plays_;
  std::vector<Clip> clips_;
  Clip card_;
  Second clip_start_{}, card_start_{}, again_start_{};
};

std::chrono::milliseconds Run::until(Second start, std::int64_t length_ms) const {
  const auto end = start + std::chrono::milliseconds(length_ms);
  return std::chrono::duration_cast<std::chrono::milliseconds>(end -
                                                               std::chrono::system_clock::now());
}

void Run::bring_up() {
  evidence_.step("vangd starts on an empty data folder", [this] {
    province_.centre().start();
    evidence_.ports(province_.centre().ports());
    return province_.centre().console_address();
  });
  evidence_.step("the first administrator signs in and enrols a key", [this] {
    province_.centre().sign_in();
    return province_.centre().login();
  });
  evidence_.step("Hà Giang is imported", [this] {
    const int communes = province_.import_areas();
    if (communes != 193) fail(fmt::format("{} communes instead of 193", communes));
    return fmt::format("{} communes", communes);
  });
  evidence_.step("two boards and two loudspeakers enrol and connect", [this] {
    province_.put_relay_in_between();
    province_.start_devices("recorder", "recorder");
    rig::expect_soon(
        "all four devices online",
        [this] {
          const json now = province_.centre().ctl({"now"});
          return std::count_if(now.at("devices").begin(), now.at("devices").end(),
                               [](const json& d) { return text(d, "link") == "online"; }) == 4;
        },
        60s,
        [this] {
          std::string logs;
          for (auto& device : province_.devices()) logs += device->log_tail();
          return logs;
        });
    return "4 online";
  });
}

void Run::add_clips(const std::vector<std::filesystem::path>& files) {
  for (const auto& file : files) {
    evidence_.step("ingest " + file.filename().string(), [&] {
      const json clip = province_.centre().ctl({"clip", "add", file.string(), "--wait"});
      if (text(clip, "state") != "ready") fail(clip.dump());
      clips_.push_back({text(clip, "sha256"), text(clip, "name"), "", 0,
                        clip.at("has_picture").get<bool>(), clip.at("has_sound").get<bool>()});
      if (!clips_.back().sound) return std::string("no sound");
      return loudness_text(clip.at("loudness"));
    });
  }
}

void Run::approve_messages() {
  auto& centre = province_.centre();
  for (auto& clip : clips_) {
    evidence_.step("approve " + clip.name, [&] {
      const json message = centre.ctl({"message", "add", "--clip", clip.id, "--title", clip.name,
                                       "--area", province_code, "--key", centre.key().string()});
      clip.message = text(message, "hash");
      clip.duration_ms = message.at("duration_ms").get<std::int64_t>();  // a still's own is 0
      return fmt::format("{} ms", clip.duration_ms);
    });
  }
  evidence_.step("approve the Bluezone card, its QR read back for each board", [&] {
    const json message =
        centre.ctl({"message", "add", "--template",
                    (centre.built().root / "tests/data/messages-vi.json").string(), "--id",
                    "install-bluezone", "--area", province_code, "--key", centre.key().string()});
    card_ = {"",
             "Cài đặt Bluezone",
             text(message, "hash"),
             message.at("duration_ms").get<std::int64_t>(),
             true,
             true};
    if (card_.duration_ms < 10'000)
      fail(fmt::format("the card lasts only {} ms", card_.duration_ms));
    return fmt::format("{} ms", card_.duration_ms);
  });
}

void Run::publish(std::vector<Playing> playings) {
  auto& centre = province_.centre();
  const auto file = centre.folder() / "programme.json";
  std::ofstream(file) << entries(playings).dump(1);
  centre.ctl({"programme", "set", demo_area, file.string()});
  const json published = centre.ctl({"programme", "publish", demo_area});
  const int version = published.at("version").get<int>();
  rig::expect_soon(
      fmt::format("programme {} held and its media cached by all", version),
      [&] {
        const json now = centre.ctl({"now"});
        return std::all_of(now.at("devices").begin(), now.at("devices").end(), [&](const json& d) {
          if (d.at("health").is_null()) return false;
          const json& held = d.at("health").at("held");
          return held.at("programmes").value(demo_area, 0) == version &&
                 held.at("media_have") == held.at("media_want");
        });
      },
      30s, [&] { return centre.ctl({"now"}).dump(1); });
}

void Run::play_clips_whole() {
  evidence_.step("schedule: clip, card, clip again", [this] {
    std::vector<Playing> playings;
    auto at = soon(8s);
    clip_start_ = at;
    for (const auto& clip : clips_) {
      playings.push_back({clip.name, clip.message, at, 1});
      at += std::chrono::seconds(clip.duration_ms / 1000 + 2);
    }
    card_start_ = at;
    playings.push_back({card_.name, card_.message, at, 1});
    at += std::chrono::seconds(card_.duration_ms / 1000 + 2);
    again_start_ = at;
    const int repeat = static_cast<int>(
        std::max<std::int64_t>(1, (7999 + clips_[0].duration_ms) / clips_[0].duration_ms));
    playings.push_back(
        {clips_[0].name, clips_[0].message, at, clips_[0].duration_ms < 8000 ? repeat : 1});
    publish(playings);
    if (std::chrono::system_clock::now() > clip_start_)
      fail("caching took until after the first start");
    return fmt::format("first start in {} s", until(clip_start_, 0).count() / 1000);
  });
  auto end = clip_start_;
  for (const auto& clip : clips_) {
    evidence_.step("boards and loudspeakers play " + clip.name + " whole", [&] {
      plays_.expect_whole(clip, 1, until(end, clip.duration_ms) + 20s);
      return fmt::format("{} ms", clip.duration_ms);
    });
    end += std::chrono::seconds(clip.duration_ms / 1000 + 2);
  }
}

std::string Run::entry_of(const std::string& message) {
  const json draft = province_.centre().ctl({"programme", "show", demo_area});
  for (const auto& entry : draft.at("entries")) {
    if (entry.at("messages").at(0) == message) return text(entry, "id");
  }
  fail("no entry names " + message);
}

void Run::expect_readable_qr(const rig::Device& board, const std::string& entry) const {
  std::uint64_t frames = 0;
  bool read = false;
  for (const auto& stretch : shown(board.out())) {
    if (stretch.item != entry) continue;
    frames += stretch.length();
    const auto file = frame_file(board.out(), (stretch.first + stretch.last) / 2);
    const auto picture = players::decode_png(protocols::io::read_file(file));
    if (!picture) fail(file.string() + " is not a whole PNG");
    read = read || players::qr_reads_as(*picture, bluezone_url);
  }
  const std::uint64_t ten_seconds = 250;
  if (frames < ten_seconds)
    fail(fmt::format("{} showed the card for {} frames", board.spec().id, frames));
  if (!read) fail(board.spec().id + ": the QR on its frames cannot be read");
}

void Run::show_card() {
  evidence_.step("boards show the Bluezone card with a readable QR, loudspeakers say it", [this] {
    plays_.expect_whole(card_, 1, until(card_start_, card_.duration_ms) + 20s);
    const auto entry = entry_of(card_.message);
    for (auto& device : province_.devices()) {
      if (device->is_board()) expect_readable_qr(*device, entry);
    }
    return bluezone_url;
  });
}

std::string Run::announce(const std::string& cls, const std::string& title,
                          const std::string& words) {
  auto& centre = province_.centre();
  return text(centre.ctl({"announce", "--text", words, "--title", title, "--area", demo_area,
                          "--class", cls, "--key", centre.key().string()}),
              "id");
}

void Run::emergency_over_clip() {
  const Clip& clip = clips_[0];
  std::string id;
  evidence_.step("an emergency cuts into the clip's second playing", [&] {
    std::this_thread::sleep_until(again_start_ + 700ms);
    id = announce("emergency", "CẢNH BÁO LŨ QUÉT", emergency_text);
    rig::expect_soon(
        "all four started", [&] { return order(id).at("counts").at("started") == 4; }, 15s,
        [&] { return order(id).dump(1); });
    std::string late;
    const json devices = order(id).at("devices");
    for (const auto& device : devices) {
      late += fmt::format("{}{} {} ms", late.empty() ? "" : "; ", text(device, "device"),
                          device.at("late_ms").get<int>());
    }
    return late;
  });
  evidence_.step("the emergency is finished on all four", [&] {
    rig::expect_soon(
        "all four finished", [&] { return order(id).at("counts").at("finished") == 4; }, 90s,
        [&] { return order(id).dump(1); });
    return std::string("4 receipts");
  });
  evidence_.step("the clip resumes where it was cut and ends", [&] {
    for (auto& device : province_.devices()) {
      if (!carries(*device, clip)) continue;
      plays_.soon(*device, clip.message, "interrupted", 1, 20s);
      plays_.soon(*device, clip.message, device->is_board() ? "shown" : "heard", 2,
                  std::chrono::milliseconds(clip.duration_ms) + 30s);
    }
    return std::string("interrupted, then played to its end");
  });
}

void Run::cut_and_deliver_later() {
  const auto& cuttable = province_.cuttable();
  Second start{};
  evidence_.step("a loudspeaker loses its network", [&] {
    start = soon(9s);
    publish({{"Bluezone, khi mất mạng", card_.message, start, 1}});
    province_.cut();
    rig::expect_soon(
        "the controller sees it gone",
        [&] {
          const json now = province_.centre().ctl({"now", "--device", cuttable.spec().id});
          return text(now, "link") == "offline";
        },
        90s);
    return cuttable.spec().id;
  });
  evidence_.step("it plays on without the centre", [&] {
    std::this_thread::sleep_until(start + std::chrono::milliseconds(card_.duration_ms / 2));
    const double level = last_level(cuttable.out(), 2.0);
    if (level < -50)
      fail(fmt::format("{:.1f} dBFS at its output in the middle of the item", level));
    if (plays_.of(cuttable.spec().id, card_.message).size() != 1)
      fail("its play arrived although the network is cut");
    return fmt::format("{:.1f} dBFS", level);
  });
  evidence_.step("its plays arrive when the network is back", [&] {
    std::this_thread::sleep_until(start + std::chrono::milliseconds(card_.duration_ms) + 500ms);
    province_.restore();
    plays_.soon(cuttable, card_.message, "heard", 2, 60s);
    return std::string("delivered");
  });
}

void Run::stop_an_announcement() {
  std::string id;
  evidence_.step("an announcement is stopped", [&] {
    auto& centre = province_.centre();
    const json sent =
        centre.ctl({"announce", "--text", "Mời bà con đến nhà văn hóa thôn họp lúc 19h30 tối nay.",
                    "--repeat", "5", "--title", "Họp thôn", "--area", demo_area, "--class",
                    "priority", "--key", centre.key().string()});
    id = text(sent, "id");
    rig::expect_soon(
        "all four started", [&] { return order(id).at("counts").at("started") == 4; }, 20s,
        [&] { return order(id).dump(1); });
    centre.ctl({"stop", id, "--area", demo_area, "--key", centre.key().string()});
    rig::expect_soon(
        "all four stopped",
        [&] {
          const json now = order(id);
          return std::all_of(now.at("devices").begin(), now.at("devices").end(), [](const json& d) {
            return text(d, "stage") == "finished" && text(d, "reason") == "stopped";
          });
        },
        15s, [&] { return order(id).dump(1); });
    return id;
  });
}

void Run::gather() {
  auto& centre = province_.centre();
  evidence_.step("the evidence is gathered",
                 [&] { return fmt::format("{} plays", evidence_.gather(centre)); });
  evidence_.step("everything stops in order", [&] {
    for (auto& device : province_.devices()) {
      if (const int code = device->stop(); code != 0)
        fail(fmt::format("{}: exit {}", device->spec().id, code));
    }
    if (const int code = centre.stop(); code != 0) fail(fmt::format("vangd: exit {}", code));
    return std::string("exit 0");
  });
}

void Run::keep_logs() {
  evidence_.keep_log(province_.centre().folder() / "vangd.log", "vangd");
  for (auto& device : province_.devices()) {
    evidence_.keep_log(device->data() / "player.log", device->spec().id);
  }
}

}  // namespace

void check(const rig::Built& built, const std::vector<std::filesystem::path>& clips,
           Evidence& evidence) {
  Run run(built, evidence);
  try {
    run.bring_up();
    run.add_clips(clips);
    run.approve_messages();
    run.play_clips_whole();
    run.show_card();
    run.emergency_over_clip();
    run.cut_and_deliver_later();
    run.stop_an_announcement();
    run.gather();
  } catch (const std::exception&) {
    run.keep_logs();
    throw;
  }
  run.keep_logs();
}

}  // namespace demo
