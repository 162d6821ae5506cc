#include "tests/fakes/small_disk.h"

#include <sched.h>
#include <sys/mount.h>
#include <unistd.h>

#include <cerrno>
#include <fstream>
#include <string>
#include <system_error>
#include <utility>

namespace fakes {

namespace {

[[noreturn]] void fail(const std::string& what) {
  throw std::system_error(errno, std::generic_category(), what);
}

void put(const char* file, const std::string& text) {
  std::ofstream out(file);
  if (!(out << text).flush()) fail(std::string("cannot write ") + file);
}

// The same user outside, root inside (user_namespaces(7)).
void become_root_of_a_namespace() {
  const auto user = std::to_string(geteuid());
  const auto group = std::to_string(getegid());
  if (unshare(CLONE_NEWUSER | CLONE_NEWNS) != 0) fail("neither root nor user namespaces");
  put("/proc/self/setgroups", "deny");
  put("/proc/self/uid_map", "0 " + user + " 1");
  put("/proc/self/gid_map", "0 " + group + " 1");
}

}  // namespace

SmallDisk::SmallDisk(std::filesystem::path folder, std::uint64_t bytes)
    : folder_(std::move(folder)) {
  std::filesystem::create_directories(folder_);
  if (geteuid() != 0) become_root_of_a_namespace();
  const auto options = "size=" + std::to_string(bytes);
  if (mount("vang-test", folder_.c_str(), "tmpfs", 0, options.c_str()) != 0) {
    fail("mount " + folder_.string());
  }
}

SmallDisk::~SmallDisk() {
  umount2(folder_.c_str(), MNT_DETACH);
}

void SmallDisk::fill(std::uint64_t spare) {
  {
    std::ofstream filler(folder_ / "filler", std::ios::binary);
    const std::string block(4096, 'x');
    while (filler.write(block.data(), static_cast<std::streamsize>(block.size())).flush()) {
    }
  }
  const auto size = std::filesystem::file_size(folder_ / "filler");
  std::filesystem::resize_file(folder_ / "filler", size > spare ? size - spare : 0);
}

void SmallDisk::free() {
  std::filesystem::remove(folder_ / "filler");
}

}  // namespace fakes
