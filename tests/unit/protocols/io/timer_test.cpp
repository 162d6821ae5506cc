#include "protocols/io/timer.h"

#include <gtest/gtest.h>

#include <future>
#include <memory>
#include <stdexcept>

#include "tests/fakes/fake_clock.h"

namespace protocols::io {
namespace {

using namespace std::chrono_literals;

class TimerTest : public testing::Test {
 protected:
  void turn(std::chrono::nanoseconds by) {
    clock_.advance(by);
    loop_.poll();
  }
  fakes::FakeClock clock_;
  int failures_ = 0;
  EventLoop loop_{"test", clock_, [this](std::exception_ptr) { ++failures_; }};
  int rings_ = 0;
};

TEST_F(TimerTest, rings_once_and_not_a_moment_early) {
  Timer timer(loop_);
  timer.once(10s, [this] { ++rings_; });
  turn(10s - 1ns);
  EXPECT_EQ(rings_, 0);
  turn(1ns);
  EXPECT_EQ(rings_, 1);
  EXPECT_FALSE(timer.armed());
  turn(1h);
  EXPECT_EQ(rings_, 1);
}

TEST_F(TimerTest, repeats_in_phase_and_makes_up_no_missed_turn) {
  Timer timer(loop_);
  const auto start = clock_.steady();
  timer.every(1min, [this] { ++rings_; });
  turn(1min);
  turn(1min);
  EXPECT_EQ(rings_, 2);
  turn(10min + 30s);
  EXPECT_EQ(rings_, 3);
  EXPECT_EQ(timer.due(), start + 13min);
}

TEST_F(TimerTest, stays_silent_after_cancel_and_after_destruction) {
  Timer timer(loop_);
  auto gone = std::make_unique<Timer>(loop_);
  timer.once(1s, [this] { ++rings_; });
  gone->once(1s, [this] { ++rings_; });
  clock_.advance(2s);  // both are due and posted, but have not run
  timer.cancel();
  gone.reset();
  loop_.poll();
  EXPECT_EQ(rings_, 0);
}

TEST_F(TimerTest, its_task_may_arm_it_anew_or_destroy_it) {
  auto timer = std::make_unique<Timer>(loop_);
  timer->once(1s, [&] {
    ++rings_;
    timer->once(1s, [&] {
      ++rings_;
      timer.reset();
    });
  });
  turn(1s);
  EXPECT_EQ(rings_, 1);
  turn(1s);
  EXPECT_EQ(rings_, 2);
}

TEST_F(TimerTest, a_repeating_task_may_stop_itself) {
  Timer timer(loop_);
  timer.every(1s, [&] {
    if (++rings_ == 2) timer.cancel();
  });
  for (int i = 0; i < 5; ++i) turn(1s);
  EXPECT_EQ(rings_, 2);
}

TEST_F(TimerTest, a_repeating_task_that_throws_runs_again) {
  Timer timer(loop_);
  timer.every(1s, [&] {
    ++rings_;
    throw std::runtime_error("once more");
  });
  turn(1s);
  turn(1s);
  EXPECT_EQ(rings_, 2);
  EXPECT_EQ(failures_, 2);
}

TEST_F(TimerTest, a_step_of_the_wall_clock_moves_nothing) {
  Timer timer(loop_);
  timer.once(1s, [this] { ++rings_; });
  clock_.set_wall(from_ms(0));
  loop_.poll();
  EXPECT_EQ(rings_, 0);
  turn(1s);
  EXPECT_EQ(rings_, 1);
}

TEST_F(TimerTest, due_at_once_runs_on_the_next_turn_of_the_loop) {
  Timer timer(loop_);
  timer.once(0s, [this] { ++rings_; });
  EXPECT_EQ(rings_, 0);
  loop_.poll();
  EXPECT_EQ(rings_, 1);
}

TEST(SystemTimer, rings_by_the_system_clock) {
  std::promise<std::chrono::nanoseconds> rang;
  SystemClock clock;
  LoopThread thread("timer", clock);
  const auto start = clock.steady();
  std::unique_ptr<Timer> timer;
  run_on(thread.loop(), [&] {
    timer = std::make_unique<Timer>(thread.loop());
    timer->once(20ms, [&] { rang.set_value(clock.steady() - start); });
  });
  EXPECT_GE(rang.get_future().get(), 20ms);
  run_on(thread.loop(), [&] { timer.reset(); });
}

}  // namespace
}  // namespace protocols::io
