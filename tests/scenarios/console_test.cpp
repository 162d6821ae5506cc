// The console in Chromium against the real vangd and players. What people do there is in
// tests/browser; here it is seen what came out of the devices.
#include <gtest/gtest.h>

#include <filesystem>
#include <optional>
#include <sstream>
#include <thread>

#include "protocols/io/child_process.h"
#include "protocols/io/durable_file.h"
#include "tests/demo/sample_province.h"
#include "tests/fakes/temp_dir.h"
#include "tests/places.h"
#include "tests/scenarios/rig/program.h"
#include "tests/scenarios/rig/wait.h"

namespace {

using namespace std::chrono_literals;

class Console : public testing::Test {
 protected:
  Console() : province({tests::bin_dir(), tests::root()}, folder / "run", folder / "out", {}) {
    province.centre().start();
    province.centre().sign_in();
    province.import_areas();
    province.name_devices();
    province.play_all_day();
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

  std::string recorded(const std::string& device, const std::string& file) const {
    return protocols::io::read_file(folder / "out" / device / file);
  }

  const fakes::TempDir folder;
  demo::SampleProvince province;
};

TEST_F(Console, shows_what_every_device_really_plays) {
  start_players();
  browse("now");
}

TEST_F(Console, announces_in_three_taps_what_loudspeakers_say_and_boards_show) {
  start_players();
  const auto file = folder / "orders";
  browse("announce", {"VANG_ORDERS=" + file.string(), "VANG_DEVICES=2"});
  std::istringstream orders(protocols::io::read_file(file));
  int announced = 0;
  for (std::string id; std::getline(orders, id); ++announced) {
    EXPECT_NE(recorded("loa-lung-cu", "output.csv").find(id), std::string::npos) << id;
    EXPECT_NE(recorded("bang-lung-cu", "frames.csv").find(id), std::string::npos) << id;
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
  std::thread technician([&] {
    if (!rig::wait_until([&] { return std::filesystem::exists(file); }, 200s)) return;
    player.emplace(
        std::vector<std::string>{tests::bin_dir() + "/vang-player", "--data", folder / "new-box",
                                 "--sound", "null", "--enrol", protocols::io::read_file(file)},
        folder / "new-box.log");
  });
  browse("devices", {"VANG_ENROL_FILE=" + file.string()});
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

}  // namespace
