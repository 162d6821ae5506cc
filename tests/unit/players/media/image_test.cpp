#include "players/media/image.h"

#include <gtest/gtest.h>

namespace players {
namespace {

Image gradient(int width, int height) {
  Image image(width, height);
  for (int y = 0; y < height; ++y) {
    for (int x = 0; x < width; ++x) {
      image.set(x, y, {static_cast<std::uint8_t>(x * 5), static_cast<std::uint8_t>(y * 7), 200});
    }
  }
  return image;
}

TEST(Image, png_gives_back_every_pixel) {
  const Image image = gradient(37, 21);
  EXPECT_EQ(decode_png(encode_png(image)), image);
}

TEST(Image, png_of_the_same_image_has_the_same_bytes) {
  EXPECT_EQ(encode_png(gradient(64, 32)), encode_png(gradient(64, 32)));
}

TEST(Image, fill_leaves_out_what_lies_outside) {
  Image image(4, 4);
  image.fill(-2, 2, 4, 10, {255, 0, 0});
  EXPECT_EQ(image.at(1, 3), (Colour{255, 0, 0}));
  EXPECT_EQ(image.at(2, 3), (Colour{}));
  EXPECT_EQ(image.at(1, 1), (Colour{}));
}

TEST(Image, cut_off_png_is_nothing) {
  const std::string png = encode_png(gradient(37, 21));
  for (std::size_t length : {std::size_t{0}, std::size_t{8}, std::size_t{40}, png.size() / 2}) {
    EXPECT_FALSE(decode_png(std::string_view(png).substr(0, length))) << length;
  }
}

TEST(Image, png_that_says_it_is_huge_is_refused_before_decoding) {
  std::string png = encode_png(gradient(8, 8));
  png[16] = 0;
  png[17] = 0;
  png[18] = static_cast<char>(0x9C);  // 40,000 pixels wide
  png[19] = 0x40;
  EXPECT_FALSE(decode_png(png));
}

TEST(Image, empty_image_cannot_become_a_png) {
  EXPECT_THROW(encode_png(Image()), std::runtime_error);
}

}  // namespace
}  // namespace players
