#include "protocols/io/download_file.h"

#include <system_error>

#include "protocols/io/storage_error.h"

namespace protocols::io {

DownloadFile::DownloadFile(const std::filesystem::path& file)
    : path_(file.string() + ".part"),
      part_(path_),
      sum_(part_.size() == 0 ? Sha256() : sha256_begun_with(path_)) {}

void DownloadFile::append(std::string_view bytes) {
  part_.append(bytes);
  sum_.update(bytes);
}

void DownloadFile::restart() {
  if (part_.size() == 0) return;
  std::error_code error;
  std::filesystem::remove(path_, error);
  if (error) throw_storage_error("cannot remove " + path_.string(), error.value());
  part_ = AppendFile(path_);
  sum_ = Sha256();
}

void DownloadFile::discard() {
  remove_durably(path_);
}

void DownloadFile::keep_as(const std::filesystem::path& file) {
  rename_durably(path_, file);
}

}  // namespace protocols::io
