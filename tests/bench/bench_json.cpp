#include "tests/bench/bench_json.h"

#include <algorithm>
#include <stdexcept>

namespace bench {

double Figures::median() const {
  if (values.empty()) throw std::logic_error("a benchmark without runs");
  auto sorted = values;
  std::sort(sorted.begin(), sorted.end());
  const auto middle = sorted.size() / 2;
  return sorted.size() % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

double Figures::min() const {
  return *std::min_element(values.begin(), values.end());
}

double Figures::max() const {
  return *std::max_element(values.begin(), values.end());
}

nlohmann::json result(const std::string& name, const std::string& unit, const Figures& ours,
                      const std::string& baseline_name, const Figures& baseline) {
  return {{"name", name},
          {"runs", ours.values.size()},
          {"unit", unit},
          {"median", ours.median()},
          {"min", ours.min()},
          {"max", ours.max()},
          {"baseline", {{"name", baseline_name}, {"median", baseline.median()}}},
          {"ratio", ours.median() / baseline.median()}};
}

std::filesystem::path root_of(int argc, char** argv) {
  for (int i = 1; i + 1 < argc; ++i) {
    if (std::string(argv[i]) == "--root") return argv[i + 1];
  }
  throw std::runtime_error("usage: --root REPOSITORY");
}

}  // namespace bench
