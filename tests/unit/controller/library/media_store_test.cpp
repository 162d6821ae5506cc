#include "controller/library/media_store.h"

#include <gtest/gtest.h>

#include <fstream>

#include "protocols/io/digest.h"
#include "protocols/io/storage_error.h"
#include "tests/fakes/temp_dir.h"

namespace controller {
namespace {

namespace fs = std::filesystem;

class MediaStoreTest : public testing::Test {
 protected:
  std::size_t files() const {
    std::size_t count = 0;
    for (const auto& entry : fs::recursive_directory_iterator(dir_ / "media")) {
      count += entry.is_regular_file();
    }
    return count;
  }
  fakes::TempDir dir_;
};

TEST_F(MediaStoreTest, bytes_are_found_under_their_hash) {
  MediaStore store(dir_ / "media");
  const auto stored = store.keep("xin chào");
  EXPECT_EQ(stored.sha256, protocols::io::sha256_hex("xin chào"));
  ASSERT_TRUE(store.find(stored.sha256));
  EXPECT_EQ(store.find(stored.sha256)->parent_path().filename(), stored.sha256.substr(0, 2));
  EXPECT_TRUE(store.verify(stored.sha256));
  EXPECT_EQ(store.used(), stored.bytes);
}

TEST_F(MediaStoreTest, the_same_bytes_are_kept_once) {
  MediaStore store(dir_ / "media");
  EXPECT_EQ(store.keep("a"), store.keep("a"));
  EXPECT_EQ(files(), 1U);
  EXPECT_EQ(store.used(), 1U);
}

TEST_F(MediaStoreTest, what_is_no_hash_is_no_path_either) {
  MediaStore store(dir_ / "media");
  EXPECT_FALSE(store.find("../../etc/passwd"));
  EXPECT_FALSE(store.find(std::string(64, 'A')));
  EXPECT_FALSE(store.find(""));
}

TEST_F(MediaStoreTest, a_damaged_file_is_no_longer_found) {
  MediaStore store(dir_ / "media");
  const auto stored = store.keep("whole");
  std::ofstream(*store.find(stored.sha256)) << "dam";
  EXPECT_FALSE(store.verify(stored.sha256));
  EXPECT_FALSE(store.find(stored.sha256));
}

TEST_F(MediaStoreTest, a_full_quota_refuses_and_leaves_nothing_behind) {
  MediaStore store(dir_ / "media", 10);
  store.keep("12345678");
  EXPECT_THROW(store.keep("more than fits"), protocols::io::StorageFull);
  const auto made = store.fresh_path();
  std::ofstream(made) << "again too much";
  EXPECT_THROW(store.adopt(made), protocols::io::StorageFull);
  EXPECT_FALSE(fs::exists(made));
  EXPECT_EQ(files(), 1U);
  EXPECT_EQ(store.used(), 8U);
}

TEST_F(MediaStoreTest, half_made_files_of_a_crash_are_gone_at_the_next_start) {
  { std::ofstream(MediaStore(dir_ / "media").fresh_path()) << "half"; }
  MediaStore store(dir_ / "media");
  EXPECT_EQ(files(), 0U);
  EXPECT_EQ(store.used(), 0U);
}

}  // namespace
}  // namespace controller
