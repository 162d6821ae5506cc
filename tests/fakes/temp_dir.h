#pragma once

#include <filesystem>

namespace fakes {

/// A fresh folder under the system's temporary folder, removed with everything in it at the end.
/// Confined to its owner.
class TempDir {
 public:
  TempDir();
  TempDir(const TempDir&) = delete;
  TempDir& operator=(const TempDir&) = delete;
  ~TempDir();
  const std::filesystem::path& path() const { return path_; }
  std::filesystem::path operator/(const std::filesystem::path& name) const { return path_ / name; }

 private:
  std::filesystem::path path_;
};

}  // namespace fakes
