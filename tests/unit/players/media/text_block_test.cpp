#include "players/media/text_block.h"

#include <gtest/gtest.h>

#include <memory>

namespace players {
namespace {

struct SurfaceFree {
  void operator()(cairo_surface_t* surface) const { cairo_surface_destroy(surface); }
};

// Lit pixels of each row when `text` is drawn with `room` free pixels over and under its block.
std::vector<int> ink_rows(const TextFonts& fonts, std::string_view text, int size, int room) {
  const TextBlock block(fonts, text, {size, false, false}, 400);
  const int height = block.height() + 2 * room;
  const std::unique_ptr<cairo_surface_t, SurfaceFree> surface(
      cairo_image_surface_create(CAIRO_FORMAT_RGB24, 400, height));
  cairo_t* canvas = cairo_create(surface.get());
  block.draw(canvas, 2, room, {255, 255, 255});
  cairo_destroy(canvas);
  cairo_surface_flush(surface.get());
  std::vector<int> rows(static_cast<std::size_t>(height));
  const unsigned char* data = cairo_image_surface_get_data(surface.get());
  const int stride = cairo_image_surface_get_stride(surface.get());
  for (int y = 0; y < height; ++y) {
    for (int x = 0; x < 400; ++x) rows[static_cast<std::size_t>(y)] += data[y * stride + 4 * x] > 0;
  }
  return rows;
}

class Marks : public testing::TestWithParam<int> {
 protected:
  TextFonts fonts_;
};

// A stacked mark shows as rows of ink over the letter without it, whole within the block.
TEST_P(Marks, stacked_vietnamese_marks_are_whole_at_every_size) {
  const int size = GetParam();
  for (const auto& [plain, marked] :
       {std::pair{"E", "Ệ"}, {"A", "Ẩ"}, {"O", "Ỗ"}, {"U", "Ự"}, {"a", "ẵ"}, {"e", "ể"}}) {
    const TextBlock bare(fonts_, plain, {size, false, false}, 400);
    const TextBlock full(fonts_, marked, {size, false, false}, 400);
    EXPECT_GE(full.height(), bare.height() + 2) << marked << " at " << size;
    const auto rows = ink_rows(fonts_, marked, size, 3);
    EXPECT_GT(rows[3], 0) << marked << ": the block begins with ink";
    for (std::size_t i = 0; i < 3; ++i) {
      EXPECT_EQ(rows[i], 0) << marked << ": ink above the block at " << size;
      EXPECT_EQ(rows[rows.size() - 1 - i], 0) << marked << ": ink under the block at " << size;
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Sizes, Marks, testing::Values(10, 11, 12, 14, 18, 24, 40));

TEST(TextBlock, marks_of_neighbouring_lines_never_touch) {
  const TextFonts fonts;
  const auto rows = ink_rows(fonts, "gộp gị gụ\nẨẪỆỖ ẨẪ", 11, 0);
  int gaps = 0;
  for (std::size_t i = 1; i + 1 < rows.size(); ++i) gaps += rows[i] == 0;
  EXPECT_GE(gaps, 1);
}

TEST(TextBlock, says_when_a_word_had_to_be_cut) {
  const TextFonts fonts;
  EXPECT_TRUE(TextBlock(fonts, "Nghiêng", {14, false, false}, 30).cut_a_word());
  EXPECT_FALSE(TextBlock(fonts, "Nước lũ lên", {14, false, false}, 45).cut_a_word());
}

TEST(TextBlock, balanced_lines_leave_no_lonely_word) {
  const TextFonts fonts;
  TextBlock block(fonts, "Người về từ vùng dịch: báo ngay", {12, false, true}, 125);
  ASSERT_EQ(block.lines(), 2);
  const int before = block.widest();
  block.balance();
  EXPECT_EQ(block.lines(), 2);
  EXPECT_LT(block.widest(), before);
}

}  // namespace
}  // namespace players
