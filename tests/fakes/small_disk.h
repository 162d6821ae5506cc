#pragma once

#include <cstdint>
#include <filesystem>

namespace fakes {

/// A real file system (tmpfs) of a size of its own that can be filled. Without root the process
/// moves into a user namespace of its own first, so make it before any thread runs; programs
/// started afterwards see the disk too. Confined to its owner.
class SmallDisk {
 public:
  /// Mounted on `folder`, which is made if it is missing. Throws std::system_error.
  SmallDisk(std::filesystem::path folder, std::uint64_t bytes);
  ~SmallDisk();
  SmallDisk(const SmallDisk&) = delete;
  SmallDisk& operator=(const SmallDisk&) = delete;

  /// Writes a file "filler" until nothing more fits, but `spare` bytes.
  void fill(std::uint64_t spare = 0);
  /// Removes the filler.
  void free();
  const std::filesystem::path& folder() const { return folder_; }

 private:
  std::filesystem::path folder_;
};

}  // namespace fakes
