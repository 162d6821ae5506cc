#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "protocols/io/durable_file.h"

namespace players {

/// A CSV file beside a recording, which goes on where an earlier run of the program ended: the half
/// line a crash may have left is cut off at opening. Lines are handed to the kernel at once.
/// Confined to its owner.
class CsvLog {
 public:
  /// Opens or makes `file`; a new one gets `header` as its first line. Throws std::runtime_error if
  /// it begins with another header, protocols::io::StorageError (or StorageFull) if it cannot.
  CsvLog(std::filesystem::path file, std::string_view header);

  /// The last whole line without its newline; empty when there is only the header.
  std::string last_line() const;
  void drop_last_line();
  /// One line, without newline. After an exception nothing of it is in the file.
  void append(std::string_view line);

 private:
  std::uint64_t begin_of_last_line() const;
  void cut(std::uint64_t size);

  const std::filesystem::path path_;
  const std::uint64_t header_size_;
  std::optional<protocols::io::AppendFile> file_;
};

/// `text` as one field of our CSV: comma, quote and line breaks become underscores.
std::string csv_field(std::string text);

}  // namespace players
