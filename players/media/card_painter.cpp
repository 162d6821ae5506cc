#include "players/media/card_painter.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <memory>
#include <numbers>
#include <stdexcept>

#include "players/media/qr.h"

namespace players {
namespace {

struct SurfaceFree {
  void operator()(cairo_surface_t* surface) const { cairo_surface_destroy(surface); }
};
struct CanvasFree {
  void operator()(cairo_t* canvas) const { cairo_destroy(canvas); }
};
using Surface = std::unique_ptr<cairo_surface_t, SurfaceFree>;
using Canvas = std::unique_ptr<cairo_t, CanvasFree>;

void set_colour(cairo_t* canvas, Colour c) {
  cairo_set_source_rgb(canvas, c.red / 255.0, c.green / 255.0, c.blue / 255.0);
}

void fill(cairo_t* canvas, const Box& box, Colour colour) {
  set_colour(canvas, colour);
  cairo_rectangle(canvas, box.x, box.y, box.width, box.height);
  cairo_fill(canvas);
}

Image image_of(cairo_surface_t* surface) {
  cairo_surface_flush(surface);
  Image image(cairo_image_surface_get_width(surface), cairo_image_surface_get_height(surface));
  const unsigned char* data = cairo_image_surface_get_data(surface);
  const int stride = cairo_image_surface_get_stride(surface);
  for (int y = 0; y < image.height(); ++y) {
    auto row = image.row(y);
    for (int x = 0; x < image.width(); ++x) {
      std::uint32_t pixel = 0;  // CAIRO_FORMAT_RGB24: a native word 0x00RRGGBB
      std::memcpy(&pixel, data + y * stride + x * 4, sizeof pixel);
      const auto at = static_cast<std::size_t>(x) * 3;
      row[at] = static_cast<std::uint8_t>(pixel >> 16);
      row[at + 1] = static_cast<std::uint8_t>(pixel >> 8);
      row[at + 2] = static_cast<std::uint8_t>(pixel);
    }
  }
  return image;
}

}  // namespace

int warning_width(int band_height) {
  return band_height + band_height / 6;
}
int band_margin(int band_height) {
  return 3 * std::max(2, band_height / 10);
}

Image CardPainter::paint(std::size_t from, std::size_t to, std::size_t page,
                         std::size_t pages) const {
  const Surface surface(cairo_image_surface_create(CAIRO_FORMAT_RGB24, width_, height_));
  if (cairo_surface_status(surface.get()) != CAIRO_STATUS_SUCCESS) {
    throw std::runtime_error("cards: cannot make a canvas of " + std::to_string(width_) + "x" +
                             std::to_string(height_));
  }
  {
    const Canvas canvas(cairo_create(surface.get()));
    fill(canvas.get(), {0, 0, width_, height_}, face_.theme.ground);
    paint_band(canvas.get(), page, pages);
    if (face_.text) paint_items(canvas.get(), from, to);
    if (face_.footer) {
      const int y = face_.footer_box.y + (face_.footer_box.height - face_.footer->height()) / 2;
      face_.footer->draw(canvas.get(), face_.footer_box.x, y, face_.theme.accent);
    }
  }
  Image image = image_of(surface.get());
  const Box& qr = face_.layout.qr;
  if (!face_.url.empty()) draw_qr(image, qr.x, qr.y, face_.layout.module, face_.url);
  return image;
}

void CardPainter::paint_band(cairo_t* canvas, std::size_t page, std::size_t pages) const {
  const Box& band = face_.layout.band;
  const int edge = std::max(1, height_ / 96);
  fill(canvas, band, face_.theme.band);
  const Box line{band.x, band.y + band.height - edge, band.width, edge};
  fill(canvas, line, face_.theme.band_edge);
  if (pages > 1) paint_progress(canvas, line, page, pages);
  if (face_.warning) paint_warning(canvas, band.x + band.height / 10);
  if (face_.frame > 0) paint_frame(canvas);
  if (face_.title) {
    const Box& box = face_.title_box;
    face_.title->draw(canvas, box.x, box.y + (box.height - face_.title->height()) / 2,
                      face_.theme.title);
  }
}

void CardPainter::paint_items(cairo_t* canvas, std::size_t from, std::size_t to) const {
  const Box& box = face_.layout.text;
  const SetText& set = *face_.text;
  int y = box.y + std::max(0, (box.height - set.height_of(from, to)) / 2);
  for (std::size_t i = from; i < to; ++i) {
    const SetText::Item& item = set.items[i];
    if (item.paragraph.number > 0) paint_number(canvas, item, box.x, y);
    item.block.draw(canvas, box.x + set.indent, y, face_.theme.text);
    if (i + 1 == to) break;
    y += item.block.first_baseline() + set.step_from(i) - set.items[i + 1].block.first_baseline();
  }
}

void CardPainter::paint_number(cairo_t* canvas, const SetText::Item& item, int x, int y) const {
  const int size = face_.text->style.size;
  const std::string number = std::to_string(item.paragraph.number);
  const int baseline = y + item.block.first_baseline();
  if (size < 15) {  // a disc of so few pixels would swallow the digit
    const TextBlock digit(fonts_, number, {size, true, false}, size * 2);
    digit.draw(canvas, x, baseline - digit.first_baseline(), face_.theme.accent);
    return;
  }
  const double radius = size * 0.5;
  const double centre_y = std::round(baseline - size * 0.36);
  set_colour(canvas, face_.theme.accent);
  cairo_arc(canvas, x + radius, centre_y, radius, 0, 2 * std::numbers::pi);
  cairo_fill(canvas);
  const TextBlock digit(fonts_, number, {size * 3 / 4, true, true}, size);
  digit.draw(canvas, x, static_cast<int>(centre_y) - digit.height() / 2, face_.theme.ground);
}

// However many pages there are, it never takes more room than the line.
void CardPainter::paint_progress(cairo_t* canvas, const Box& line, std::size_t page,
                                 std::size_t pages) const {
  const int within = line.width - 2 * face_.frame;
  const auto end_of = [&](std::size_t pages_shown) {
    return static_cast<int>(static_cast<std::size_t>(within) * pages_shown / pages);
  };
  fill(canvas, {line.x + face_.frame, line.y, end_of(page + 1), line.height}, face_.theme.accent);
}

void CardPainter::paint_frame(cairo_t* canvas) const {
  const int t = face_.frame;
  fill(canvas, {0, 0, width_, t}, face_.theme.accent);
  fill(canvas, {0, height_ - t, width_, t}, face_.theme.accent);
  fill(canvas, {0, 0, t, height_}, face_.theme.accent);
  fill(canvas, {width_ - t, 0, t, height_}, face_.theme.accent);
}

// A red triangle with a white mark on the yellow band.
void CardPainter::paint_warning(cairo_t* canvas, int x) const {
  const Box& band = face_.layout.band;
  const double side = band.height * 0.86;
  const double top = band.y + band.height * 0.07;
  const double middle = x + band.height / 2.0;
  set_colour(canvas, face_.theme.ground);
  cairo_move_to(canvas, middle, top);
  cairo_line_to(canvas, middle + side / 2, top + side);
  cairo_line_to(canvas, middle - side / 2, top + side);
  cairo_close_path(canvas);
  cairo_fill(canvas);
  const int stroke = std::max(2, band.height / 9);
  const int left = static_cast<int>(middle) - stroke / 2;
  const int mark_top = static_cast<int>(top + side * 0.36);
  const int mark = static_cast<int>(side * 0.32);
  fill(canvas, {left, mark_top, stroke, mark}, face_.theme.text);
  fill(canvas, {left, mark_top + mark + std::max(1, stroke / 2), stroke, stroke}, face_.theme.text);
}

}  // namespace players
