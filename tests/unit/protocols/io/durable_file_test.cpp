#include "protocols/io/durable_file.h"

#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include <csignal>
#include <fstream>

#include "protocols/io/storage_error.h"
#include "tests/fakes/temp_dir.h"

namespace protocols::io {
namespace {

namespace fs = std::filesystem;

std::size_t files_in(const fs::path& folder) {
  return static_cast<std::size_t>(std::distance(fs::directory_iterator(folder), {}));
}

/// The kernel refuses to write files longer than this, in the middle of a write, for a scope.
class FileSizeLimit {
 public:
  explicit FileSizeLimit(rlim_t bytes) {
    before_handler_ = std::signal(SIGXFSZ, SIG_IGN);
    getrlimit(RLIMIT_FSIZE, &before_);
    const rlimit limit{bytes, before_.rlim_max};
    setrlimit(RLIMIT_FSIZE, &limit);
  }
  ~FileSizeLimit() {
    setrlimit(RLIMIT_FSIZE, &before_);
    std::signal(SIGXFSZ, before_handler_);
  }

 private:
  rlimit before_{};
  void (*before_handler_)(int) = nullptr;
};

TEST(DurableFile, replaces_the_whole_content_and_keeps_secrets_private) {
  const fakes::TempDir folder;
  write_durably(folder / "f", "old content", 0600);
  write_durably(folder / "f", "new", 0600);
  EXPECT_EQ(read_file(folder / "f"), "new");
  struct stat status {};
  ASSERT_EQ(stat((folder / "f").c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777U, 0600U);
  EXPECT_EQ(files_in(folder.path()), 1U);
}

TEST(DurableFile, a_write_that_fails_leaves_the_old_content_and_no_litter) {
  const fakes::TempDir folder;
  write_durably(folder / "f", "old");
  {
    const FileSizeLimit limit(1000);
    EXPECT_THROW(write_durably(folder / "f", std::string(5000, 'x')), StorageError);
  }
  EXPECT_EQ(read_file(folder / "f"), "old");
  EXPECT_EQ(files_in(folder.path()), 1U);
}

TEST(DurableFile, a_full_disk_has_its_own_type) {
  // /dev/full answers every write with ENOSPC.
  AppendFile full("/dev/full");
  EXPECT_THROW(full.append("x"), StorageFull);
}

TEST(DurableFile, reading_says_what_is_wrong_with_what) {
  const fakes::TempDir folder;
  EXPECT_EQ(read_if_present(folder / "none"), std::nullopt);
  try {
    read_file(folder / "none");
    FAIL();
  } catch (const StorageError& error) {
    EXPECT_NE(std::string(error.what()).find("none: No such file"), std::string::npos);
  }
  write_durably(folder / "f", "12345");
  EXPECT_THROW(read_file(folder / "f", 4), StorageError);
  EXPECT_EQ(read_file(folder / "f", 5), "12345");
}

TEST(DurableFile, renames_removes_and_makes_folders) {
  const fakes::TempDir folder;
  make_folder(folder / "a/b/c");
  make_folder(folder / "a/b/c");
  write_durably(folder / "a/f", "x");
  rename_durably(folder / "a/f", folder / "a/b/c/g");
  EXPECT_EQ(read_file(folder / "a/b/c/g"), "x");
  remove_durably(folder / "a/b/c/g");
  remove_durably(folder / "a/b/c/g");
  EXPECT_FALSE(fs::exists(folder / "a/b/c/g"));
}

TEST(AppendFile, a_failed_append_leaves_what_was_there) {
  const fakes::TempDir folder;
  AppendFile file(folder / "log");
  file.append("first\n");
  file.sync();
  {
    const FileSizeLimit limit(100);
    EXPECT_THROW(file.append(std::string(500, 'x')), StorageError);
  }
  file.append("second\n");
  EXPECT_EQ(read_file(folder / "log"), "first\nsecond\n");
  EXPECT_EQ(AppendFile(folder / "log").size(), 13U);
}

TEST(FixedFile, is_allocated_once_and_overwritten_in_place) {
  const fakes::TempDir folder;
  {
    FixedFile file(folder / "slots", 4096);
    EXPECT_EQ(file.read(0, 4096), std::string(4096, '\0'));
    // Nothing may grow any more, and overwriting still works.
    const FileSizeLimit limit(4096);
    file.overwrite(4090, "abcdef");
  }
  const FixedFile again(folder / "slots", 4096);
  EXPECT_EQ(again.read(4090, 6), "abcdef");
  EXPECT_THROW(FixedFile(folder / "slots", 8192), StorageDamaged);
}

}  // namespace
}  // namespace protocols::io
