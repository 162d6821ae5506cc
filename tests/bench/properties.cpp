// Benchmark `properties`: a million small programmes made at random (`--programmes N`), each
// resolved by playlists/timetable and by the reference (tests/reference) and compared at every
// instant a rule names. `differences` must be 0; the first few are made small and told on stderr.
#include <algorithm>
#include <atomic>
#include <chrono>
#include <iostream>
#include <mutex>
#include <random>
#include <string>
#include <thread>
#include <vector>

#include "tests/bench/bench_json.h"
#include "tests/reference/comparison.h"

namespace {

constexpr int told_in_full = 5;

struct Options {
  std::uint64_t programmes = 1'000'000;
  std::uint64_t first = 0;  ///< seed of the first
};

Options options(int argc, char** argv) {
  Options chosen;
  for (int i = 1; i + 1 < argc; ++i) {
    if (std::string(argv[i]) == "--programmes") chosen.programmes = std::stoull(argv[i + 1]);
    if (std::string(argv[i]) == "--first") chosen.first = std::stoull(argv[i + 1]);
  }
  return chosen;
}

reference::Scene scene_of(std::uint64_t seed) {
  std::mt19937_64 engine{seed};
  return reference::random_scene(
      [&](int n) { return static_cast<int>(engine() % static_cast<std::uint64_t>(n)); });
}

class Comparison {
 public:
  explicit Comparison(const Options& options)
      : next_(options.first), end_(options.first + options.programmes) {}

  void run() {
    std::vector<std::thread> threads;
    for (unsigned i = std::max(1U, std::thread::hardware_concurrency()); i > 0; --i) {
      threads.emplace_back([this] { work(); });
    }
    for (auto& thread : threads) thread.join();
  }
  int differences() const { return differences_; }

 private:
  void work() {
    for (std::uint64_t seed = next_++; seed < end_; seed = next_++) {
      const auto scene = scene_of(seed);
      if (!reference::first_difference(scene)) continue;
      if (differences_++ < told_in_full) tell(seed, scene);
    }
  }

  void tell(std::uint64_t seed, const reference::Scene& scene) {
    const auto told = reference::explained(scene);
    const std::lock_guard lock(mutex_);
    std::cerr << "== seed " << seed << '\n' << told << '\n';
  }

  std::atomic<std::uint64_t> next_;
  std::uint64_t end_;
  std::atomic<int> differences_ = 0;
  std::mutex mutex_;  // one difference at a time on stderr
};

}  // namespace

int main(int argc, char** argv) try {
  const auto chosen = options(argc, argv);
  Comparison comparison(chosen);
  const auto begin = std::chrono::steady_clock::now();
  comparison.run();
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begin;
  const nlohmann::json json{{"name", "properties"},
                            {"runs", 1},
                            {"unit", "s"},
                            {"median", took.count()},
                            {"min", took.count()},
                            {"max", took.count()},
                            {"baseline", nullptr},
                            {"ratio", nullptr},
                            {"programmes", chosen.programmes},
                            {"differences", comparison.differences()}};
  std::cout << json.dump() << "\n";
  return comparison.differences() == 0 ? 0 : 1;
} catch (const std::exception& error) {
  std::cerr << "bench properties: " << error.what() << "\n";
  return 1;
}
