#include "controller/config/data_folder.h"

#include <gtest/gtest.h>

#include <fstream>
#include <optional>

#include "tests/fakes/temp_dir.h"

namespace {

using controller::DataFolder;
using controller::WrongWorld;
using playlists::World;

void make(const std::filesystem::path& folder, World world) {
  const DataFolder made(folder, world);
}

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

std::vector<std::filesystem::path> files_in(const std::filesystem::path& folder) {
  std::vector<std::filesystem::path> all;
  for (const auto& one : std::filesystem::recursive_directory_iterator(folder)) {
    all.push_back(one.path());
  }
  std::sort(all.begin(), all.end());
  return all;
}

std::string refusal(const std::filesystem::path& folder, World asked) {
  try {
    DataFolder wrong(folder, asked);
  } catch (const WrongWorld& error) {
    return error.what();
  }
  return "";
}

TEST(DataFolder, of_a_drill_is_one_for_ever) {
  fakes::TempDir scratch;
  const auto folder = scratch / "data";
  make(folder, World::Drill);
  const auto before = files_in(folder);
  const auto said = refusal(folder, World::Live);
  EXPECT_NE(said.find("chỉ dùng để diễn tập"), std::string::npos) << said;
  EXPECT_NE(said.find("start it with --drill"), std::string::npos) << said;
  EXPECT_EQ(files_in(folder), before);
  EXPECT_NO_THROW(DataFolder(folder, World::Drill));
}

TEST(DataFolder, that_was_used_live_is_never_one_of_a_drill) {
  fakes::TempDir scratch;
  const auto folder = scratch / "data";
  make(folder, World::Live);
  std::ofstream(folder / "vang.db").flush();
  const auto before = files_in(folder);
  const auto said = refusal(folder, World::Drill);
  EXPECT_NE(said.find("dùng để phát thật"), std::string::npos) << said;
  EXPECT_NE(said.find("a live one"), std::string::npos) << said;
  EXPECT_EQ(files_in(folder), before);
  EXPECT_NO_THROW(DataFolder(folder, World::Live));
}

TEST(DataFolder, that_lost_its_store_is_still_a_live_one) {
  fakes::TempDir scratch;
  const auto folder = scratch / "data";
  make(folder, World::Live);  // neither store nor keys came about
  EXPECT_NE(refusal(folder, World::Drill), "");
  EXPECT_NO_THROW(DataFolder(folder, World::Live));
}

TEST(DataFolder, from_before_live_worlds_were_written_down_is_a_live_one) {
  for (const auto* left : {"vang.db", "trust/root.jwk"}) {
    fakes::TempDir scratch;
    const auto folder = scratch / "data";
    std::filesystem::create_directories(folder / "trust");
    std::ofstream(folder / left) << "x";
    EXPECT_NE(refusal(folder, World::Drill), "") << left;
    EXPECT_NO_THROW(DataFolder(folder, World::Live));
    std::filesystem::remove(folder / left);
    EXPECT_NE(refusal(folder, World::Drill), "") << "it is written down now";
  }
}

TEST(DataFolder, whose_world_cannot_be_read_is_neither) {
  fakes::TempDir scratch;
  const auto folder = scratch / "data";
  make(folder, World::Drill);
  std::ofstream(folder / "trust" / "world") << "dri";
  for (const auto world : {World::Live, World::Drill}) {
    EXPECT_THROW(DataFolder(folder, world), std::runtime_error);
  }
}

}  // namespace
