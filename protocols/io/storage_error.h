#pragma once

#include <stdexcept>
#include <string>

namespace protocols::io {

/// A file or database could not be read or written; the text says what was tried, on what, and
/// the cause. Immutable after construction.
class StorageError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// No space (ENOSPC, EDQUOT, SQLITE_FULL): may pass when something is deleted; nothing was lost.
class StorageFull final : public StorageError {
 public:
  using StorageError::StorageError;
};

/// What is stored is not what was written (SQLITE_CORRUPT, SQLITE_NOTADB).
class StorageDamaged final : public StorageError {
 public:
  using StorageError::StorageError;
};

/// Throws StorageFull or StorageError for the errno `code`: "cannot write /x/y: No space left".
[[noreturn]] void throw_storage_error(const std::string& what, int code);

}  // namespace protocols::io
