#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <random>

#include "controller/store/query.h"
#include "controller/store/store.h"
#include "tests/fakes/temp_dir.h"
#include "tests/places.h"

namespace {

using controller::Store;

constexpr controller::Migration numbers{1, "numbers",
                                        "CREATE TABLE numbers (n BIGINT PRIMARY KEY)"};
constexpr int kills = 55;

// Starts the writer after `from`, kills it when it has acknowledged `enough` rows (so at a moment
// that depends on nobody's luck with sleeping), and gives the last number it acknowledged.
std::int64_t write_and_kill(const std::string& file, std::int64_t from, int enough) {
  int ends[2];
  if (pipe(ends) != 0) return -1;
  const std::string writer = tests::bin_dir() + "/store_writer";
  const pid_t child = fork();
  if (child == 0) {
    dup2(ends[1], 1);
    close(ends[0]);
    const std::string start = std::to_string(from);
    execl(writer.c_str(), "store_writer", file.c_str(), start.c_str(), nullptr);
    _exit(127);
  }
  close(ends[1]);
  FILE* lines = fdopen(ends[0], "r");
  char line[64];
  std::int64_t last = from;
  for (int seen = 0; std::fgets(line, sizeof line, lines) != nullptr;) {
    if (std::string(line).ends_with('\n')) last = std::atoll(line);
    if (++seen == enough) kill(child, SIGKILL);
  }
  std::fclose(lines);
  int status = 0;
  waitpid(child, &status, 0);
  return WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL ? last : -1;
}

TEST(Store, kill_9_at_any_moment_loses_no_acknowledged_write) {
  fakes::TempDir scratch;
  const auto file = scratch / "vang.db";
  std::mt19937 chance(7);
  std::int64_t acknowledged = 0;
  for (int i = 0; i < kills; ++i) {
    const int enough = std::uniform_int_distribution<int>(1, 60)(chance);
    const std::int64_t last = write_and_kill(file.string(), acknowledged, enough);
    ASSERT_GE(last, acknowledged) << "the writer did not run";
    Store store(file, {.list = {&numbers, 1}});
    const auto [count, highest] = store.read([](controller::Session& s) {
      return *controller::row<std::int64_t, std::int64_t>(
          s, "SELECT COUNT(*), COALESCE(MAX(n), 0) FROM numbers");
    });
    ASSERT_GE(highest, last);
    ASSERT_EQ(count, highest) << "a number is missing";
    acknowledged = highest;
  }
}

}  // namespace
