// All media of the controller: files named by the SHA-256 of their bytes, under
// `<data>/media/aa/<sha256>` (aa = the name's first two digits). A file that has its name is whole
// and on disk; it is never changed, so it may be read and served without a lock.
#pragma once

#include <atomic>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace controller {

/// A file that came in: its name for ever and its length.
struct StoredMedia {
  std::string sha256;  // 64 lower-case hex digits
  std::uint64_t bytes = 0;
  bool operator==(const StoredMedia&) const = default;
};

/// Errors of every method: protocols::io::StorageFull when the disk or the quota is full (nothing
/// is left behind), std::runtime_error naming the file for anything else the disk refuses.
/// Thread-safe.
class MediaStore {
 public:
  /// `root` (made if missing) is `<data>/media`; `quota` in bytes, 0 = what the disk has.
  /// Removes what a crash left half-written in `<root>/incoming`.
  explicit MediaStore(std::filesystem::path root, std::uint64_t quota = 0);

  /// Where files are made before `adopt`; emptied at start.
  std::filesystem::path incoming() const;
  /// A new, unique path on the same file system for whoever makes a file to `adopt`.
  std::filesystem::path fresh_path(std::string_view ending = "") const;

  /// Takes the file at `made` in: hash, fsync, rename into place, fsync of the folder. `made` is
  /// gone afterwards; if the same bytes were there already they stay and `made` is removed.
  StoredMedia adopt(const std::filesystem::path& made);
  /// The same for bytes in memory.
  StoredMedia keep(std::string_view bytes);

  /// Where the bytes are; nullopt if there are none or `sha256` is not a hash.
  std::optional<std::filesystem::path> find(std::string_view sha256) const;
  /// Reads the file again and compares: false if missing or damaged (a damaged file is left for
  /// people to look at, renamed to `<name>.damaged`, and no longer found).
  bool verify(std::string_view sha256) const;
  /// Removes the file if it is there (deleting what nothing names is the caller's knowledge).
  void remove(std::string_view sha256);

  /// Sum of all stored bytes, as counted at start and kept since.
  std::uint64_t used() const { return used_; }
  /// Throws protocols::io::StorageFull if `more` bytes would not fit disk and quota.
  void check_room(std::uint64_t more) const;
  const std::filesystem::path& root() const { return root_; }

 private:
  std::filesystem::path place(std::string_view sha256) const;

  std::filesystem::path root_;
  std::uint64_t quota_;
  std::atomic<std::uint64_t> used_{0};
};

}  // namespace controller
