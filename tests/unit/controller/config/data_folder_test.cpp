#include "controller/config/data_folder.h"

#include <gtest/gtest.h>

#include <optional>

#include "tests/fakes/temp_dir.h"

namespace {

using controller::DataFolder;

TEST(DataFolder, belongs_to_one_vangd_at_a_time) {
  fakes::TempDir scratch;
  std::optional<DataFolder> first(scratch / "data");
  try {
    DataFolder second(scratch / "data");
    FAIL() << "two at once";
  } catch (const std::runtime_error& error) {
    EXPECT_NE(std::string(error.what()).find("another vangd"), std::string::npos);
  }
  first.reset();
  EXPECT_NO_THROW(DataFolder(scratch / "data"));
}

TEST(DataFolder, is_open_to_its_owner_only) {
  fakes::TempDir scratch;
  const DataFolder folder(scratch / "data");
  for (const auto& path : {folder.root(), folder.trust(), folder.broker()}) {
    EXPECT_EQ(std::filesystem::status(path).permissions(), std::filesystem::perms::owner_all);
  }
}

}  // namespace
