#include "players/led/frame_recorder.h"

#include <sys/stat.h>

#include <sstream>

#include "tests/fakes/small_disk.h"
#include "tests/unit/players/led/led_bench.h"
#include "tests/unit/players/output/killed.h"

namespace players {
namespace {

namespace fs = std::filesystem;

std::string content(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

std::vector<std::string> lines(const fs::path& path) {
  std::istringstream text(content(path));
  std::vector<std::string> all;
  for (std::string line; std::getline(text, line);) all.push_back(line);
  return all;
}

fs::path picture(const fs::path& folder, std::uint64_t number) {
  auto digits = std::to_string(number);
  digits.insert(0, 6 - digits.size(), '0');
  return folder / "frames" / (digits + ".png");
}

ShownFrame frame(Colour colour, const std::string& item, bool changed, bool new_item) {
  return {std::make_shared<const Image>(64, 32, colour), changed, new_item, item, 0, {}};
}

ino_t inode(const fs::path& path) {
  struct stat info {};
  EXPECT_EQ(stat(path.c_str(), &info), 0) << path;
  return info.st_ino;
}

struct FrameRecorderTest : testing::Test {
  void record(const std::vector<ShownFrame>& frames) {
    FrameRecorder recorder(folder.path);
    recorder.open({64, 32, 25});
    for (const ShownFrame& each : frames) recorder.show(each);
  }
  Folder folder;
};

TEST_F(FrameRecorderTest, pictures_are_exactly_what_was_shown) {
  Image picture_shown(64, 32);
  for (int x = 0; x < 64; x++)
    picture_shown.set(x, x / 2, {static_cast<std::uint8_t>(x * 4), 7, 200});
  record({{std::make_shared<const Image>(picture_shown),
           true,
           true,
           "entry-1",
           0,
           {std::chrono::nanoseconds{123}, protocols::io::from_ms(456)}}});
  EXPECT_EQ(decode_png(content(picture(folder.path, 0))), picture_shown);
  EXPECT_EQ(
      lines(folder.path / "frames.csv"),
      (std::vector<std::string>{"time,item,frame,wall_ms,item_frame", "123,entry-1,0,456,0"}));
}

TEST_F(FrameRecorderTest, an_unchanged_frame_is_a_hard_link_but_the_first_of_an_item_is_not) {
  record({frame({1, 1, 1}, "a", true, true), frame({1, 1, 1}, "a", false, false),
          frame({1, 1, 1}, "b", false, true), frame({2, 2, 2}, "b", true, false)});
  EXPECT_EQ(inode(picture(folder.path, 0)), inode(picture(folder.path, 1)));
  EXPECT_NE(inode(picture(folder.path, 1)), inode(picture(folder.path, 2)));
  EXPECT_NE(inode(picture(folder.path, 2)), inode(picture(folder.path, 3)));
  EXPECT_EQ(content(picture(folder.path, 1)), content(picture(folder.path, 2)));
}

TEST_F(FrameRecorderTest, a_second_run_goes_on_and_overwrites_nothing) {
  record({frame({1, 1, 1}, "a", true, true), frame({2, 2, 2}, "a", true, false)});
  const auto first = content(picture(folder.path, 0));
  record({frame({3, 3, 3}, "b", true, true)});
  EXPECT_EQ(content(picture(folder.path, 0)), first);
  EXPECT_EQ(decode_png(content(picture(folder.path, 2)))->at(0, 0), (Colour{3, 3, 3}));
  EXPECT_EQ(lines(folder.path / "frames.csv").size(), 4U);
}

TEST_F(FrameRecorderTest, a_half_written_line_and_a_half_written_picture_are_repaired) {
  record({frame({1, 1, 1}, "a", true, true), frame({2, 2, 2}, "a", true, false)});
  std::ofstream(picture(folder.path, 1), std::ios::binary) << "\x89PNG half";
  std::ofstream(folder.path / "frames.csv", std::ios::app) << "99,a,2,";
  record({frame({3, 3, 3}, "b", true, true)});
  EXPECT_EQ(decode_png(content(picture(folder.path, 1)))->at(0, 0), (Colour{3, 3, 3}));
  EXPECT_EQ(lines(folder.path / "frames.csv").size(), 3U);
}

TEST_F(FrameRecorderTest, killed_again_and_again_no_frame_is_missing_or_twice) {
  const auto csv = folder.path / "frames.csv";
  for (int run = 0; run < 5; run++) record_and_kill("frames", folder.path, csv, 2000);
  record({frame({9, 9, 9}, "last", true, true)});
  const auto all = lines(csv);
  ASSERT_GT(all.size(), 500U);
  int runs = 0;
  for (std::size_t i = 1; i < all.size(); i++) {
    std::istringstream line(all[i]);
    std::string time, item, number, wall, item_frame;
    for (auto* field : {&time, &item, &number, &wall, &item_frame}) std::getline(line, *field, ',');
    EXPECT_EQ(number, std::to_string(i - 1));
    if (item_frame == "0") runs++;
    const auto image = decode_png(content(picture(folder.path, i - 1)));
    ASSERT_TRUE(image) << i;
    if (item != "item") continue;
    EXPECT_EQ(image->at(0, 0).red, std::stoull(item_frame) % 256);
  }
  EXPECT_EQ(runs, 6);
  EXPECT_FALSE(fs::exists(picture(folder.path, all.size() - 1)));
}

TEST_F(FrameRecorderTest, a_full_disk_is_a_clear_error_and_nothing_accepted_is_lost) {
  fakes::SmallDisk disk(folder.path / "disk", 200 << 10);
  const fs::path place = disk.folder();
  FrameRecorder recorder(place);
  recorder.open({64, 32, 25});
  disk.fill();
  std::size_t accepted = 0;
  std::string problem;
  while (problem.empty() && accepted < 100) {
    try {
      recorder.show(frame({static_cast<std::uint8_t>(accepted), 0, 0}, "a", true, accepted == 0));
      accepted++;
    } catch (const std::runtime_error& error) {
      problem = error.what();
    }
  }
  EXPECT_NE(problem.find(place.string()), std::string::npos) << problem;
  EXPECT_NE(problem.find("space"), std::string::npos) << problem;
  EXPECT_THROW(recorder.open({64, 32, 25}), std::runtime_error);
  disk.free();
  recorder.open({64, 32, 25});
  recorder.show(frame({255, 255, 255}, "a", true, false));
  wait_until([&] { return lines(place / "frames.csv").size() == accepted + 2; });
  for (std::size_t i = 0; i < accepted; i++)
    EXPECT_EQ(decode_png(content(picture(place, i)))->at(0, 0).red, i);
}

TEST_F(BoardTest, what_the_board_counted_is_what_the_folder_holds) {
  start(std::make_unique<FrameRecorder>(folder.path));
  const auto file = make_clip(folder.path, "clip.mp4", 30);
  board->play(clip(1, "clip", file));
  const auto end = reports.finished(1);
  const auto begin = reports.started(1);
  EXPECT_EQ(end.amount, 30U);
  board.reset();
  const auto all = lines(folder.path / "frames.csv");
  const auto reference = reference_frames(file);
  for (std::uint64_t i = 0; i < 30; i++) {
    const auto number = begin.output_index + i;
    EXPECT_NE(all[number + 1].find(",clip," + std::to_string(number) + ","), std::string::npos);
    const auto image = decode_png(content(picture(folder.path, number)));
    ASSERT_TRUE(image);
    EXPECT_EQ(which_frame(*image, reference), static_cast<int>(i));
  }
}

}  // namespace
}  // namespace players
