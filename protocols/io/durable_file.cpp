#include "protocols/io/durable_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

#include "protocols/io/random.h"
#include "protocols/io/storage_error.h"

namespace protocols::io {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void fail(const char* tried, const fs::path& on) {
  throw_storage_error(std::string("cannot ") + tried + ' ' + on.string(), errno);
}

UniqueFd open_file(const fs::path& file, int flags, unsigned mode = 0) {
  UniqueFd fd(::open(file.c_str(), flags | O_CLOEXEC, mode));
  if (!fd) fail("open", file);
  return fd;
}

std::uint64_t size_of(const UniqueFd& fd, const fs::path& file) {
  struct stat status {};
  if (::fstat(fd.get(), &status) != 0) fail("look at", file);
  return static_cast<std::uint64_t>(status.st_size);
}

fs::path folder_of(const fs::path& file) {
  return file.has_parent_path() ? file.parent_path() : fs::path(".");
}

std::string read_open(const UniqueFd& fd, const fs::path& file, std::uintmax_t at_most) {
  std::string content;
  std::string piece(64U << 10, '\0');
  while (true) {
    const auto got = ::read(fd.get(), piece.data(), piece.size());
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) fail("read", file);
    if (got == 0) return content;
    content.append(piece, 0, static_cast<std::size_t>(got));
    if (content.size() > at_most) {
      throw StorageError("cannot read " + file.string() + ": longer than " +
                         std::to_string(at_most) + " bytes");
    }
  }
}

/// Removes the temporary file again unless it got its name.
class Temporary {
 public:
  explicit Temporary(fs::path file) : file_(std::move(file)) {}
  ~Temporary() {
    if (!file_.empty()) ::unlink(file_.c_str());
  }
  Temporary(const Temporary&) = delete;
  Temporary& operator=(const Temporary&) = delete;
  const fs::path& path() const { return file_; }
  void keep() { file_.clear(); }

 private:
  fs::path file_;
};

}  // namespace

void write_all(int fd, std::string_view bytes, const fs::path& name) {
  while (!bytes.empty()) {
    const auto written = ::write(fd, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) fail("write", name);
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
}

void write_durably(const fs::path& file, std::string_view bytes, unsigned mode) {
  Temporary temporary(file.string() + ".tmp-" + random_token(6));
  auto fd = open_file(temporary.path(), O_WRONLY | O_CREAT | O_EXCL, mode);
  write_all(fd.get(), bytes, file);
  if (::fsync(fd.get()) != 0) fail("fsync", file);
  fd.reset();
  if (::rename(temporary.path().c_str(), file.c_str()) != 0) fail("rename to", file);
  temporary.keep();
  sync_folder(folder_of(file));
}

std::string read_file(const fs::path& file, std::uintmax_t at_most) {
  return read_open(open_file(file, O_RDONLY), file, at_most);
}

std::optional<std::string> read_if_present(const fs::path& file, std::uintmax_t at_most) {
  UniqueFd fd(::open(file.c_str(), O_RDONLY | O_CLOEXEC));
  if (!fd && errno == ENOENT) return std::nullopt;
  if (!fd) fail("open", file);
  return read_open(fd, file, at_most);
}

void rename_durably(const fs::path& from, const fs::path& to) {
  if (::fsync(open_file(from, O_RDONLY).get()) != 0) fail("fsync", from);
  if (::rename(from.c_str(), to.c_str()) != 0) fail("rename to", to);
  sync_folder(folder_of(to));
  if (folder_of(from) != folder_of(to)) sync_folder(folder_of(from));
}

void remove_durably(const fs::path& file) {
  if (::unlink(file.c_str()) == 0) return sync_folder(folder_of(file));
  if (errno != ENOENT) fail("remove", file);
}

void sync_folder(const fs::path& folder) {
  const auto fd = open_file(folder, O_RDONLY | O_DIRECTORY);
  if (::fsync(fd.get()) != 0) fail("fsync", folder);
}

void make_folder(const fs::path& folder, unsigned mode) {
  if (folder.empty() || fs::is_directory(folder)) return;
  if (folder.has_parent_path()) make_folder(folder.parent_path(), mode);
  if (::mkdir(folder.c_str(), mode) != 0 && errno != EEXIST) fail("make the folder", folder);
}

AppendFile::AppendFile(fs::path file, unsigned mode)
    : file_(std::move(file)), fd_(open_file(file_, O_WRONLY | O_CREAT | O_APPEND, mode)) {
  size_ = size_of(fd_, file_);
}

void AppendFile::append(std::string_view bytes) {
  try {
    write_all(fd_.get(), bytes, file_);
  } catch (const StorageError&) {
    // What was written of it goes again; if even that fails the reader's format must cope.
    [[maybe_unused]] const int cut = ::ftruncate(fd_.get(), static_cast<off_t>(size_));
    throw;
  }
  size_ += bytes.size();
}

void AppendFile::sync() {
  if (::fdatasync(fd_.get()) != 0) fail("fsync", file_);
}

FixedFile::FixedFile(fs::path file, std::uint64_t size, unsigned mode)
    : file_(std::move(file)), size_(size), fd_(open_file(file_, O_RDWR | O_CREAT, mode)) {
  const auto length = static_cast<off_t>(size);
  if (const auto there = size_of(fd_, file_); there != 0 && there != size) {
    throw StorageDamaged("cannot use " + file_.string() + ": " + std::to_string(there) +
                         " bytes instead of " + std::to_string(size));
  }
  if (const int code = ::posix_fallocate(fd_.get(), 0, length); code != 0) {
    throw_storage_error("cannot reserve " + file_.string(), code);
  }
  if (::fsync(fd_.get()) != 0) fail("fsync", file_);
  sync_folder(folder_of(file_));
}

std::string FixedFile::read(std::uint64_t offset, std::size_t length) const {
  std::string bytes(length, '\0');
  std::size_t have = 0;
  while (have < length) {
    const auto got =
        ::pread(fd_.get(), bytes.data() + have, length - have, static_cast<off_t>(offset + have));
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) fail("read", file_);
    if (got == 0) throw StorageDamaged("cannot read " + file_.string() + ": it ends too early");
    have += static_cast<std::size_t>(got);
  }
  return bytes;
}

void FixedFile::overwrite(std::uint64_t offset, std::string_view bytes) {
  while (!bytes.empty()) {
    const auto written =
        ::pwrite(fd_.get(), bytes.data(), bytes.size(), static_cast<off_t>(offset));
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) fail("write", file_);
    bytes.remove_prefix(static_cast<std::size_t>(written));
    offset += static_cast<std::uint64_t>(written);
  }
  if (::fdatasync(fd_.get()) != 0) fail("fsync", file_);
}

}  // namespace protocols::io
