#include "protocols/io/worker_pool.h"

#include <gtest/gtest.h>

#include <future>
#include <stdexcept>

namespace protocols::io {
namespace {

using namespace std::chrono_literals;

TEST(WorkerPool, brings_results_back_to_the_loop) {
  std::promise<int> result;
  SystemClock clock;
  LoopThread thread("loop", clock);
  WorkerPool pool("work", 2, 10);
  ASSERT_TRUE(pool.submit(
      thread.loop(), [] { return std::make_unique<int>(42); },
      [&](std::unique_ptr<int> value) {
        EXPECT_TRUE(thread.loop().inside());
        result.set_value(*value);
      },
      [](std::exception_ptr) { FAIL(); }));
  EXPECT_EQ(result.get_future().get(), 42);
}

TEST(WorkerPool, brings_failures_back_to_the_loop) {
  std::promise<void> failed;
  SystemClock clock;
  LoopThread thread("loop", clock);
  WorkerPool pool("work", 1, 10);
  ASSERT_TRUE(pool.submit(
      thread.loop(), [] { throw std::runtime_error("no"); }, [] { FAIL(); },
      [&](std::exception_ptr error) { failed.set_exception(error); }));
  EXPECT_THROW(failed.get_future().get(), std::runtime_error);
}

TEST(WorkerPool, says_no_when_its_queue_is_full) {
  std::promise<void> begun;
  std::promise<void> go;
  WorkerPool pool("work", 1, 2);
  ASSERT_TRUE(pool.submit([&] {
    begun.set_value();
    go.get_future().wait();
  }));
  begun.get_future().wait();
  EXPECT_TRUE(pool.submit([] {}));
  EXPECT_TRUE(pool.submit([] {}));
  EXPECT_FALSE(pool.submit([] {}));
  EXPECT_EQ(pool.waiting(), 2U);
  go.set_value();
}

TEST(WorkerPool, a_job_that_throws_takes_no_thread_with_it) {
  std::promise<void> ran;
  WorkerPool pool("work", 1, 10);
  ASSERT_TRUE(pool.submit([] { throw std::runtime_error("no"); }));
  ASSERT_TRUE(pool.submit([&] { ran.set_value(); }));
  EXPECT_EQ(ran.get_future().wait_for(30s), std::future_status::ready);
}

TEST(WorkerPool, takes_nothing_after_stop) {
  WorkerPool pool("work", 1, 10);
  pool.stop();
  EXPECT_FALSE(pool.submit([] {}));
}

}  // namespace
}  // namespace protocols::io
