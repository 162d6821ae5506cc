#include "controller/library/film_take.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace controller {

FilmTake::FilmTake(const MediaSource& source, const ProbeLimits& limits, std::int64_t lead)
    : source_(source),
      limits_(limits),
      lead_(av_rescale_q(lead, {1, players::kSoundRate}, source.video()->time_base)),
      turn_(source.turn()) {}

void FilmTake::add_board(const playlists::Output& board, std::filesystem::path file,
                         const FilmStyle& style) {
  const AVRational tick = source_.video()->time_base;
  boards_.push_back({FilmTiming(board.fps, tick.num, tick.den),
                     PictureFitter({board.width, board.height}, AV_PIX_FMT_YUV444P), nullptr});
  films_.emplace_back(std::move(file), board, style);
}

std::int64_t FilmTake::ticks_of(const AVFrame& frame) const {
  if (frame.best_effort_timestamp == AV_NOPTS_VALUE) {
    return held_ ? held_from_ + held_for_ : lead_;
  }
  return lead_ + frame.best_effort_timestamp -
         av_rescale_q(source_.start(), av::kMicroseconds, source_.video()->time_base);
}

double FilmTake::seconds(std::int64_t ticks) const {
  return static_cast<double>(ticks) * av_q2d(source_.video()->time_base);
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
  const std::int64_t at = ticks_of(frame);
  const double longest = std::chrono::duration<double>(limits_.duration).count();
  if (seconds(at - lead_) > longest || frame.width <= 0) {
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
  held_from_ = std::max<std::int64_t>(0, at);
  held_for_ = frame.pkt_duration > 0 ? frame.pkt_duration : usual_length();
}

std::int64_t FilmTake::usual_length() const {
  const double rate = source_.fps() > 0 ? source_.fps() : 25.0;
  return std::llround(1.0 / (rate * av_q2d(source_.video()->time_base)));
}

bool FilmTake::run(const std::function<bool(double seconds)>& go_on) {
  auto decoder = StreamDecoder::open(source_.video(), 0, limits_.pixels);
  if (!decoder) return true;
  const bool whole = decode_all(
      source_, source_.video(), *decoder, [this](AVFrame& frame) { take(frame); },
      [&](const AVPacket&) { return go_on(seconds(held_from_)); });
  damaged_ += decoder->damaged();
  if (!whole) return false;
  // A last frame that says it lasts for ever lasts ten seconds.
  const std::int64_t most = 250 * usual_length();
  for (std::size_t i = 0; i < boards_.size() && held_; ++i) {
    fill(i, boards_[i].timing.at_end(held_from_ + std::min(held_for_, most)));
    films_[i].finish();
  }
  return true;
}

}  // namespace controller
