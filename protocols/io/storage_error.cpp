#include "protocols/io/storage_error.h"

#include <cerrno>
#include <system_error>

namespace protocols::io {

void throw_storage_error(const std::string& what, int code) {
  const auto text = what + ": " + std::generic_category().message(code);
  if (code == ENOSPC || code == EDQUOT) throw StorageFull(text);
  throw StorageError(text);
}

}  // namespace protocols::io
