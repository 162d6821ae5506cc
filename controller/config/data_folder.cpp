#include "controller/config/data_folder.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>

#include <cerrno>
#include <optional>

#include "protocols/io/durable_file.h"
#include "protocols/io/storage_error.h"

namespace controller {

using playlists::World;

namespace {

protocols::io::UniqueFd locked(const std::filesystem::path& file) {
  protocols::io::UniqueFd fd(open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600));
  if (fd.get() < 0) protocols::io::throw_storage_error("cannot open " + file.string(), errno);
  if (flock(fd.get(), LOCK_EX | LOCK_NB) == 0) return fd;
  throw std::runtime_error(fmt::format(
      "Một vangd khác đang dùng thư mục dữ liệu {0}; another vangd is using the data directory {0}",
      file.parent_path().string()));
}

std::filesystem::path world_file(const DataFolder& folder) {
  return folder.trust() / "world";
}

// The folder's own world; nothing if it has never been used. One without the file is from before
// live worlds were written down: a drill's always was.
std::optional<World> world_of(const DataFolder& folder) {
  const auto file = world_file(folder);
  const auto written = protocols::io::read_if_present(file);
  if (!written) {
    const bool used = std::filesystem::exists(folder.store()) ||
                      std::filesystem::exists(folder.trust() / "root.jwk");
    return used ? std::optional(World::Live) : std::nullopt;
  }
  const auto world = playlists::parse_world(written->substr(0, written->find('\n')));
  if (world) return world;
  throw std::runtime_error(fmt::format("Tệp {0} bị hỏng; {0} is damaged", file.string()));
}

void require_world(World own, World asked, const std::filesystem::path& root) {
  if (own == asked) return;
  throw WrongWorld(
      own == World::Drill
          ? fmt::format("Thư mục dữ liệu {0} chỉ dùng để diễn tập: hãy chạy với --drill / the data "
                        "directory {0} is for drills only: start it with --drill",
                        root.string())
          : fmt::format("Thư mục dữ liệu {0} dùng để phát thật: diễn tập cần thư mục riêng, hãy "
                        "chọn --data khác / the data directory {0} is a live one: a drill needs a "
                        "directory of its own, choose another --data",
                        root.string()));
}

}  // namespace

DataFolder::DataFolder(std::filesystem::path root, World world) : root_(std::move(root)) {
  protocols::io::make_folder(root_, 0700);
  lock_ = locked(root_ / "lock");
  const auto own = world_of(*this);
  require_world(own.value_or(world), world, root_);
  for (const auto& folder : {trust(), broker(), media(), bundles()}) {
    protocols::io::make_folder(folder, 0700);
  }
  // Before store and keys: a start that was cut leaves nothing of unknown world.
  if (!std::filesystem::exists(world_file(*this))) {
    protocols::io::write_durably(world_file(*this), fmt::format("{}\n", world_text(world)));
  }
}

}  // namespace controller
