#include "controller/library/clip_preview.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <stdexcept>

#include "controller/library/film_take.h"
#include "controller/library/made_files.h"
#include "controller/library/mp4_file.h"
#include "controller/library/sound_rendition.h"
#include "controller/library/sound_track.h"
#include "controller/library/still_take.h"

namespace controller {

namespace {

namespace fs = std::filesystem;

constexpr PictureSize kLargest{640, 1280};
constexpr int kSmallest = 16;  // pixels a side
constexpr int kStillFps = 25;

int even(double side) {
  return std::max(kSmallest, static_cast<int>(std::lround(side / 2)) * 2);
}

playlists::Output board_for(const PictureSize& seen, double fps) {
  const double scale = std::min({1.0, static_cast<double>(kLargest.width) / seen.width,
                                 static_cast<double>(kLargest.height) / seen.height});
  playlists::Output board;
  board.kind = playlists::OutputKind::Picture;
  board.width = even(seen.width * scale);
  board.height = even(seen.height * scale);
  board.fps = std::clamp(static_cast<int>(std::lround(fps)), 1, 30);
  return board;
}

av::Frame frame_of(const players::Image& image) {
  av::Frame frame = av::make_picture(AV_PIX_FMT_RGB24, image.width(), image.height());
  for (int y = 0; y < image.height(); ++y) {
    const auto row = image.row(y);
    std::memcpy(frame->data[0] + static_cast<std::ptrdiff_t>(y) * frame->linesize[0], row.data(),
                row.size());
  }
  return frame;
}

// Makes one. Confined to make_clip_preview.
class Maker {
 public:
  Maker(const ClipPreviewParts& parts, fs::path file, const std::function<bool()>& go_on)
      : parts_(parts), file_(std::move(file)), go_on_(go_on) {}

  // False if it was stopped.
  bool make() {
    if (parts_.sound) sound_ = read_sound(*parts_.sound);
    if (!go_on_()) return false;
    if (!parts_.seen) return make_sound();
    int error = 0;
    auto source = MediaSource::open(parts_.source, limits_, error);
    if (!source || !source->video()) throw std::runtime_error("cannot open the clip again");
    return source->is_still() ? make_still(*source) : make_film(*source);
  }

 private:
  bool make_sound() {
    if (sound_.samples.empty()) throw std::runtime_error("the clip has nothing to play");
    Mp4File mp4(file_);
    SoundTrack track(mp4, sound_.samples);
    mp4.begin();
    for (double second = 1; track.write_until(second); ++second) {
      if (!go_on_()) return false;
    }
    track.finish();
    mp4.finish();
    return true;
  }

  bool make_still(const MediaSource& source) {
    const auto board = board_for(*parts_.seen, kStillFps);
    const auto taken = take_still(source, {{board.width, board.height}}, limits_);
    if (!taken) throw std::runtime_error("the picture does not decode");
    const av::Frame rgb = frame_of(taken->images.front());
    PictureFitter fitter({board.width, board.height}, AV_PIX_FMT_YUV444P);
    const av::Frame frame = fitter.fit(*rgb, {1, 1}, {});
    FilmWriter film(file_, board, style());
    for (int i = 0; i < board.fps; ++i) film.write(*frame);
    film.finish();
    return true;
  }

  bool make_film(const MediaSource& source) {
    FilmTake film(source, limits_, parts_.lead);
    film.add_board(board_for(*parts_.seen, source.fps() > 0 ? source.fps() : kStillFps), file_,
                   style());
    if (!film.run([this](double) { return go_on_(); })) return false;
    if (film.nothing_decoded()) throw std::runtime_error("the film does not decode");
    return true;
  }

  FilmStyle style() const { return {true, sound_.samples}; }

  const ClipPreviewParts& parts_;
  const fs::path file_;
  const std::function<bool()>& go_on_;
  const ProbeLimits limits_;
  players::Sound sound_;
};

}  // namespace

std::optional<StoredMedia> make_clip_preview(const ClipPreviewParts& parts, MediaStore& store,
                                             const std::function<bool()>& go_on) {
  MadeFiles files(store);
  const fs::path file = files.add(".mp4");
  if (!Maker(parts, file, go_on).make()) return std::nullopt;
  return store.adopt(file);
}

}  // namespace controller
