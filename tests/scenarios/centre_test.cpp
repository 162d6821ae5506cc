// The centre through faults: sessions stand when vangd is killed, everything is back when the
// broker is killed, bad starts say why.
#include <gtest/gtest.h>

#include <csignal>
#include <fstream>

#include "protocols/io/child_process.h"
#include "tests/demo/sample_province.h"
#include "tests/fakes/temp_dir.h"
#include "tests/places.h"
#include "tests/scenarios/rig/wait.h"

namespace {

using namespace std::chrono_literals;
using rig::Json;

pid_t broker_pid(const rig::Centre& centre) {
  for (const auto& entry : std::filesystem::recursive_directory_iterator(centre.data())) {
    if (entry.path().filename() != "nats-server.pid") continue;
    pid_t pid = 0;
    std::ifstream(entry.path()) >> pid;
    return pid;
  }
  return 0;
}

bool alive(pid_t pid) {
  return pid > 0 && ::kill(pid, 0) == 0;
}

int online(const rig::Centre& centre) {
  const auto said = centre.try_ctl({"now"});
  if (said.code != 0) return 0;
  int count = 0;
  const Json devices = Json::parse(said.output).at("devices");
  for (const auto& device : devices) count += device.at("link") == "online" ? 1 : 0;
  return count;
}

class Centre : public testing::Test {
 protected:
  Centre() : province({tests::bin_dir(), tests::root()}, folder / "run", folder / "out", {}) {
    province.centre().start();
    province.centre().sign_in();
    province.import_areas();
  }
  void connect_devices() {
    province.start_devices("null", "null");
    rig::expect_soon(
        "four devices online", [&] { return online(province.centre()) == 4; }, 60s,
        [&] { return province.centre().log_tail() + province.devices()[0]->log_tail(); });
  }

