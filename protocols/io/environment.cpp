#include "protocols/io/environment.h"

#include <cstdlib>

namespace protocols::io {

std::string environment(const char* name) {
  const char* value = std::getenv(name);  // NOLINT(concurrency-mt-unsafe): see the header
  return value != nullptr ? value : "";
}

}  // namespace protocols::io
