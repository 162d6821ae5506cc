// libpng's half of image.h. Its errors come through longjmp, which must never cross a C++ object
// with a destructor: the two functions that call libpng own nothing but plain pointers.
#include <png.h>

#include <csetjmp>
#include <cstring>
#include <stdexcept>

#include "players/media/image.h"

namespace players {
namespace {

void append(png_structp png, png_bytep data, png_size_t length) {
  static_cast<std::string*>(png_get_io_ptr(png))->append(reinterpret_cast<char*>(data), length);
}

void no_flush(png_structp) {}
void be_silent(png_structp, png_const_charp) {}
[[noreturn]] void jump(png_structp png, png_const_charp) {
  png_longjmp(png, 1);
}

bool write(const Image& image, int level, std::string* out) {
  png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, nullptr, jump, be_silent);
  png_infop info = png ? png_create_info_struct(png) : nullptr;
  if (!info || setjmp(png_jmpbuf(png))) {
    png_destroy_write_struct(&png, &info);
    return false;
  }
  png_set_write_fn(png, out, append, no_flush);
  png_set_compression_level(png, level);
  // One filter for every row: choosing costs more than it saves on 200-pixel rows.
  png_set_filter(png, 0, PNG_FILTER_SUB);
  png_set_IHDR(png, info, static_cast<png_uint_32>(image.width()),
               static_cast<png_uint_32>(image.height()), 8, PNG_COLOR_TYPE_RGB, PNG_INTERLACE_NONE,
               PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
  png_write_info(png, info);
  for (int y = 0; y < image.height(); ++y) png_write_row(png, image.row(y).data());
  png_write_end(png, nullptr);
  png_destroy_write_struct(&png, &info);
  return true;
}

std::uint32_t big_endian(std::string_view bytes, std::size_t at) {
  std::uint32_t value = 0;
  for (std::size_t i = 0; i < 4; ++i) {
    value = value << 8 | static_cast<std::uint8_t>(bytes[at + i]);
  }
  return value;
}

// Width and height stand at fixed places: 8 bytes signature, then the IHDR chunk.
bool sides_allowed(std::string_view png, int largest_side) {
  if (png.size() < 33 || png.substr(12, 4) != "IHDR" || largest_side < 1) return false;
  const auto most = static_cast<std::uint32_t>(largest_side);
  const std::uint32_t width = big_endian(png, 16);
  const std::uint32_t height = big_endian(png, 20);
  return width >= 1 && height >= 1 && width <= most && height <= most;
}

}  // namespace

std::string encode_png(const Image& image, int level) {
  std::string out;
  out.reserve(image.bytes().size() / 2 + 256);
  if (image.empty() || !write(image, level, &out)) {
    throw std::runtime_error("png: cannot encode an image of " + std::to_string(image.width()) +
                             "x" + std::to_string(image.height()));
  }
  return out;
}

std::optional<Image> decode_png(std::string_view bytes, int largest_side) {
  if (!sides_allowed(bytes, largest_side)) return std::nullopt;
  png_image png{};
  png.version = PNG_IMAGE_VERSION;
  if (!png_image_begin_read_from_memory(&png, bytes.data(), bytes.size())) return std::nullopt;
  png.format = PNG_FORMAT_RGB;
  Image image(static_cast<int>(png.width), static_cast<int>(png.height));
  const png_color black{0, 0, 0};
  const bool whole = png_image_finish_read(&png, &black, image.bytes().data(), 0, nullptr) != 0;
  png_image_free(&png);
  if (!whole) return std::nullopt;
  return image;
}

}  // namespace players
