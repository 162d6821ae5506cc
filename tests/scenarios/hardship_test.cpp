// What the field does to machines: a clock in 1970, a disk that is full. The real programs, on file
// systems of their own.
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>

#include "tests/fakes/small_disk.h"
#include "tests/fakes/temp_dir.h"
#include "tests/places.h"
#include "tests/scenarios/rig/province.h"
#include "tests/scenarios/rig/wait.h"

namespace {

using namespace std::chrono_literals;
using rig::Json;

constexpr const char* area = "02.026.00715";

std::vector<std::string> words(const rig::Centre& centre, const std::string& text) {
  return {"announce",
          "--text",
          text,
          "--title",
          "Thử",
          "--area",
          area,
          "--class",
          "priority",
          "--key",
          centre.key().string()};
}

std::string announce(const rig::Centre& centre) {
  return centre.ctl(words(centre, "Mời bà con đến nhà văn hóa họp.")).at("id").get<std::string>();
}

Json said_by(const rig::Centre& centre, const std::string& order, const std::string& device) {
  const Json shown = centre.ctl({"order", "show", order});
  for (const auto& one : shown.at("devices")) {
    if (one.at("device") == device) return one;
  }
  return {};
}

void expect_finished(const rig::Centre& centre, const std::string& order,
                     const std::string& device) {
  rig::expect_soon(
      device + " finished",
      [&] {
        const auto said = said_by(centre, order, device);
        return said.is_object() && said.at("stage") == "finished" && said.at("reason") == "";
      },
      60s,
      [&] {
        return centre.ctl({"order", "show", order}).dump(1);
      });
}

void expect_heard(const rig::Centre& centre, const std::string& device, std::ptrdiff_t times) {
  const auto plays = [&] {
    return centre.ctl({"plays", "--device", device, "--limit", "500"}).at("items");
  };
  rig::expect_soon(
      device + "'s plays arrived, each once",
      [&] {
        const Json items = plays();
        return std::count_if(items.begin(), items.end(), [](const Json& play) {
                 return play.at("outcome") == "heard";
               }) == times;
      },
      90s, [&] { return plays().dump(1); });
}

Json health_of(const rig::Centre& centre, const std::string& device) {
  return centre.ctl({"now", "--device", device}).at("health");
}

// The library behind the command `faketime`, which would put a process between us and the player.
std::string faketime_library() {
  for (const auto& folder : std::filesystem::directory_iterator("/usr/lib")) {
    const auto file = folder.path() / "faketime/libfaketimeMT.so.1";
    if (std::filesystem::exists(file)) return file.string();
  }
  throw std::runtime_error("package libfaketime is not installed");
}

class Hardship : public testing::Test {
 protected:
  const rig::Built built_{tests::bin_dir(), tests::root()};
  const fakes::TempDir folder_;
};

TEST_F(Hardship, a_clock_in_1970_connects_gets_signed_time_and_speaks) {
  rig::Province province(built_, folder_ / "run");
  // The monotonic clock is nobody's lie; AddressSanitizer need not be the first library.
  province.add(
      "loa", area, "loa-48k", "recorder",
      {"/usr/bin/env", "LD_PRELOAD=" + faketime_library(), "FAKETIME=@1970-01-02 03:00:00",
       "FAKETIME_DONT_FAKE_MONOTONIC=1", "ASAN_OPTIONS=verify_asan_link_order=0:detect_leaks=0"});
  province.wait_online();
  auto& centre = province.centre();
  rig::expect_soon(
      "the clock is trusted", [&] { return health_of(centre, "loa").at("clock") == "trusted"; },
      30s, [&] { return centre.ctl({"now"}).dump(1) + province.devices()[0]->log_tail(); });
  const auto order = announce(centre);
  expect_finished(centre, order, "loa");
  // Its receipts speak of today, not of 1970.
  const auto said = said_by(centre, order, "loa");
  const auto now = std::chrono::duration_cast<std::chrono::milliseconds>(
      std::chrono::system_clock::now().time_since_epoch());
  EXPECT_NEAR(said.at("finished_ms").get<double>(), static_cast<double>(now.count()), 120'000.0)
      << said.dump();
}

TEST_F(Hardship, a_full_disk_of_the_centre_is_said_and_nothing_acknowledged_is_lost) {
  fakes::SmallDisk disk(folder_ / "run", 256 << 20);
  rig::Province province(built_, folder_ / "run");
  auto& centre = province.centre();
  // The player lives on another disk: only the centre's is full.
  std::filesystem::create_directories(folder_ / "players");
  std::filesystem::create_directory_symlink(folder_ / "players", centre.folder() / "players");
  std::filesystem::create_directories(folder_ / "out-loa");
  std::filesystem::create_directory_symlink(folder_ / "out-loa", province.out("loa"));
  province.add("loa", area, "loa-48k");
  province.wait_online();
  const auto before = announce(centre);
  expect_finished(centre, before, "loa");

  disk.fill();
  const auto refused = centre.try_ctl(words(centre, "Thông báo khi đĩa đầy, có nhiều chữ."));
  EXPECT_NE(refused.code, 0);
  EXPECT_NE((refused.output + refused.errors).find("no_space"), std::string::npos)
      << refused.output << refused.errors;
  EXPECT_TRUE(centre.running()) << centre.log_tail();

  disk.free();
  const auto after = announce(centre);
  expect_finished(centre, after, "loa");
  centre.kill9();
  centre.start();
  for (const auto& order : {before, after}) {
    EXPECT_EQ(said_by(centre, order, "loa").at("stage"), "finished");
  }
  expect_heard(centre, "loa", 2);
}

TEST_F(Hardship, a_full_disk_of_a_player_is_reported_and_its_plays_arrive_later) {
  fakes::SmallDisk disk(folder_ / "run/players/loa", 24 << 20);
  rig::Province province(built_, folder_ / "run");
  auto& centre = province.centre();
  province.add("loa", area, "loa-48k");
  province.wait_online();
  disk.fill();
  // The room for an order's id was taken when the player was made: an emergency sounds regardless.
  const auto on_full_disk = announce(centre);
  expect_finished(centre, on_full_disk, "loa");
  rig::expect_soon(
      "health says the disk is full",
      [&] { return health_of(centre, "loa").at("storage").at("state") == "full"; }, 90s,
      [&] { return centre.ctl({"now"}).dump(1); });

  disk.free();
  expect_finished(centre, announce(centre), "loa");
  expect_heard(centre, "loa", 2);
}

}  // namespace
