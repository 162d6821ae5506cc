// Users whose passes no longer count: nkey and the instant up to which their JWTs are refused. One
// line each in a file that is replaced whole. Confined to its owner.
#pragma once

#include <chrono>
#include <filesystem>
#include <map>
#include <string>

namespace controller {

class Revocations {
 public:
  using Instants = std::map<std::string, std::chrono::sys_seconds>;

  // Reads the file if there is one; throws naming file and line if it is damaged.
  explicit Revocations(std::filesystem::path file);

  // On disk when it returns. A JWT issued in the second `at` or before is refused from then on.
  void add(const std::string& user_nkey, std::chrono::sys_seconds at);
  const Instants& all() const { return all_; }

 private:
  std::filesystem::path file_;
  Instants all_;
};

}  // namespace controller
