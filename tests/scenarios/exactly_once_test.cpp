// Plays survive kill -9 of either side at any moment: each record reaches the controller exactly
// once, in an unbroken chain.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>
#include <set>
#include <thread>

#include "tests/demo/sample_province.h"
#include "tests/fakes/temp_dir.h"
#include "tests/places.h"
#include "tests/scenarios/rig/wait.h"

namespace {

using namespace std::chrono_literals;
using rig::Json;

constexpr int kills = 50;
constexpr std::size_t enough = 6;  // plays of a device, to say something about it

std::vector<Json> all_plays(const rig::Centre& centre, const std::string& device) {
  std::vector<Json> out;
  std::string cursor;
  do {
    std::vector<std::string> ask{"plays", "--device", device, "--limit", "500"};
    if (!cursor.empty()) ask.insert(ask.end(), {"--cursor", cursor});
    const Json page = centre.ctl(std::move(ask));
    for (const auto& play : page.at("items")) out.push_back(play);
    cursor = page.at("next").get<std::string>();
  } while (!cursor.empty());
  return out;
}

void kill_one_and_bring_it_back(demo::SampleProvince& province, std::mt19937& chance) {
  std::this_thread::sleep_for(std::chrono::milliseconds(chance() % 900));
  if (chance() % 3 == 0) {
    province.centre().kill9();
    province.centre().start();
    return;
  }
  auto& device = *province.devices()[chance() % province.devices().size()];
  device.kill9();
  device.start();
}

void expect_each_once(const std::vector<Json>& plays, const std::string& device) {
  std::map<std::string, std::set<std::int64_t>> seqs;
  for (const auto& play : plays) {
    const auto chain = play.at("chain").get<std::string>();
    const auto seq = play.at("seq").get<std::int64_t>();
    EXPECT_TRUE(seqs[chain].insert(seq).second) << device << ": record " << seq << " counted twice";
  }
  for (const auto& [chain, numbers] : seqs) {
    const auto span = *numbers.rbegin() - *numbers.begin() + 1;
    EXPECT_EQ(span, static_cast<std::int64_t>(numbers.size()))
        << device << ": a record of chain " << chain << " is lost";
  }
  EXPECT_EQ(seqs.size(), 1U) << device << " began a new journal";
}

TEST(Plays, reach_the_controller_exactly_once_through_50_kills_of_either_side) {
  const fakes::TempDir folder;
  demo::SampleProvince province({tests::bin_dir(), tests::root()}, folder / "run", folder / "out",
                                {});
  auto& centre = province.centre();
  centre.start();
  centre.sign_in();
  province.import_areas();
  province.start_devices("null", "null");
  province.play_all_day();
  const unsigned seed = std::random_device{}();
  SCOPED_TRACE("seed " + std::to_string(seed));
  std::mt19937 chance(seed);
  // On a busy machine a player may be killed again and again before it has shown anything.
  const auto all_have_played = [&] {
    return std::all_of(province.devices().begin(), province.devices().end(), [&](auto& device) {
      return all_plays(centre, device->spec().id).size() >= enough;
    });
  };
  for (int i = 0; i < kills || (i < 10 * kills && !all_have_played()); ++i) {
    kill_one_and_bring_it_back(province, chance);
  }

  // Everything that was journalled arrives: nothing is left waiting on any device.
  rig::expect_soon(
      "no device has plays waiting",
      [&] {
        const Json now = centre.ctl({"now"});
        for (const auto& device : now.at("devices")) {
          if (device.at("link") != "online" || device.at("health").is_null()) return false;
        }
        return true;
      },
      120s, [&] { return centre.ctl({"now"}).dump(1); });
  for (auto& device : province.devices()) EXPECT_EQ(device->stop(), 0) << device->log_tail();
  for (auto& device : province.devices()) device->start();
  for (auto& device : province.devices()) {
    const auto id = device->spec().id;
    rig::expect_soon(
        id + " delivered all it has", [&] { return device->undelivered() == 0; }, 60s,
        [&] { return device->log_tail(); });
    const auto plays = all_plays(centre, id);
    EXPECT_GE(plays.size(), enough) << id;
    expect_each_once(plays, id);
  }
}

}  // namespace
