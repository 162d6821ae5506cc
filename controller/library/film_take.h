// The moving picture of a source, decoded once and written for every board. Internal to this
// folder.
#pragma once

#include <cstdint>
#include <deque>
#include <filesystem>
#include <functional>
#include <vector>

#include "controller/library/film_timing.h"
#include "controller/library/film_writer.h"
#include "controller/library/media_source.h"
#include "controller/library/picture_fitter.h"
#include "players/media/sound.h"

namespace controller {

/// Confined to its owner.
class FilmTake {
 public:
  /// `lead`: samples at 48 kHz that its sound begins later than in the source; the first frame
  /// stands meanwhile.
  FilmTake(const MediaSource& source, const ProbeLimits& limits, std::int64_t lead = 0);

  /// What `style` names outlives run().
  void add_board(const playlists::Output& board, std::filesystem::path file,
                 const FilmStyle& style = {});
  /// Decodes to the end. `go_on` hears the seconds reached after each packet and stops with false.
  /// Returns false if stopped. Throws as FilmWriter.
  bool run(const std::function<bool(double seconds)>& go_on);

  /// After run: finished films, in the order of add_board; none has a frame if nothing decoded.
  std::deque<FilmWriter>& films() { return films_; }
  std::int64_t damaged() const { return damaged_; }
  bool nothing_decoded() const { return !held_; }

 private:
  struct Board {
    FilmTiming timing;
    PictureFitter fitter;
    av::Frame fitted;  // held_ on this board, once it was needed
  };
  void take(AVFrame& frame);
  void fill(std::size_t board, std::int64_t count);
  std::int64_t ticks_of(const AVFrame& frame) const;
  double seconds(std::int64_t ticks) const;
  std::int64_t usual_length() const;

  const MediaSource& source_;
  ProbeLimits limits_;
  std::int64_t lead_;  // in ticks of the source
  Turn turn_;
  std::deque<Board> boards_;
  std::deque<FilmWriter> films_;
  av::Frame held_;              // the latest frame; it stands until the next one begins
  std::int64_t held_from_ = 0;  // in ticks of the source, after time zero
  std::int64_t held_for_ = 0;   // how long it says it lasts
  std::int64_t damaged_ = 0;
};

}  // namespace controller
