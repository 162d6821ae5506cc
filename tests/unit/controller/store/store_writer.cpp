// Writes rows 1, 2, 3 … and prints each number only when the store has acknowledged it, until
// killed.
#include <cstdio>
#include <cstdlib>
#include <deque>
#include <future>

#include "controller/store/query.h"
#include "controller/store/store.h"

namespace {
constexpr controller::Migration numbers{1, "numbers",
                                        "CREATE TABLE numbers (n BIGINT PRIMARY KEY)"};
}

int main(int count, char** arguments) {
  if (count != 3) return 2;
  controller::Store store(arguments[1], {.list = {&numbers, 1}});
  std::int64_t next = std::atoll(arguments[2]);
  std::deque<std::pair<std::int64_t, std::future<void>>> waiting;
  for (;;) {
    while (waiting.size() < 20) {
      const std::int64_t n = ++next;
      waiting.emplace_back(n, store.write([n](controller::Session& s) {
        controller::run(s, "INSERT INTO numbers(n) VALUES(?)", n);
      }));
    }
    waiting.front().second.get();
    std::printf("%lld\n", static_cast<long long>(waiting.front().first));
    std::fflush(stdout);
    waiting.pop_front();
  }
}
