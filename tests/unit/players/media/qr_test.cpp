#include "players/media/qr.h"

#include <gtest/gtest.h>

#include "players/media/qr_check.h"

namespace players {
namespace {

constexpr std::string_view kUrl = "https://www.bluezone.gov.vn";

TEST(Qr, reads_back_as_the_text_that_was_drawn) {
  for (int pixels : {2, 3, 4}) {
    Image image(200, 160);
    ASSERT_TRUE(draw_qr(image, 5, 7, pixels, kUrl));
    EXPECT_TRUE(qr_reads_as(image, kUrl)) << pixels;
  }
}

TEST(Qr, has_four_light_modules_round_it) {
  Image image(140, 140);
  const int side = qr_size(kUrl)->side(2);
  ASSERT_TRUE(draw_qr(image, 0, 0, 2, kUrl));
  for (int i = 0; i < side; ++i) {
    for (int border = 0; border < 8; ++border) {
      EXPECT_EQ(image.at(i, border), (Colour{255, 255, 255}));
      EXPECT_EQ(image.at(side - 1 - border, i), (Colour{255, 255, 255}));
    }
  }
  EXPECT_EQ(image.at(8, 8), (Colour{0, 0, 0}));  // the corner of a finder
}

TEST(Qr, that_does_not_fit_draws_nothing) {
  Image image(40, 40);
  EXPECT_FALSE(draw_qr(image, 0, 0, 2, kUrl));
  EXPECT_EQ(image, Image(40, 40));
}

TEST(Qr, longer_than_any_code_is_refused) {
  EXPECT_FALSE(qr_size(std::string(4000, 'x')));
}

TEST(Qr, another_text_or_a_painted_over_code_is_noticed) {
  Image image(140, 140);
  ASSERT_TRUE(draw_qr(image, 0, 0, 3, kUrl));
  EXPECT_FALSE(qr_reads_as(image, "https://www.bluezone.gov.vm"));
  image.fill(20, 20, 60, 60, {255, 255, 255});
  EXPECT_FALSE(qr_reads_as(image, kUrl));
}

}  // namespace
}  // namespace players
