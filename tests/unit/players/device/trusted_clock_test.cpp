#include "players/device/trusted_clock.h"

#include <gtest/gtest.h>

#include "tests/fakes/fake_clock.h"
#include "tests/fakes/temp_dir.h"

namespace {

using players::TrustedClock;
using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::seconds;

const auto build = playlists::instant_from_ms(1'793'491'200'000);
const auto signed_now = playlists::instant_from_ms(1'795'222'800'000);

class Clocks : public testing::Test {
 protected:
  TrustedClock::Start start(std::string boot_id = "boot-1") {
    return {folder_ / "clock", build, std::move(boot_id)};
  }
  fakes::TempDir folder_;
  fakes::FakeClock machine_{protocols::io::from_ms(0)};  // 1970
};

TEST_F(Clocks, a_machine_in_1970_tells_the_signed_time_and_goes_on_by_the_steady_clock) {
  TrustedClock clock(machine_, start());
  EXPECT_FALSE(clock.trusted());
  EXPECT_FALSE(clock.trusted_now());
  EXPECT_EQ(clock.now(), build);  // never before the floor
  EXPECT_TRUE(clock.accept(signed_now, machine_.steady()));
  EXPECT_EQ(clock.trusted_now(), signed_now);
  machine_.advance(hours(3));
  EXPECT_EQ(clock.trusted_now(), signed_now + hours(3));
}

TEST_F(Clocks, somebody_who_sets_the_machines_clock_moves_nothing) {
  TrustedClock clock(machine_, start());
  clock.accept(signed_now, machine_.steady());
  machine_.set_wall(protocols::io::from_ms(4'000'000'000'000));
  EXPECT_EQ(clock.trusted_now(), signed_now);
}

TEST_F(Clocks, the_error_is_half_the_way_there_and_back_and_grows) {
  TrustedClock clock(machine_, start());
  const auto asked = machine_.steady();
  machine_.advance(milliseconds(400));
  clock.accept(signed_now, asked);
  EXPECT_EQ(clock.error(), milliseconds(200));
  EXPECT_EQ(clock.trusted_now(), signed_now + milliseconds(200));
  machine_.advance(hours(10));
  EXPECT_EQ(clock.error(), milliseconds(200 + 3600));
}

TEST_F(Clocks, a_worse_answer_does_not_replace_a_better_one) {
  TrustedClock clock(machine_, start());
  clock.accept(signed_now, machine_.steady());
  const auto asked = machine_.steady();
  machine_.advance(seconds(8));
  EXPECT_FALSE(clock.accept(signed_now + seconds(1), asked));
  EXPECT_EQ(clock.trusted_now(), signed_now + seconds(8));
}

TEST_F(Clocks, nothing_before_the_floor_is_believed_not_even_after_a_power_cut) {
  {
    TrustedClock clock(machine_, start());
    clock.accept(signed_now, machine_.steady());
  }
  TrustedClock clock(machine_, start("boot-2"));
  EXPECT_FALSE(clock.trusted());
  EXPECT_EQ(clock.now(), signed_now);
  EXPECT_FALSE(clock.accept(signed_now - hours(1), machine_.steady()));
  EXPECT_FALSE(clock.trusted());
  EXPECT_TRUE(clock.accept(signed_now + hours(1), machine_.steady()));
}

TEST_F(Clocks, a_restart_of_the_program_alone_keeps_the_trusted_time) {
  {
    TrustedClock clock(machine_, start());
    clock.accept(signed_now, machine_.steady());
  }
  machine_.advance(seconds(30));
  TrustedClock clock(machine_, start());
  EXPECT_EQ(clock.trusted_now(), signed_now + seconds(30));
}

}  // namespace
