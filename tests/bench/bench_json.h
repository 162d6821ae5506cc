#pragma once

#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace bench {

/// Figures of several runs of one thing.
struct Figures {
  std::vector<double> values;
  double median() const;
  double min() const;
  double max() const;
};

/// The one JSON object a benchmark prints:
/// {"name","runs","unit","median","min","max","baseline":{"name","median"},"ratio",…}; `unit` is a
/// time or bytes, so that smaller is better; `ratio` = median / baseline median of the same run.
nlohmann::json result(const std::string& name, const std::string& unit, const Figures& ours,
                      const std::string& baseline_name, const Figures& baseline);

/// The folder after `--root` on a benchmark's command line; throws std::runtime_error without it.
std::filesystem::path root_of(int argc, char** argv);

}  // namespace bench
