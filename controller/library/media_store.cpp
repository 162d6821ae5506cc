#include "controller/library/media_store.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>
#include <utility>

#include "protocols/io/digest.h"
#include "protocols/io/durable_file.h"
#include "protocols/io/encoding.h"
#include "protocols/io/random.h"
#include "protocols/io/storage_error.h"
#include "protocols/io/unique_fd.h"

namespace controller {
namespace fs = std::filesystem;
namespace io = protocols::io;
namespace {

void sync_file(const fs::path& file) {
  const io::UniqueFd fd(::open(file.c_str(), O_RDONLY | O_CLOEXEC));
  if (!fd || ::fsync(fd.get()) != 0) io::throw_storage_error("cannot sync " + file.string(), errno);
}

std::uint64_t bytes_under(const fs::path& root) {
  std::uint64_t sum = 0;
  for (const auto& entry : fs::recursive_directory_iterator(root)) {
    if (entry.is_regular_file()) sum += entry.file_size();
  }
  return sum;
}

// Removes a file that nobody adopted, whatever happened on the way.
class Leftover {
 public:
  explicit Leftover(fs::path file) : file_(std::move(file)) {}
  ~Leftover() {
    std::error_code ignored;
    fs::remove(file_, ignored);
  }
  Leftover(const Leftover&) = delete;
  Leftover& operator=(const Leftover&) = delete;

 private:
  fs::path file_;
};

}  // namespace

MediaStore::MediaStore(fs::path root, std::uint64_t quota) : root_(std::move(root)), quota_(quota) {
  fs::remove_all(incoming());
  io::make_folder(incoming());
  used_ = bytes_under(root_);
}

fs::path MediaStore::incoming() const {
  return root_ / "incoming";
}

fs::path MediaStore::fresh_path(std::string_view ending) const {
  return incoming() / (io::to_hex(io::random_bytes(12)) + std::string(ending));
}

fs::path MediaStore::place(std::string_view sha256) const {
  return root_ / std::string(sha256.substr(0, 2)) / std::string(sha256);
}

void MediaStore::check_room(std::uint64_t more) const {
  std::error_code error;
  const auto space = fs::space(root_, error);
  // Some room is left to the store's database, which shares the disk.
  constexpr std::uint64_t kReserve = 16U << 20;
  const bool disk_full = !error && space.available < more + kReserve;
  if (disk_full || (quota_ != 0 && used_ + more > quota_)) {
    throw io::StorageFull("no room for " + std::to_string(more) + " bytes of media in " +
                          root_.string());
  }
}

StoredMedia MediaStore::adopt(const fs::path& made) {
  const Leftover leftover(made);
  const StoredMedia stored{io::sha256_hex_of_file(made), fs::file_size(made)};
  const fs::path file = place(stored.sha256);
  if (fs::exists(file)) return stored;
  // The bytes are on the disk already; only the quota can still refuse them.
  if (quota_ != 0 && used_ + stored.bytes > quota_) check_room(stored.bytes);
  sync_file(made);
  io::make_folder(file.parent_path());
  io::rename_durably(made, file);
  used_ += stored.bytes;
  return stored;
}

StoredMedia MediaStore::keep(std::string_view bytes) {
  check_room(bytes.size());
  const fs::path file = fresh_path();
  const Leftover leftover(file);
  io::write_durably(file, bytes);
  return adopt(file);
}

std::optional<fs::path> MediaStore::find(std::string_view sha256) const {
  if (!io::is_sha256_hex(sha256)) return std::nullopt;
  fs::path file = place(sha256);
  std::error_code error;
  if (!fs::is_regular_file(file, error)) return std::nullopt;
  return file;
}

bool MediaStore::verify(std::string_view sha256) const {
  const auto file = find(sha256);
  if (!file) return false;
  if (io::sha256_hex_of_file(*file) == sha256) return true;
  io::rename_durably(*file, file->string() + ".damaged");
  return false;
}

void MediaStore::remove(std::string_view sha256) {
  const auto file = find(sha256);
  if (!file) return;
  const std::uint64_t bytes = fs::file_size(*file);
  io::remove_durably(*file);
  used_ -= bytes;
}

}  // namespace controller
