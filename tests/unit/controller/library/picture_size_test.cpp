#include "controller/library/picture_size.h"

#include <gtest/gtest.h>

extern "C" {
#include <libavutil/display.h>
}

namespace controller {
namespace {

Turn turned(double clockwise, bool mirrored) {
  std::int32_t matrix[9];
  av_display_rotation_set(matrix, clockwise);
  if (mirrored) av_display_matrix_flip(matrix, 1, 0);
  return turn_of(matrix);
}

TEST(Turn, quarter_turns_are_read_from_the_display_matrix) {
  EXPECT_EQ(turn_of(nullptr).degrees, 0);
  EXPECT_EQ(turned(0, false).degrees, 0);
  EXPECT_EQ(turned(90, false).degrees, 90);
  EXPECT_EQ(turned(180, false).degrees, 180);
  EXPECT_EQ(turned(-90, false).degrees, 270);
  EXPECT_FALSE(turned(90, false).mirrored);
  EXPECT_TRUE(turned(0, true).mirrored);
}

TEST(PictureSize, seen_counts_pixel_shape_and_turning) {
  EXPECT_EQ(seen_size(720, 480, {3, 2}, {}), (PictureSize{1080, 480}));
  EXPECT_EQ(seen_size(1920, 1080, {0, 1}, {90, false}), (PictureSize{1080, 1920}));
}

TEST(PictureSize, fits_inside_the_board) {
  EXPECT_EQ(fitted({1280, 720}, {192, 96}), (PictureSize{171, 96}));
  EXPECT_EQ(fitted({1080, 1920}, {320, 160}), (PictureSize{90, 160}));
  EXPECT_EQ(fitted({10000, 10}, {192, 96}), (PictureSize{192, 1}));
  EXPECT_EQ(fitted({20, 10}, {192, 96}), (PictureSize{192, 96}));
}

TEST(PictureSize, headers_of_other_files_say_nothing) {
  EXPECT_FALSE(size_in_header(""));
  EXPECT_FALSE(size_in_header("\xFF\xD8\xFF"));
  EXPECT_FALSE(size_in_header(std::string("\xFF\xD8\xFF\xE0\0\0\0\0\0\0\0\0\0", 13)));
}

}  // namespace
}  // namespace controller
