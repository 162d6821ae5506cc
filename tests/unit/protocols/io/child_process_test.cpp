#include "protocols/io/child_process.h"

#include <dirent.h>
#include <fcntl.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>
#include <fstream>
#include <future>

#include "protocols/io/durable_file.h"
#include "tests/fakes/temp_dir.h"

namespace protocols::io {
namespace {

using namespace std::chrono_literals;

std::size_t open_descriptors() {
  return static_cast<std::size_t>(
      std::distance(std::filesystem::directory_iterator("/proc/self/fd"), {}));
}

bool alive(pid_t pid) {
  return ::kill(pid, 0) == 0;
}

bool has_children() {
  return ::waitpid(-1, nullptr, WNOHANG) >= 0 || errno != ECHILD;
}

/// Reads to the end of a pipe.
std::string drain(const UniqueFd& fd) {
  std::string all;
  char piece[256];
  ssize_t got = 0;
  while ((got = ::read(fd.get(), piece, sizeof piece)) > 0) {
    all.append(piece, static_cast<std::size_t>(got));
  }
  return all;
}

TEST(RunAndCapture, gives_back_output_errors_and_exit) {
  const auto result = run_and_capture({"sh", "-c", "cat; echo oh >&2; exit 3"}, "in\n");
  EXPECT_EQ(result.output, "in\n");
  EXPECT_EQ(result.errors, "oh\n");
  EXPECT_EQ(result.exit.code, 3);
  EXPECT_FALSE(result.ok());
  EXPECT_EQ(result.text(), "exit 3: oh");
}

TEST(RunAndCapture, megabytes_pass_both_ways_without_a_deadlock) {
  const std::string big(3U << 20, 'x');
  const auto result = run_and_capture({"cat"}, big);
  EXPECT_TRUE(result.ok());
  EXPECT_TRUE(result.output == big);
}

TEST(RunAndCapture, arguments_are_never_seen_by_a_shell) {
  const auto result = run_and_capture({"printf", "%s", "$(id); `id` \"'"});
  EXPECT_EQ(result.output, "$(id); `id` \"'");
}

TEST(RunAndCapture, kills_what_takes_too_long_and_all_it_started) {
  const auto start = std::chrono::steady_clock::now();
  const auto result = run_and_capture({"sh", "-c", "sleep 100 & echo $!; wait"}, {}, 300ms);
  EXPECT_TRUE(result.timed_out);
  EXPECT_LT(std::chrono::steady_clock::now() - start, 20s);
  const auto grandchild = static_cast<pid_t>(std::stol(result.output));
  // init waits for the grandchild in its own time.
  for (int i = 0; i < 1000 && alive(grandchild); ++i) ::usleep(5000);
  std::ifstream state("/proc/" + std::to_string(grandchild) + "/stat");
  std::string pid, name, letter;
  state >> pid >> name >> letter;
  EXPECT_TRUE(letter.empty() || letter == "Z") << letter;
}

TEST(RunAndCapture, cuts_off_a_child_that_never_stops_talking) {
  const auto result = run_and_capture({"yes"}, {}, 30s, 1000);
  EXPECT_TRUE(result.too_long);
  EXPECT_EQ(result.output.size(), 1000U);
}

TEST(RunAndCapture, a_child_that_does_not_read_does_not_kill_us) {
  EXPECT_TRUE(run_and_capture({"true"}, std::string(1U << 20, 'x')).ok());
}

TEST(RunAndCapture, says_which_program_cannot_be_started) {
  try {
    run_and_capture({"/no/such/program"});
    FAIL();
  } catch (const std::runtime_error& error) {
    EXPECT_STREQ(error.what(), "cannot start /no/such/program: exec: No such file or directory");
  }
}

TEST(RunAndCapture, leaves_neither_zombie_nor_descriptor) {
  const auto before = open_descriptors();
  for (int i = 0; i < 5; ++i) run_and_capture({"true"});
  EXPECT_THROW(run_and_capture({"/no/such/program"}), std::runtime_error);
  EXPECT_EQ(open_descriptors(), before);
  EXPECT_FALSE(has_children());
}

TEST(RunAndCapture, the_child_gets_no_descriptor_of_ours) {
  const int leaky = ::open("/dev/null", O_RDONLY);  // no O_CLOEXEC, as a library might
  const auto result = run_and_capture({"sh", "-c", "ls /proc/$$/fd"});
  ::close(leaky);
  // The shell itself may hold descriptor 10 or 255 (its script); ours would be a number in between.
  EXPECT_EQ(result.output.find("\n" + std::to_string(leaky) + "\n"), std::string::npos)
      << result.output;
}

class ChildProcessTest : public testing::Test {
 protected:
  void TearDown() override {
    run_on(thread_.loop(), [this] { child_.reset(); });
  }
  void start(ChildSettings settings) {
    run_on(thread_.loop(), [&] {
      child_ = std::make_unique<ChildProcess>(thread_.loop(), settings,
                                              [this](ChildExit exit) { ended_.set_value(exit); });
    });
  }
  ChildExit wait() {
    auto future = ended_.get_future();
    EXPECT_EQ(future.wait_for(30s), std::future_status::ready);
    return future.get();
  }
  std::promise<ChildExit> ended_;
  SystemClock clock_;
  LoopThread thread_{"children", clock_};
  std::unique_ptr<ChildProcess> child_;
};

TEST_F(ChildProcessTest, tells_the_loop_when_it_ends) {
  start({.argv = {"sh", "-c", "exit 5"}});
  EXPECT_EQ(wait().code, 5);
  EXPECT_FALSE(run_on(thread_.loop(), [this] { return child_->running(); }));
}

TEST_F(ChildProcessTest, talks_through_pipes_in_its_folder_and_environment) {
  const fakes::TempDir folder;
  ChildSettings settings;
  settings.argv = {"sh", "-c", "read line; echo \"$line $VANG $(pwd)\""};
  settings.environment = {"VANG=ngân"};
  settings.working_folder = folder.path();
  settings.input = settings.output = Stream::pipe;
  start(settings);
  {
    const auto in = child_->take_input();
    write_all(in.get(), "hello\n", "pipe");
  }
  EXPECT_EQ(drain(child_->take_output()),
            "hello ngân " + std::filesystem::canonical(folder.path()).string() + "\n");
  EXPECT_TRUE(wait().ok());
}

TEST_F(ChildProcessTest, writes_into_a_file_on_request) {
  const fakes::TempDir folder;
  ChildSettings settings;
  settings.argv = {"sh", "-c", "echo out; echo err >&2"};
  settings.output = settings.errors = Stream::file;
  settings.output_file = folder / "log";
  start(settings);
  wait();
  EXPECT_EQ(read_file(folder / "log"), "out\nerr\n");
}

TEST_F(ChildProcessTest, terminate_asks_first_and_kills_after_the_grace) {
  ChildSettings settings;
  settings.argv = {"sh", "-c", "trap '' TERM; echo ready; while :; do sleep 1; done"};
  settings.output = Stream::pipe;
  settings.own_group = true;
  start(settings);
  const auto out = child_->take_output();
  char byte = 0;
  ASSERT_EQ(::read(out.get(), &byte, 1), 1);  // the trap is set
  run_on(thread_.loop(), [this] { child_->terminate(200ms); });
  EXPECT_EQ(wait().signal, SIGKILL);
}

TEST_F(ChildProcessTest, terminate_is_enough_for_the_well_behaved) {
  start({.argv = {"sleep", "100"}});
  run_on(thread_.loop(), [this] { child_->terminate(1h); });
  EXPECT_EQ(wait().signal, SIGTERM);
}

TEST_F(ChildProcessTest, destruction_kills_and_waits) {
  start({.argv = {"sleep", "100"}});
  const auto pid = child_->pid();
  run_on(thread_.loop(), [this] { child_.reset(); });
  EXPECT_FALSE(alive(pid));
  EXPECT_FALSE(has_children());
}

TEST_F(ChildProcessTest, released_it_lives_on) {
  start({.argv = {"sleep", "100"}});
  const auto pid = child_->pid();
  run_on(thread_.loop(), [this] {
    child_->release();
    child_.reset();
  });
  EXPECT_TRUE(alive(pid));
  ::kill(pid, SIGKILL);
  ::waitpid(pid, nullptr, 0);
}

}  // namespace
}  // namespace protocols::io
