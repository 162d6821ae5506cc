// The console in Chromium against the real vangd and players. What people do there is in
// tests/browser; here it is seen what came out of the devices.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <optional>
#include <sstream>
#include <thread>

#include "players/media/chime.h"
#include "protocols/io/child_process.h"
#include "protocols/io/durable_file.h"
#include "tests/demo/observed.h"
#include "tests/demo/sample_province.h"
#include "tests/fakes/temp_dir.h"
#include "tests/places.h"
#include "tests/scenarios/rig/program.h"
#include "tests/scenarios/rig/wait.h"

namespace {

using namespace std::chrono_literals;

class Console : public testing::Test {
 protected:
  struct Bare {};

  Console() : Console(Bare()) {
    province.name_devices();
    province.play_all_day();
  }
  // The areas, and nothing else yet.
  explicit Console(Bare)
      : province({tests::bin_dir(), tests::root()}, folder / "run", folder / "out", {}) {
    province.centre().start();
    province.centre().sign_in();
    province.import_areas();
  }

  // Four players cost this machine more than the browser: only where what they do is looked at.
  void start_players() { province.start_devices("recorder", "recorder"); }

  // Runs tests/browser/<script>.mjs to its end.
  void browse(const std::string& script, std::vector<std::string> environment = {}) {
    const auto& centre = province.centre();
    std::vector<std::string> command{"env",
                                     "VANG_ADDRESS=" + centre.console_address(),
                                     "VANG_LOGIN=" + centre.login(),
                                     "VANG_PASSWORD=" + centre.password(),
                                     "VANG_PID=" + std::to_string(centre.pid()),
                                     "VANG_SHOTS=" + tests::bin_dir() + "/../screenshots"};
    command.insert(command.end(), environment.begin(), environment.end());
    command.insert(command.end(), {"node", tests::root() + "/tests/browser/" + script + ".mjs"});
    const auto ran = protocols::io::run_and_capture(command, {}, 300s);
    EXPECT_TRUE(ran.ok()) << ran.output << ran.errors << centre.log_tail();
  }

  // Of an announcement whose previews a script kept: how long the loudspeaker spoke after the
  // chime, and whether that is what the preview says; how often the board showed the preview's
  // picture.
  struct CameOut {
    double speech_seconds = 0;
    double likeness = 0;
    std::uint64_t frames = 0;
  };
  CameOut came_out(const std::string& order, const std::filesystem::path& previews) const {
    CameOut seen;
    const auto preview = protocols::io::read_file(previews / order / "sound.wav");
    auto wanted = players::resample(players::parse_wav(preview), players::kSoundRate);
    const auto chime = players::attention_chime().samples.size();
    const auto out = folder / "out";
    for (auto stretch : demo::sounded(out / "loa-lung-cu")) {
      if (stretch.item != order || stretch.length() <= chime) continue;
      stretch.first += chime;
      wanted.samples.erase(wanted.samples.begin(),
                           wanted.samples.begin() + static_cast<std::ptrdiff_t>(chime));
      seen.speech_seconds = static_cast<double>(stretch.length()) / players::kSoundRate;
      seen.likeness = demo::likeness(demo::recorded(out / "loa-lung-cu", stretch), wanted);
      break;
    }
    const auto picture =
        players::decode_png(protocols::io::read_file(previews / order / "led-192x96.png"));
    for (const auto& stretch : demo::shown(out / "bang-lung-cu")) {
      if (stretch.item != order || !picture) continue;
      seen.frames += demo::frames_like(out / "bang-lung-cu", stretch, *picture);
    }
    return seen;
  }

