#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "protocols/io/unique_fd.h"

namespace protocols::io {

/// Files that are whole or absent after a power cut. All functions throw StorageFull when there
/// is no space and StorageError for everything else. Thread-safe for different paths.

/// Replaces `file` by `bytes`: temporary name in the same folder, fsync, rename, fsync of the
/// folder. Readers see the old content or the new, never a part. On failure the old content stays
/// and the temporary file is removed. `mode` is the permission bits (0600 for secrets).
void write_durably(const std::filesystem::path& file, std::string_view bytes, unsigned mode = 0644);
/// The whole content; StorageError if it is absent or longer than `at_most` bytes.
std::string read_file(const std::filesystem::path& file, std::uintmax_t at_most = 64U << 20);
/// Nothing if there is no such file.
std::optional<std::string> read_if_present(const std::filesystem::path& file,
                                           std::uintmax_t at_most = 64U << 20);
/// Renames and makes both the content and the new name durable.
void rename_durably(const std::filesystem::path& from, const std::filesystem::path& to);
/// Removes a file if it is there and makes that durable.
void remove_durably(const std::filesystem::path& file);
/// Makes names in `folder` (created, renamed, removed) durable.
void sync_folder(const std::filesystem::path& folder);
/// Makes the folder and its parents with `mode` if it is missing.
void make_folder(const std::filesystem::path& folder, unsigned mode = 0755);
/// Writes all bytes to a descriptor at its position, however often the system stops halfway.
void write_all(int fd, std::string_view bytes, const std::filesystem::path& name);

/// A file that only grows. A crash may leave a part of the last append: the reader's format must
/// show where whole records end. Confined to its owner.
class AppendFile {
 public:
  /// Opens or makes the file.
  explicit AppendFile(std::filesystem::path file, unsigned mode = 0644);
  /// After an exception the file is cut back to what it was.
  void append(std::string_view bytes);
  /// Returns when everything appended is on the disk.
  void sync();
  std::uint64_t size() const { return size_; }

 private:
  std::filesystem::path file_;
  UniqueFd fd_;
  std::uint64_t size_ = 0;
};

/// A file of fixed size whose blocks are allocated once, so that overwriting in place works on a
/// full disk. Confined to its owner.
class FixedFile {
 public:
  /// Makes the file with `size` zero bytes or opens what is there; StorageDamaged if an existing
  /// file has another size.
  FixedFile(std::filesystem::path file, std::uint64_t size, unsigned mode = 0600);
  std::string read(std::uint64_t offset, std::size_t length) const;
  /// Overwrites; returns when the bytes are on the disk (fdatasync).
  void overwrite(std::uint64_t offset, std::string_view bytes);
  std::uint64_t size() const { return size_; }

 private:
  std::filesystem::path file_;
  std::uint64_t size_;
  UniqueFd fd_;
};

}  // namespace protocols::io
