#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "players/device/play_report.h"
#include "players/device/speech_source.h"
#include "players/media/image.h"

namespace players {

// --- What to play

/// A rendition made for this very board: an MP4 (H.264, its frames one for one) or a PNG, width x
/// height of the output. A PNG stays until the command's `length`.
struct PictureFile {
  std::filesystem::path path;
};

/// One page of a card: RGB, width x height of the output, and how long it stays (rounded up to
/// whole frames, at least one).
struct Page {
  std::shared_ptr<const Image> image;
  std::chrono::milliseconds dwell{0};
};

/// A card as drawn by players/media. The pages follow each other round and round until the
/// command's `length`; without a length, once. One page alone may have dwell 0 if the command has a
/// length.
struct PicturePages {
  std::vector<Page> pages;
};

/// A rendition of sound: Ogg Opus at 48 kHz, of one or two channels (mixed to the output's).
struct SoundFile {
  std::filesystem::path path;
};

/// What sounds before speech (players/media/chime.h).
enum class Chime { None = 0, Attention, Emergency };

/// An announcement: the built-in chime (at once, from memory), then the speech as its bundles
/// arrive, `repeat` times with a pause of one second between. Null `speech` = the chime alone. A
/// bundle that is late is waited for in silence; if later ones are there after 1.5 s it is skipped,
/// and after 15 s in which nothing came the item ends as Failed.
struct Announcement {
  Chime chime = Chime::Attention;
  std::shared_ptr<const SpeechSource> speech;
  int repeat = 1;
};

/// Nothing to see or hear, but on the record: black or silent for the command's `length`.
struct Blank {};

using Source = std::variant<Blank, PictureFile, PicturePages, SoundFile, Announcement>;

/// One thing to play.
struct PlayCommand {
  PlayToken token = 0;  ///< not 0, never used before
  std::string item;  ///< how the recorders name it (an entry's or order's id); without comma, quote
                     ///< or newline
  Source source;
  /// Where in the item to begin, in frames or samples per channel: 0, or the `position` of an
  /// earlier PlayFinished. In an announcement it counts the speech alone (the chime sounds again),
  /// through all repeats.
  std::uint64_t offset = 0;
  /// How long this playing lasts at most, in frames or samples from its first one; 0 = to the end
  /// of the content. Content that is shorter ends earlier. A PNG and a Blank need it.
  std::uint64_t length = 0;
  double volume_db = 0;               ///< sound: gain before the limiter, -60..+12
  std::chrono::milliseconds fade{0};  ///< sound: fade in at the beginning, and out if it is
                                      ///< replaced or stopped; never under 5 ms
  /// For prepare(): the token after whose own end (Ended or Failed) this one begins, without a
  /// frame or sample between; 0 = it begins when play() is called with the same token.
  PlayToken after = 0;
};

// --- What is playing

enum class OutputState {
  Unknown = 0,
  Idle,     ///< black or silent, and the sink takes it
  Playing,  ///< an item is the one being put out
  Error,    ///< the sink refuses frames or samples; it is opened again with back-off (1 s, doubling
            ///< to 60 s)
};

/// A consistent picture of one moment.
struct OutputStatus {
  OutputState state = OutputState::Unknown;
  std::string
      problem;  ///< why `state` is Error: what was tried, on what, the cause; for people, English
  PlayToken token = 0;  ///< what is on now (also while Error); 0 = nothing
  std::string item;
  protocols::io::WallTime since{};  ///< when `token` started; when it went idle if nothing plays
  std::uint64_t amount = 0;         ///< frames or samples of `token` the sink has accepted so far
  std::uint64_t position = 0;       ///< as in PlayFinished
  std::uint64_t total = 0;  ///< frames or samples the sink has accepted since construction, black
                            ///< and silence included
  Level level;              ///< of the last 200 ms
};

/// The frame really shown. `changes` grows by one whenever the pixels change: compare it before
/// encoding a picture again.
struct Snapshot {
  std::shared_ptr<const Image> image;  ///< never null once the output is open
  std::uint64_t changes = 0;
};

/// One place where things come out of a device: a LED board or a loudspeaker, black or silent
/// unless told otherwise. It plays exactly one thing at a time and decides nothing: the timeline
/// follower says what, and this says what really happened.
///
/// Contract of all outputs:
/// - play() replaces what is on at once. A picture stays on the board until the first frame of the
/// next is decoded (never black
///   between items); sound is cut by a ramp of 5 ms, the next begins within the same ramp.
/// - Of the items before, between and after, every frame and sample put out belongs to exactly one
/// item or to none (black,
///   silence, a held picture after the end of its item). Counts are taken where the sink accepts,
///   not where the decoder delivers.
/// - What cannot be played ends as Failed with a reason; the output itself goes on. A broken sink
/// is a state, not an exception:
///   items go by in real time and count nothing until it is back.
/// - Frames of a clip are never dropped nor repeated. An output that is late puts out the missing
/// frames one after the other until
///   it is on time again (up to one second of them; beyond that the item simply ends later).
/// - Reports are posted to the owner's loop in order, with no lock held. After the destructor has
/// returned none is posted any more;
///   those in flight keep nothing of the output alive.
///
/// Owned by main, which outlives the follower. Thread-safe; no call waits for a decoder or for a
/// sink.
class Output {
 public:
  virtual ~Output() = default;

  /// "picture" or "sound", as in documents.
  virtual std::string_view kind() const = 0;

  /// Puts `command` on now, in the place of whatever is on. If its token was prepared, the prepared
  /// decoder is used.
  virtual void play(PlayCommand command) = 0;

  /// Opens the file and decodes its beginning, so that play(token) or the boundary at `after` costs
  /// nothing. One item is kept ready; preparing another one discards it (finished: Stopped, amount
  /// 0). play() of something else leaves it ready unless it waits for the replaced token, in which
  /// case it is discarded.
  virtual void prepare(PlayCommand command) = 0;

  /// Ends that item if it is on (to black or silence) or discards it if it is prepared. Any other
  /// token: nothing happens.
  virtual void stop(PlayToken token) = 0;

  virtual OutputStatus status() const = 0;

  /// Empty for sound.
  virtual std::optional<Snapshot> snapshot() const = 0;
};

/// Called on the owner's loop.
using ReportListener = std::function<void(const PlayReport&)>;

}  // namespace players
