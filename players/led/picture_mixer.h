#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>

#include "players/led/frame_sink.h"
#include "players/led/picture_item.h"
#include "players/output/lineup.h"
#include "players/output/requests.h"

namespace players {

/// Decides which frame a board shows next, and counts what was accepted. Knows no thread and no
/// sink: the board's thread calls apply() for what was asked, next() when a frame is due, and
/// delivered() with what became of it.
///
/// Nothing goes black by accident: while the first frame of an item is not decoded, and for
/// `kHold` after an item has ended by itself with nothing after it (the follower needs a moment to
/// name the next), the last picture stays, and belongs to no item.
///
/// Confined to the board's thread.
class PictureMixer {
 public:
  using Open = Lineup<PictureItem>::Open;
  static constexpr std::chrono::milliseconds kHold{400};
  /// A clip that decodes nothing for so long has failed.
  static constexpr std::chrono::seconds kStall{10};

  PictureMixer(const PictureFormat& format, Open open, Report report, Sweeper& sweeper);

  void apply(Request request, const Stamp& at);
  /// The frame due now. Empty: the clip that is on has not decoded it yet; ask again after a wake.
  std::optional<ShownFrame> next(const Stamp& at);
  /// What became of the frame that next() gave; `at` is the moment after the sink took it.
  void delivered(bool accepted, const Stamp& at);
  /// Ends everything as Stopped: the output is going away.
  void close(const Stamp& at);

  /// `state` and `problem` are the output's to fill in.
  OutputStatus status() const;
  /// The last frame the sink accepted (black before the first).
  const Snapshot& shown() const { return shown_; }

 private:
  using Entry = Lineup<PictureItem>::Entry;

  void apply_to(PlayRequest& request, const Stamp& at);
  void apply_to(PrepareRequest& request, const Stamp& at);
  void apply_to(StopRequest& request, const Stamp& at);
  void put_on(std::optional<Entry> entry, const Stamp& at);
  void take_off(PlayEnd why, const std::string& problem, const Stamp& at);
  /// Ends the item that is on by itself and puts on what was prepared to follow it.
  void end(PlayEnd why, const std::string& problem, const Stamp& at);
  bool length_reached() const;
  bool stalled(const Stamp& at);
  /// Puts together the frame that is due; `playing` null = it belongs to no item.
  const ShownFrame& make_due(const Playing* playing, const Stamp& at);
  const ShownFrame& item_frame(std::shared_ptr<const Image> image, const Stamp& at);
  const ShownFrame& held_frame(const Stamp& at);

  const PictureFormat format_;
  const Report report_;
  Sweeper& sweeper_;
  Lineup<PictureItem> lineup_;
  const std::shared_ptr<const Image> black_;
  std::optional<Entry> on_;
  bool begun_ = false;  ///< a frame of on_ was due and given
  std::chrono::nanoseconds waiting_since_{};
  std::shared_ptr<const Image> held_;  ///< what stands on the board between items
  std::uint64_t hold_frames_ = 0;      ///< how many more frames it may stand there
  ShownFrame due_;
  bool due_is_of_item_ = false;
  PlayToken last_token_ = 0;  ///< of the frame before, for ShownFrame::new_item
  std::uint64_t total_ = 0;
  protocols::io::WallTime idle_since_{};
  Snapshot shown_;
};

}  // namespace players