  const fakes::TempDir folder;
  demo::SampleProvince province;
};

// Xã Lũng Cú with its board and its loudspeaker, and nothing on its programme.
class ConsoleOfOneCommune : public Console {
 protected:
  ConsoleOfOneCommune() : Console(Bare()) {
    province.start_devices("recorder", "recorder", {"bang-lung-cu", "loa-lung-cu"});
  }
};

TEST_F(Console, shows_what_every_device_really_plays) {
  start_players();
  browse("now");
}

TEST_F(Console, announces_in_three_taps_what_loudspeakers_say_and_boards_show) {
  start_players();
  const auto file = folder / "orders";
  browse("announce", {"VANG_ORDERS=" + file.string(), "VANG_DEVICES=2",
                      "VANG_PREVIEWS=" + (folder / "previews").string()});
  std::istringstream orders(protocols::io::read_file(file));
  int announced = 0;
  for (std::string id; std::getline(orders, id); ++announced) {
    const auto seen = came_out(id, folder / "previews");
    EXPECT_GT(seen.speech_seconds, 1) << id;
    EXPECT_GT(seen.likeness, 0.95) << id;
    EXPECT_GT(seen.frames, 25U) << id;
  }
  EXPECT_EQ(announced, 2);
}

TEST_F(Console, brings_clips_and_approves_messages) {
  browse("content");
}

TEST_F(Console, enrols_shows_moves_and_retires_devices) {
  const auto file = folder / "enrolment";
  // Whoever stands at the new loudspeaker with the string from the screen.
  std::optional<rig::Program> player;
  std::jthread technician([&](const std::stop_token& over) {
    const auto brought = [&] { return std::filesystem::exists(file); };
    rig::wait_until([&] { return over.stop_requested() || brought(); }, 200s);
    if (!brought()) return;
    player.emplace(
        std::vector<std::string>{tests::bin_dir() + "/vang-player", "--data", folder / "new-box",
                                 "--sound", "null", "--enrol", protocols::io::read_file(file)},
        folder / "new-box.log");
  });
  browse("devices", {"VANG_ENROL_FILE=" + file.string()});
  technician.request_stop();
  technician.join();
  EXPECT_TRUE(player);
}

TEST_F(Console, adds_people_who_see_only_their_own_area) {
  browse("people");
}

TEST_F(Console, schedules_with_mouse_and_keyboard_and_publishes) {
  const auto messages = province.centre().ctl({"message", "list"});
  ASSERT_FALSE(messages.at("items").empty());
  const auto hash = messages.at("items").at(0).at("hash").get<std::string>();
  browse("schedule", {"VANG_MESSAGE=" + hash});
}

TEST_F(ConsoleOfOneCommune, announces_by_keyboard_over_failing_networks_and_beside_others) {
  const auto& centre = province.centre();
  const auto previews = folder / "previews";
  const auto turns = folder / "turns";
  const std::string password = "mật khẩu đầu tiên của chị Mai";
  protocols::io::write_durably(folder / "password", password + "\n", 0600);
  centre.ctl({"person", "add", "--login", "mai.lung-cu", "--name", "Lò Thị Mai", "--area",
              "02.026.00715", "--password-file", (folder / "password").string()});
  browse("hardship", {"VANG_PREVIEWS=" + previews.string()});
  browse("tabs");
  browse("together", {"VANG_COLLEAGUE=mai.lung-cu", "VANG_COLLEAGUE_PASSWORD=" + password,
                      "VANG_TURNS=" + turns.string()});

  int announced = 0;
  for (const auto& order : std::filesystem::directory_iterator(previews)) {
    const auto id = order.path().filename().string();
    const auto seen = came_out(id, previews);
    EXPECT_GT(seen.speech_seconds, 1) << id;
    EXPECT_GT(seen.likeness, 0.95) << id;
    EXPECT_GT(seen.frames, 25U) << id;
    ++announced;
  }
  EXPECT_EQ(announced, 1);
  // Two people at once: one after the other, also in the air.
  std::istringstream orders(protocols::io::read_file(turns));
  std::string first, second;
  std::getline(orders, first);
  std::getline(orders, second);
  const auto sounded = demo::sounded(folder / "out" / "loa-lung-cu");
  const auto of = [&](const std::string& id) {
    return std::find_if(sounded.begin(), sounded.end(),
                        [&](const auto& stretch) { return stretch.item == id; });
  };
  ASSERT_NE(of(first), sounded.end());
  ASSERT_NE(of(second), sounded.end());
  EXPECT_GT(of(second)->first, of(first)->last);
}

}  // namespace
