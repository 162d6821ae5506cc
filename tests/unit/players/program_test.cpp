// The program vang-player itself: how it starts and ends.
#include <gtest/gtest.h>
#include <signal.h>
#include <unistd.h>

#include <optional>

#include "protocols/io/child_process.h"
#include "protocols/io/clock.h"
#include "protocols/io/encoding.h"
#include "protocols/trust/keys.h"
#include "tests/fakes/temp_dir.h"
#include "tests/places.h"

namespace {

namespace io = protocols::io;

const std::string program = tests::bin_dir() + "/vang-player";

/// An enrolment string of a controller that nobody runs.
std::string string_of_nobody() {
  const auto root = protocols::trust::SigningKey::generate().public_key().x();
  return "vang1:" +
         io::to_base64url(R"({"a":["https://127.0.0.1:1"],"ca":")" + std::string(43, 'A') +
                          R"(","root":")" + root + R"(","t":"token"})");
}

TEST(PlayerProgram, an_unknown_log_level_is_refused_in_both_languages) {
  fakes::TempDir folder;
  const auto ran =
      io::run_and_capture({program, "--data", folder.path().string(), "--log-level", "loud"});
  EXPECT_EQ(ran.exit.code, 2);
  EXPECT_NE(ran.errors.find("Không hiểu / cannot understand --log-level loud"), std::string::npos)
      << ran.errors;
}

TEST(PlayerProgram, a_device_that_is_not_enrolled_says_what_to_do) {
  fakes::TempDir folder;
  const auto ran = io::run_and_capture({program, "--data", folder.path().string()});
  EXPECT_EQ(ran.exit.code, 2);
  EXPECT_NE(ran.errors.find("Thiết bị chưa đăng ký"), std::string::npos) << ran.errors;
}

TEST(PlayerProgram, a_stop_while_it_enrols_is_an_orderly_end) {
  fakes::TempDir folder;
  io::SystemClock clock;
  io::EventLoop loop("test", clock);
  io::ChildSettings settings;
  settings.argv = {program, "--data", folder.path().string(), "--enrol", string_of_nobody()};
  settings.errors = io::Stream::pipe;
  std::optional<io::ChildExit> exit;
  io::ChildProcess child(loop, settings, [&](io::ChildExit how) {
    exit = how;
    loop.stop();
  });
  const auto errors = child.take_errors();
  std::string said;
  char byte = 0;
  while (said.find("not yet") == std::string::npos && read(errors.get(), &byte, 1) == 1)
    said += byte;
  child.send_signal(SIGTERM);
  loop.run();
  ASSERT_TRUE(exit);
  EXPECT_EQ(exit->code, 0) << exit->text() << said;
  EXPECT_TRUE(std::filesystem::exists(folder / "enrolment.string"));  // the next start goes on
}

}  // namespace
