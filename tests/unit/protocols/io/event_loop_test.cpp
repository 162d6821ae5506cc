#include "protocols/io/event_loop.h"

#include <gtest/gtest.h>
#include <pthread.h>

#include <array>
#include <stdexcept>
#include <vector>

namespace protocols::io {
namespace {

TEST(EventLoop, runs_tasks_in_the_order_posted_on_its_own_named_thread) {
  SystemClock clock;
  LoopThread thread("a-long-loop-name", clock);
  std::vector<int> order;
  for (int i = 0; i < 5; ++i) thread.loop().post([&order, i] { order.push_back(i); });
  std::array<char, 16> name{};
  run_on(thread.loop(), [&] {
    EXPECT_TRUE(thread.loop().inside());
    pthread_getname_np(pthread_self(), name.data(), name.size());
  });
  EXPECT_EQ(order, (std::vector<int>{0, 1, 2, 3, 4}));
  EXPECT_STREQ(name.data(), "a-long-loop-nam");
  EXPECT_FALSE(thread.loop().inside());
}

TEST(EventLoop, tells_of_a_task_that_throws_and_goes_on) {
  SystemClock clock;
  std::vector<std::string> failures;
  LoopThread thread("test", clock, [&](std::exception_ptr failure) {
    try {
      std::rethrow_exception(failure);
    } catch (const std::exception& error) {
      failures.emplace_back(error.what());
    }
  });
  thread.loop().post([] { throw std::runtime_error("first"); });
  thread.loop().post([] { throw std::runtime_error("second"); });
  EXPECT_EQ(run_on(thread.loop(), [] { return 7; }), 7);
  EXPECT_EQ(failures, (std::vector<std::string>{"first", "second"}));
}

TEST(EventLoop, run_on_hands_back_what_was_thrown) {
  SystemClock clock;
  LoopThread thread("test", clock);
  EXPECT_THROW(run_on(thread.loop(), [] { throw std::out_of_range("x"); }), std::out_of_range);
}

TEST(EventLoop, run_on_from_the_loop_itself_runs_at_once) {
  SystemClock clock;
  LoopThread thread("test", clock);
  auto& loop = thread.loop();
  EXPECT_EQ(run_on(loop, [&] { return run_on(loop, [] { return 3; }); }), 3);
}

TEST(EventLoop, tasks_left_at_stop_are_dropped_with_the_loop) {
  SystemClock clock;
  bool ran = false;
  auto token = std::make_shared<int>(1);
  {
    EventLoop loop("test", clock);
    loop.stop();
    loop.post([&ran, token] { ran = true; });
    EXPECT_EQ(loop.poll(), 0U);
  }
  EXPECT_FALSE(ran);
  EXPECT_EQ(token.use_count(), 1);
}

}  // namespace
}  // namespace protocols::io
