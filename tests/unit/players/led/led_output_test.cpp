#include "players/led/led_output.h"

#include "tests/unit/players/led/led_bench.h"

namespace players {
namespace {

using namespace std::chrono_literals;

TEST_F(BoardTest, a_clip_comes_out_frame_for_frame) {
  const auto file = make_clip(folder.path, "clip.mp4", 40);
  const auto reference = reference_frames(file);
  ASSERT_EQ(reference.size(), 40U);
  start();
  board->play(clip(1, "clip", file));
  const auto end = reports.finished(1);
  EXPECT_EQ(end.why, PlayEnd::Ended) << end.problem;
  EXPECT_EQ(end.amount, 40U);
  EXPECT_EQ(end.position, 40U);
  const auto own = frames_of("clip");
  ASSERT_EQ(own.size(), 40U);
  for (std::size_t i = 0; i < own.size(); i++) {
    EXPECT_EQ(which_frame(*own[i].image, reference), static_cast<int>(i));
    EXPECT_EQ(own[i].item_frame, i);
  }
}

TEST_F(BoardTest, a_clip_resumed_at_an_offset_shows_exactly_the_frames_that_remained) {
  const auto file = make_clip(folder.path, "clip.mp4", 60);
  const auto reference = reference_frames(file);
  start();
  for (const std::uint64_t offset : {1U, 11U, 12U, 37U, 59U}) {
    auto command = clip(100 + offset, std::to_string(offset), file);
    command.offset = offset;
    board->play(command);
    const auto end = reports.finished(100 + offset);
    EXPECT_EQ(end.why, PlayEnd::Ended) << end.problem;
    EXPECT_EQ(end.amount, 60 - offset);
    const auto own = frames_of(std::to_string(offset));
    ASSERT_EQ(own.size(), 60 - offset);
    for (std::size_t i = 0; i < own.size(); i++)
      ASSERT_EQ(which_frame(*own[i].image, reference), static_cast<int>(offset + i));
  }
}

TEST_F(BoardTest, what_was_prepared_follows_without_a_frame_between) {
  const auto first = make_clip(folder.path, "first.mp4", 10);
  const auto second = make_clip(folder.path, "second.mp4", 10, "smptebars=size=64x32:rate=25");
  start();
  board->play(clip(1, "first", first));
  auto next = clip(2, "second", second);
  next.after = 1;
  board->prepare(next);
  const auto end = reports.finished(1);
  const auto begin = reports.started(2);
  EXPECT_EQ(begin.output_index, reports.started(1).output_index + 10);
  EXPECT_EQ(end.amount, 10U);
  EXPECT_EQ(reports.finished(2).amount, 10U);
}

TEST_F(BoardTest, no_black_frame_between_an_item_and_what_replaces_it) {
  const auto file = make_clip(folder.path, "clip.mp4", 30);
  start();
  board->play(page(1, "red", {200, 0, 0}, 1000));
  reports.started(1);
  board->play(clip(2, "clip", file));
  reports.finished(2);
  bool seen = false;
  for (const ShownFrame& frame : frames_of("clip")) EXPECT_FALSE(*frame.image == Image(64, 32));
  for (const ShownFrame& frame : frames()) {
    seen = seen || frame.item == "red";
    if (frame.item == "clip") break;
    if (!seen) continue;
    EXPECT_EQ(frame.image->at(0, 0), (Colour{200, 0, 0}));
  }
}

TEST_F(BoardTest, the_last_picture_stays_a_moment_so_that_the_follower_can_name_the_next) {
  start();
  board->play(page(1, "red", {200, 0, 0}, 5));
  reports.finished(1);
  board->play(page(2, "green", {0, 200, 0}, 5));
  reports.finished(2);
  bool seen = false;
  for (const ShownFrame& frame : frames()) {
    seen = seen || frame.item == "red";
    if (frame.item == "green") break;
    if (!seen) continue;
    EXPECT_FALSE(*frame.image == Image(64, 32));
  }
  wait_until([&] { return *board->snapshot()->image == Image(64, 32); });
}

TEST_F(BoardTest, replaced_and_stopped_items_are_counted_to_the_frame) {
  start();
  board->play(page(1, "red", {200, 0, 0}, 0 + 1000));
  reports.started(1);
  wait_until([&] { return frames_of("red").size() >= 5; });
  board->play(page(2, "green", {0, 200, 0}, 1000));
  const auto replaced = reports.finished(1);
  EXPECT_EQ(replaced.why, PlayEnd::Replaced);
  EXPECT_EQ(replaced.amount, frames_of("red").size());
  EXPECT_EQ(replaced.position, replaced.amount);
  reports.started(2);
  board->stop(2);
  const auto stopped = reports.finished(2);
  EXPECT_EQ(stopped.why, PlayEnd::Stopped);
  EXPECT_EQ(stopped.amount, frames_of("green").size());
  wait_until([&] { return board->status().state == OutputState::Idle; });
  wait_until([&] { return *board->snapshot()->image == Image(64, 32); });
}

TEST_F(BoardTest, pages_follow_each_other_and_their_dwell_counts_in_frames) {
  start();
  PlayCommand card;
  card.token = 1;
  card.item = "card";
  card.source = PicturePages{{{std::make_shared<const Image>(64, 32, Colour{1, 1, 1}), 80ms},
                              {std::make_shared<const Image>(64, 32, Colour{2, 2, 2}), 120ms}}};
  card.offset = 1;
  card.length = 7;
  board->play(card);
  EXPECT_EQ(reports.finished(1).amount, 7U);
  std::vector<int> pages;
  for (const ShownFrame& frame : frames_of("card")) pages.push_back(frame.image->at(3, 3).red);
  EXPECT_EQ(pages, (std::vector<int>{1, 2, 2, 2, 1, 1, 2}));
}

TEST_F(BoardTest, poison_ends_as_failed_and_the_board_goes_on) {
  const auto whole = make_clip(folder.path, "whole.mp4", 30);
  const auto text = folder.path / "text.mp4";
  std::ofstream(text) << "this is no film";
  const auto empty = folder.path / "empty.mp4";
  std::ofstream(empty).flush();
  const auto half = folder.path / "half.mp4";
  run("head -c 2500 " + whole.string() + " > " + half.string());
  start();
  PlayToken token = 1;
  for (const auto& file : {text, empty, half, folder.path / "absent.mp4"}) {
    board->play(clip(token, "poison", file));
    const auto end = reports.finished(token++);
    EXPECT_EQ(end.why, PlayEnd::Failed) << file;
    EXPECT_NE(end.problem, "") << file;
  }
  board->play(clip(token, "whole", whole));
  EXPECT_EQ(reports.finished(token).amount, 30U);
}

TEST_F(BoardTest, a_picture_of_another_size_is_refused_with_both_sizes) {
  start();
  auto command = page(1, "big", {}, 5);
  command.source = PicturePages{{{std::make_shared<const Image>(32, 32), 1s}}};
  board->play(command);
  const auto end = reports.finished(1);
  EXPECT_EQ(end.why, PlayEnd::Failed);
  EXPECT_NE(end.problem.find("32x32"), std::string::npos) << end.problem;
  EXPECT_NE(end.problem.find("64x32"), std::string::npos) << end.problem;
}

TEST_F(BoardTest, an_unplugged_panel_is_a_state_counts_nothing_and_comes_back) {
  start();
  board->play(page(1, "red", {200, 0, 0}, 1000));
  reports.started(1);
  {
    const std::lock_guard lock(shown->mutex);
    shown->broken = true;
  }
  wait_until([&] { return board->status().state == OutputState::Error; });
  EXPECT_EQ(board->status().problem, "the panel is unplugged");
  const auto before = frames_of("red").size();
  EXPECT_EQ(board->status().amount, before);
  const auto position = board->status().position;
  wait_until([&] { return board->status().position > position + 2; });
  EXPECT_EQ(board->status().amount, before);
  {
    const std::lock_guard lock(shown->mutex);
    shown->broken = false;
  }
  wait_until([&] { return board->status().state == OutputState::Playing; });
  board->stop(1);
  EXPECT_EQ(reports.finished(1).amount, frames_of("red").size());
}

TEST_F(BoardTest, a_discarded_preparation_is_reported) {
  start();
  board->prepare(page(1, "red", {200, 0, 0}, 5));
  board->stop(1);
  const auto end = reports.finished(1);
  EXPECT_EQ(end.why, PlayEnd::Stopped);
  EXPECT_EQ(end.amount, 0U);
}

TEST_F(BoardTest, the_destructor_ends_what_is_on) {
  start();
  board->play(page(1, "red", {200, 0, 0}, 1000));
  reports.started(1);
  board.reset();
  EXPECT_EQ(reports.finished(1).why, PlayEnd::Stopped);
}

}  // namespace
}  // namespace players
