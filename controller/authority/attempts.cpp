#include "controller/authority/attempts.h"

#include <algorithm>

namespace controller {

namespace {

constexpr std::chrono::seconds longest{900};
constexpr std::size_t most_names = 10'000;  // memory bound under an attack with many names

// `beyond` = failures above the free ones.
std::chrono::seconds pause_after(int beyond) {
  if (beyond < 0) return std::chrono::seconds(0);
  return std::min(longest, std::chrono::seconds(1LL << std::min(beyond, 20)));
}

}  // namespace

std::chrono::seconds Attempts::pause(const std::string& name) const {
  const auto now = clock_.steady();
  return records_.with([&](const auto& records) {
    const auto at = records.find(name);
    if (at == records.end() || at->second.free_at <= now) return std::chrono::seconds(0);
    return std::chrono::ceil<std::chrono::seconds>(at->second.free_at - now);
  });
}

void Attempts::failed(const std::string& name) {
  const auto now = clock_.steady();
  records_.with([&](auto& records) {
    if (records.size() >= most_names) {
      std::erase_if(records, [&](const auto& one) { return one.second.free_at <= now; });
    }
    Record& record = records[name];
    record.free_at = now + pause_after(++record.failures - free_failures_);
  });
}

void Attempts::succeeded(const std::string& name) {
  records_.with([&](auto& records) { records.erase(name); });
}

}  // namespace controller
