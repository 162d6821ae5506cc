#include "controller/library/film_take.h"

#include <algorithm>
#include <utility>

namespace controller {

FilmTake::FilmTake(const MediaSource& source, const ProbeLimits& limits)
    : source_(source), limits_(limits), turn_(source.turn()) {}

void FilmTake::add_board(const playlists::Output& board, std::filesystem::path file) {
  boards_.push_back({FilmTiming(board.fps),
                     PictureFitter({board.width, board.height}, AV_PIX_FMT_YUV420P), nullptr});
  films_.emplace_back(std::move(file), board);
}

double FilmTake::time_of(const AVFrame& frame) const {
  if (frame.best_effort_timestamp == AV_NOPTS_VALUE) return held_from_ + held_for_;
  return static_cast<double>(frame.best_effort_timestamp) * av_q2d(source_.video()->time_base) -
         source_.start();
}

// Only a frame that comes to be shown is scaled, and only once however long it stands.
void FilmTake::fill(std::size_t board, std::int64_t count) {
  Board& one = boards_[board];
  for (std::int64_t i = 0; i < count; ++i) {
    if (!one.fitted) {
      const AVRational shape =
          av_guess_sample_aspect_ratio(source_.context(), source_.video(), held_.get());
      one.fitted = one.fitter.fit(*held_, shape, turn_);
    }
    films_[board].write(*one.fitted);
  }
}

void FilmTake::take(AVFrame& frame) {
  const double at = time_of(frame);
  const double longest = std::chrono::duration<double>(limits_.duration).count();
  if (at > longest || frame.width <= 0) {
    ++damaged_;
    return;
  }
  const bool first = !held_;
  if (first) {
    held_ = av::make_frame();
    av_frame_ref(held_.get(), &frame);
  }
  for (std::size_t i = 0; i < boards_.size(); ++i) {
    fill(i, boards_[i].timing.before(at));
    boards_[i].fitted.reset();
  }
  if (!first) {
    av_frame_unref(held_.get());
    av_frame_ref(held_.get(), &frame);
  }
  held_from_ = std::max(0.0, at);
  const double rate = source_.fps();
  held_for_ = frame.pkt_duration > 0
                  ? static_cast<double>(frame.pkt_duration) * av_q2d(source_.video()->time_base)
                  : (rate > 0 ? 1.0 / rate : 0.04);
}

bool FilmTake::run(const std::function<bool(double seconds)>& go_on) {
  auto decoder = StreamDecoder::open(source_.video(), 0, limits_.pixels);
  if (!decoder) return true;
  const bool whole = decode_all(
      source_, source_.video(), *decoder, [this](AVFrame& frame) { take(frame); },
      [&](const AVPacket&) { return go_on(held_from_); });
  damaged_ += decoder->damaged();
  if (!whole) return false;
  for (std::size_t i = 0; i < boards_.size() && held_; ++i) {
    fill(i, boards_[i].timing.at_end(held_from_ + std::min(held_for_, 10.0)));
    films_[i].finish();
  }
  return true;
}

}  // namespace controller
