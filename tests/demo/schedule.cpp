#include "tests/demo/schedule.h"

#include <fmt/chrono.h>
#include <fmt/core.h>

namespace demo {

namespace {

// Viet Nam has had UTC+7 without daylight saving since 1975.
constexpr std::chrono::hours zone_offset{7};

}  // namespace

nlohmann::json entries(const std::vector<Playing>& playings) {
  auto out = nlohmann::json::array();
  for (const auto& playing : playings) {
    const auto local = playing.start + zone_offset;
    out.push_back({{"title", playing.title},
                   {"class", "routine"},
                   {"messages", {playing.message}},
                   {"when",
                    {{"from", fmt::format("{:%Y-%m-%d}", local)},
                     {"times", {fmt::format("{:%H:%M:%S}", local)}}}},
                   {"repeat", playing.repeat},
                   {"lose", "resume"}});
  }
  return {{"entries", out}};
}

Second soon(std::chrono::seconds lead) {
  return std::chrono::ceil<std::chrono::seconds>(std::chrono::system_clock::now() + lead);
}

}  // namespace demo
