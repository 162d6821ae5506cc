#pragma once

#include <filesystem>
#include <string_view>
#include <system_error>
#include <vector>

#include "controller/library/media_store.h"

namespace controller {

/// Files made on the way; whatever is not adopted at the end is removed. Internal to this folder.
/// Confined to its owner.
class MadeFiles {
 public:
  explicit MadeFiles(MediaStore& store) : store_(store) {}
  ~MadeFiles() {
    std::error_code ignored;
    for (const auto& file : files_) std::filesystem::remove(file, ignored);
  }
  MadeFiles(const MadeFiles&) = delete;
  MadeFiles& operator=(const MadeFiles&) = delete;
  std::filesystem::path add(std::string_view ending) {
    files_.push_back(store_.fresh_path(ending));
    return files_.back();
  }

 private:
  MediaStore& store_;
  std::vector<std::filesystem::path> files_;
};

}  // namespace controller
