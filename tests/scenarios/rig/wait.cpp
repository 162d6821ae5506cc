#include "tests/scenarios/rig/wait.h"

#include <stdexcept>
#include <thread>

namespace rig {

bool wait_until(const std::function<bool()>& seen, std::chrono::milliseconds limit,
                std::chrono::milliseconds every) {
  const auto until = std::chrono::steady_clock::now() + limit;
  while (!seen()) {
    if (std::chrono::steady_clock::now() > until) return false;
    std::this_thread::sleep_for(every);
  }
  return true;
}

void expect_soon(const std::string& what, const std::function<bool()>& seen,
                 std::chrono::milliseconds limit, const std::function<std::string()>& why) {
  if (wait_until(seen, limit)) return;
  throw std::runtime_error("not seen within " + std::to_string(limit.count()) + " ms: " + what +
                           (why ? "\n" + why() : ""));
}

}  // namespace rig
