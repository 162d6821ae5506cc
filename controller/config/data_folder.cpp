#include "controller/config/data_folder.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>

#include <cerrno>
#include <stdexcept>

#include "protocols/io/durable_file.h"
#include "protocols/io/storage_error.h"

namespace controller {

namespace {

protocols::io::UniqueFd locked(const std::filesystem::path& file) {
  protocols::io::UniqueFd fd(open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600));
  if (fd.get() < 0) protocols::io::throw_storage_error("cannot open " + file.string(), errno);
  if (flock(fd.get(), LOCK_EX | LOCK_NB) == 0) return fd;
  throw std::runtime_error(fmt::format(
      "Một vangd khác đang dùng thư mục dữ liệu {0}; another vangd is using the data directory {0}",
      file.parent_path().string()));
}

}  // namespace

DataFolder::DataFolder(std::filesystem::path root) : root_(std::move(root)) {
  protocols::io::make_folder(root_, 0700);
  lock_ = locked(root_ / "lock");
  for (const auto& folder : {trust(), broker(), media(), bundles()}) {
    protocols::io::make_folder(folder, 0700);
  }
}

}  // namespace controller
