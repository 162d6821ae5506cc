#include "protocols/trust/seen_orders.h"

#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <fstream>

#include "tests/fakes/temp_dir.h"

namespace protocols::trust {
namespace {

using Result = SeenOrders::Result;

class SeenOrdersTest : public testing::Test {
 protected:
  /// Exchanges the file's bytes as a fault of the disk would.
  void put(const std::string& bytes) const {
    std::ofstream(file_, std::ios::binary | std::ios::in)
        .write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  }
  const fakes::TempDir folder_;
  const std::filesystem::path file_ = folder_ / "seen-orders";
};

TEST_F(SeenOrdersTest, an_id_is_fresh_once_also_after_a_restart) {
  {
    SeenOrders seen(file_, 8);
    EXPECT_EQ(seen.remember("a", 100, 0), Result::fresh);
    EXPECT_EQ(seen.remember("a", 100, 0), Result::repeated);
    EXPECT_EQ(seen.remember("b", 100, 0), Result::fresh);
  }
  SeenOrders seen(file_, 8);
  EXPECT_EQ(seen.remember("a", 100, 0), Result::repeated);
  EXPECT_TRUE(seen.knows("b"));
  EXPECT_FALSE(seen.knows("c"));
}

TEST_F(SeenOrdersTest, expired_slots_are_used_again_before_needed_ones) {
  SeenOrders seen(file_, 2);
  seen.remember("short", 100, 0);
  seen.remember("long", 1000, 0);
  EXPECT_EQ(seen.remember("next", 500, 200), Result::fresh);
  EXPECT_FALSE(seen.knows("short"));
  EXPECT_TRUE(seen.knows("long"));
}

TEST_F(SeenOrdersTest, when_all_are_needed_the_first_to_expire_is_forgotten) {
  SeenOrders seen(file_, 3);
  seen.remember("a", 300, 0);
  seen.remember("b", 100, 0);
  seen.remember("c", 200, 0);
  EXPECT_EQ(seen.remember("d", 400, 0), Result::fresh);
  EXPECT_FALSE(seen.knows("b"));
  EXPECT_TRUE(seen.knows("a") && seen.knows("c") && seen.knows("d"));
}

TEST_F(SeenOrdersTest, any_one_byte_may_rot_and_nothing_is_forgotten) {
  {
    SeenOrders seen(file_, 2);
    for (const auto* id : {"a", "b"}) seen.remember(id, 1000, 0);
  }
  const auto sound = io::read_file(file_);
  ASSERT_EQ(sound.size(), 2 * 2 * SeenOrders::slot_bytes);
  for (std::size_t i = 0; i < sound.size(); ++i) {
    auto rotten = sound;
    rotten[i] = static_cast<char>(rotten[i] ^ 0x5a);
    put(rotten);
    const SeenOrders seen(file_, 2);
    EXPECT_EQ(seen.size(), 2U) << i;
    EXPECT_TRUE(seen.knows("a") && seen.knows("b")) << i;
  }
}

TEST_F(SeenOrdersTest, a_torn_write_at_any_byte_leaves_the_other_ids) {
  {
    SeenOrders seen(file_, 2);
    seen.remember("a", 1000, 0);
    seen.remember("b", 10, 0);
  }
  const auto before = io::read_file(file_);
  { SeenOrders(file_, 2).remember("c", 1000, 20); }
  const auto after = io::read_file(file_);
  const auto half = after.size() / 2;
  // First copy, then second: a power cut may leave any beginning of the two writes.
  for (std::size_t cut = 0; cut <= after.size(); ++cut) {
    auto torn = before;
    torn.replace(0, std::min(cut, half), after.substr(0, std::min(cut, half)));
    if (cut > half) torn.replace(half, cut - half, after.substr(half, cut - half));
    put(torn);
    SeenOrders seen(file_, 2);
    EXPECT_TRUE(seen.knows("a")) << cut;
    // Whether "c" was taken or not, it is the same from now on.
    const bool known = seen.knows("c");
    EXPECT_EQ(seen.remember("c", 1000, 20), known ? Result::repeated : Result::fresh);
    EXPECT_TRUE(SeenOrders(file_, 2).knows("c"));
  }
}

TEST_F(SeenOrdersTest, a_repaired_copy_survives_the_rot_of_the_other) {
  { SeenOrders(file_, 1).remember("a", 1000, 0); }
  auto content = io::read_file(file_);
  content[10] = static_cast<char>(content[10] ^ 1);
  put(content);
  EXPECT_TRUE(SeenOrders(file_, 1).knows("a"));
  content = io::read_file(file_);
  content[SeenOrders::slot_bytes + 10] = static_cast<char>(content[74] ^ 1);
  put(content);
  EXPECT_TRUE(SeenOrders(file_, 1).knows("a"));
}

TEST_F(SeenOrdersTest, a_full_disk_neither_mutes_nor_forgets) {
  SeenOrders seen(file_, 4);
  // From here on no file may grow by one byte.
  rlimit before{};
  getrlimit(RLIMIT_FSIZE, &before);
  const auto handler = std::signal(SIGXFSZ, SIG_IGN);
  const rlimit limit{2 * 4 * SeenOrders::slot_bytes, before.rlim_max};
  setrlimit(RLIMIT_FSIZE, &limit);
  EXPECT_EQ(seen.remember("a", 1000, 0), Result::fresh);
  EXPECT_EQ(seen.remember("b", 1000, 0), Result::fresh);
  setrlimit(RLIMIT_FSIZE, &before);
  std::signal(SIGXFSZ, handler);
  EXPECT_EQ(SeenOrders(file_, 4).size(), 2U);
}

TEST_F(SeenOrdersTest, kill_at_any_moment_keeps_every_answer_given) {
  for (int round = 0; round < 10; ++round) {
    int answers[2] = {-1, -1};
    ASSERT_EQ(::pipe(answers), 0);
    const pid_t child = ::fork();
    if (child == 0) {
      SeenOrders seen(file_, 4096);
      for (int i = 0;; ++i) {
        const auto id = std::to_string(round) + "-" + std::to_string(i);
        seen.remember(id, 1000, 0);
        if (::write(answers[1], &i, sizeof i) != sizeof i) ::_exit(1);
      }
    }
    int last = -1;
    for (int i = 0; i <= 3 * round + 1; ++i) {
      if (::read(answers[0], &last, sizeof last) != sizeof last) break;
    }
    ::kill(child, SIGKILL);
    ::waitpid(child, nullptr, 0);
    ::close(answers[0]);
    ::close(answers[1]);
    const SeenOrders seen(file_, 4096);
    for (int i = 0; i <= last; ++i) {
      EXPECT_TRUE(seen.knows(std::to_string(round) + "-" + std::to_string(i)));
    }
  }
}

TEST_F(SeenOrdersTest, a_file_of_another_size_brings_its_ids_along) {
  {
    SeenOrders seen(file_, 4);
    seen.remember("a", 1000, 0);
    seen.remember("b", 1000, 0);
  }
  SeenOrders larger(file_, 16);
  EXPECT_TRUE(larger.knows("a") && larger.knows("b"));
}

}  // namespace
}  // namespace protocols::trust
