#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

#include "protocols/io/digest.h"
#include "protocols/io/durable_file.h"

namespace protocols::io {

/// The `.part` beside a file being downloaded, and the hash of what it holds. All functions may
/// throw StorageError. Confined to its owner.
class DownloadFile {
 public:
  /// Opens (and hashes) what an earlier attempt left for `file`.
  explicit DownloadFile(const std::filesystem::path& file);
  void append(std::string_view bytes);
  /// Empties it.
  void restart();
  void discard();
  /// SHA-256 of all of it; append nothing afterwards without restart().
  std::string finish_hex() { return sum_.finish_hex(); }
  /// Gives it its real name, durably.
  void keep_as(const std::filesystem::path& file);
  std::uint64_t size() const { return part_.size(); }

 private:
  std::filesystem::path path_;
  AppendFile part_;
  Sha256 sum_;
};

}  // namespace protocols::io
