#include "controller/authority/once_table.h"

#include <algorithm>

#include "protocols/io/random.h"

namespace controller {

namespace {
constexpr std::size_t most = 100'000;  // five for each device of the largest province
}

void OnceTable::make_room(Records& records, protocols::io::SteadyTime now) {
  if (records.size() < most) return;
  std::erase_if(records, [&](const auto& one) { return one.second.until <= now; });
  if (records.size() < most) return;
  records.erase(
      std::ranges::min_element(records, {}, [](const auto& one) { return one.second.until; }));
}

std::string OnceTable::make(const std::string& device) {
  const auto now = clock_.steady();
  std::string secret = protocols::io::random_token(32);
  records_.with([&](Records& records) {
    make_room(records, now);
    records[secret] = {device, now + life_};
  });
  return secret;
}

std::optional<std::string> OnceTable::find(const std::string& secret) const {
  const auto now = clock_.steady();
  return records_.with([&](const Records& records) -> std::optional<std::string> {
    const auto at = records.find(secret);
    if (at == records.end() || at->second.until <= now) return std::nullopt;
    return at->second.device;
  });
}

std::optional<std::string> OnceTable::take(const std::string& secret) {
  auto device = find(secret);
  const auto erased = records_.with([&](Records& records) { return records.erase(secret); });
  return erased == 1 ? device : std::nullopt;
}

void OnceTable::forget(const std::string& device) {
  records_.with([&](Records& records) {
    std::erase_if(records, [&](const auto& one) { return one.second.device == device; });
  });
}

}  // namespace controller
