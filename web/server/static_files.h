#pragma once

#include <filesystem>

#include "web/server/request.h"

namespace web {

// The console's built files: `assets/` hold names with hashes (immutable), everything else is
// revalidated. Prefers .br and .gz twins by Accept-Encoding. Paths without a dot are pages of the
// console and get index.html. Immutable after construction; Thread-safe.
class StaticFiles {
 public:
  explicit StaticFiles(std::filesystem::path folder);
  // Throws Problem 404; never leaves the folder, also not through links.
  Answer serve(const Ask& ask) const;

 private:
  std::filesystem::path inside(const std::string& path) const;

  std::filesystem::path folder_;
};

}  // namespace web
