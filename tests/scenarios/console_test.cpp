#include <gtest/gtest.h>

#include "protocols/io/child_process.h"
#include "tests/demo/sample_province.h"
#include "tests/fakes/temp_dir.h"
#include "tests/scenarios/rig/wait.h"

namespace {

using namespace std::chrono_literals;

TEST(Console, shows_what_every_device_really_plays_in_both_languages_and_sizes) {
  const fakes::TempDir folder;
  demo::SampleProvince province({VANG_BIN_DIR, VANG_ROOT}, folder / "run", folder / "out", {});
  province.centre().start();
  province.centre().sign_in();
  province.import_areas();
  province.start_devices("recorder", "recorder");
  province.play_all_day();
  const auto& centre = province.centre();
  const auto ran = protocols::io::run_and_capture(
      {"env", "VANG_ADDRESS=" + centre.console_address(), "VANG_LOGIN=" + centre.login(),
       "VANG_PASSWORD=" + centre.password(), "VANG_PID=" + std::to_string(centre.pid()),
       "VANG_SHOTS=" + std::string(VANG_BIN_DIR) + "/../screenshots", "node",
       std::string(VANG_ROOT) + "/tests/browser/now.mjs"},
      {}, 240s);
  EXPECT_TRUE(ran.ok()) << ran.output << ran.errors << centre.log_tail();
}

}  // namespace