  const fakes::TempDir folder;
  demo::SampleProvince province;
};

TEST_F(Centre, killed_by_force_leaves_the_broker_and_its_sessions_standing) {
  connect_devices();
  const auto broker = broker_pid(province.centre());
  ASSERT_TRUE(alive(broker));
  province.centre().kill9();
  EXPECT_TRUE(alive(broker));
  province.centre().start();
  EXPECT_EQ(broker_pid(province.centre()), broker) << "adopted, not replaced";
  rig::expect_soon(
      "four devices online again", [&] { return online(province.centre()) == 4; }, 60s);
}

TEST_F(Centre, brings_all_devices_back_after_the_broker_is_killed) {
  connect_devices();
  const auto broker = broker_pid(province.centre());
  ASSERT_TRUE(alive(broker));
  ::kill(broker, SIGKILL);
  rig::expect_soon(
      "another broker",
      [&] {
        const auto pid = broker_pid(province.centre());
        return pid != broker && alive(pid);
      },
      60s, [&] { return province.centre().log_tail(); });
  rig::expect_soon(
      "four devices online again", [&] { return online(province.centre()) == 4; }, 120s,
      [&] { return province.centre().log_tail() + province.devices()[0]->log_tail(); });
}

TEST_F(Centre, ends_its_broker_when_it_is_stopped_in_order) {
  const auto broker = broker_pid(province.centre());
  ASSERT_TRUE(alive(broker));
  EXPECT_EQ(province.centre().stop(), 0) << province.centre().log_tail();
  EXPECT_FALSE(alive(broker));
}

TEST_F(Centre, refuses_a_taken_port_by_its_number) {
  rig::Centre second(province.centre().built(), folder / "second", province.centre().ports());
  try {
    second.start();
    FAIL() << "it started on a taken port";
  } catch (const std::runtime_error& error) {
    EXPECT_NE(std::string(error.what()).find(std::to_string(province.centre().ports().console)),
              std::string::npos)
        << error.what();
  }
}

TEST_F(Centre, imports_all_rows_or_none_and_names_the_bad_line) {
  auto& centre = province.centre();
  const auto file = folder / "bad.csv";
  std::ofstream(file) << "code,parent,name,level\n99,,Tỉnh Mới,province\n99.1,98,Xã Lạc,commune\n";
  const auto said = centre.try_ctl({"area", "import", file.string()});
  EXPECT_EQ(said.code, 1);
  EXPECT_NE(said.errors.find("3 unknown_parent"), std::string::npos) << said.errors;
  EXPECT_EQ(centre.ctl({"area", "list", "--text", "Tỉnh Mới"}).at("items").size(), 0U);
}

TEST_F(Centre, takes_every_area_of_both_real_trees) {
  auto& centre = province.centre();
  const auto data = centre.built().root / "tests/data";
  EXPECT_EQ(centre.ctl({"area", "import", (data / "areas-2021.csv").string()}).at("rows"), 1342);
  const rig::Centre& same = centre;
  EXPECT_EQ(
      same.ctl({"area", "import", (data / "areas-2025.csv").string(), "--dry-run"}).at("dry_run"),
      true);
}

TEST_F(Centre, refuses_what_is_not_media_with_its_reason) {
  auto& centre = province.centre();
  const auto text = folder / "letter.mp4";
  std::ofstream(text) << "Kính gửi bà con";
  const auto said = centre.try_ctl({"clip", "add", text.string(), "--wait"});
  EXPECT_EQ(said.code, 1);
  EXPECT_NE(said.errors.find("not_media"), std::string::npos) << said.errors;
  const auto empty = folder / "empty.mp4";
  std::ofstream(empty).flush();
  EXPECT_EQ(centre.try_ctl({"clip", "add", empty.string(), "--wait"}).code, 1);
}

TEST_F(Centre, plans_a_rule_by_vangctl_and_says_when_it_is_due_before_it_is_signed) {
  auto& centre = province.centre();
  const auto card =
      centre.ctl({"message", "add", "--template",
                  (centre.built().root / "tests/data/messages-vi.json").string(), "--id",
                  "install-bluezone", "--area", "02", "--key", centre.key().string()});
  const auto hash = card.at("hash").get<std::string>();
  centre.ctl({"programme", "add", "02", "--message", hash, "--title", "Chào tháng", "--from",
              "2030-01-01", "--rule", "FREQ=MONTHLY;BYDAY=1MO", "--time", "05:00:00", "--except",
              "2030-01-07", "--start", "hard", "--where-tag", "cho"});
  const auto refused =
      centre.try_ctl({"programme", "add", "02", "--message", hash, "--title", "Sai", "--from",
                      "2030-01-01", "--rule", "FREQ=MONTHLY;BYDAY=1XX", "--time", "05:00:00"});
  EXPECT_EQ(refused.code, 1);
  centre.ctl({"programme", "offline", "02", "--days", "30", "--filler", hash});

  const Json next = centre.ctl({"programme", "next", "02", "--each", "2"}).at("occurrences");
  ASSERT_EQ(next.size(), 2U);
  // The first Mondays of February and March 2030 at 05:00 in Viet Nam; January's is taken out.
  EXPECT_EQ(next[0].at("start_ms"), 1'896'386'400'000);
  EXPECT_EQ(next[1].at("start_ms"), 1'898'805'600'000);
  const Json published = centre.ctl({"programme", "publish", "02"});
  EXPECT_EQ(published.at("offline"), (Json{{"days", 30}, {"filler", hash}}));
  EXPECT_NE(published.at("zone_data"), "");
  EXPECT_EQ(centre.ctl({"programme", "next", "02", "--published"}).at("occurrences")[0],
            next.at(0));
}

TEST_F(Centre, shows_its_signed_documents_to_any_jose_library_and_its_broker_to_nobody) {
  connect_devices();
  auto& centre = province.centre();
  centre.ctl({"announce", "--text", "Mời bà con đi họp.", "--title", "Họp thôn", "--area",
              demo::demo_area, "--class", "priority", "--key", centre.key().string()});
  const auto documents = folder / "documents";
  centre.ctl({"documents", "export", documents.string()});
  const auto ran =
      protocols::io::run_and_capture({"env", "VANG_DOCUMENTS=" + documents.string(),
                                      "VANG_LINK=127.0.0.1:" + std::to_string(centre.ports().link),
                                      "VANG_CA=" + (centre.data() / "trust/ca.pem").string(),
                                      "node", tests::root() + "/tests/browser/interop.mjs"},
                                     {}, 60s);
  EXPECT_TRUE(ran.ok()) << ran.output << ran.errors;
}

}  // namespace
