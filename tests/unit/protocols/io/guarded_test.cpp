#include "protocols/io/guarded.h"

#include <gtest/gtest.h>

#include <thread>
#include <vector>

namespace protocols::io {
namespace {

TEST(Guarded, threads_lose_no_update) {
  Guarded<int> count(0);
  std::vector<std::thread> threads;
  for (int t = 0; t < 4; ++t) {
    threads.emplace_back([&] {
      for (int i = 0; i < 1000; ++i) count.with([](int& value) { ++value; });
    });
  }
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(count.copy(), 4000);
}

TEST(Guarded, can_be_read_when_const) {
  const Guarded<std::string> text("ngân vang");
  EXPECT_EQ(text.with([](const std::string& value) { return value.size(); }), 10U);
}

}  // namespace
}  // namespace protocols::io
