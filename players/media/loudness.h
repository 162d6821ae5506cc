// Loudness by EBU R 128 / ITU-R BS.1770-4 (libebur128), and the gain that brings sound to the house
// level: -16 LUFS integrated, no true peak above -1 dBTP. Measured once and answered by one plain
// gain; where that gain would pass the ceiling a true-peak limiter takes at most 6 dB, and what is
// then still missing is reported. Shared by ingest (clips) and speech (announcements). The
// functions are thread-safe; a meter is confined to its owner.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <span>

#include "players/media/sound.h"

namespace players {

/// What a meter says about one piece of sound.
struct Loudness {
  std::optional<double> lufs;  // integrated; none for silence (all below -70 LUFS) or < 400 ms
  double peak_dbtp = -200.0;   // highest true peak, dB relative to full scale; -200 = digital zero
};

/// Measures mono sound. Any rate ebur128 knows (8 kHz to 192 kHz).
Loudness measure(std::span<const float> mono, int rate = kSoundRate);

struct LevelTarget {
  double lufs = -16.0;
  double ceiling_dbtp = -1.0;
  double most_limiting_db = 6.0;  // how far the limiter may push a peak down
};

/// What was done to a sound and what it is now.
struct LevelReport {
  Loudness before;
  Loudness after;
  double gain_db = 0.0;     // the plain gain; 0 for sound without a loudness
  double limited_db = 0.0;  // the most the limiter took from any sample
  double short_lu = 0.0;    // how far below the target it stayed; 0 = on target within 0.1 LU
};

/// Brings `mono` to the target in place. Silence and less than 400 ms of sound are left alone
/// unless they pass the ceiling, and have no loudness in the report.
LevelReport level(std::span<float> mono, int rate = kSoundRate, const LevelTarget& target = {});

/// The same for sound that goes through a lossy codec, whose decoded peaks come out higher:
/// `encode` writes the sound as it is now and measures what a listener decodes; it is called again,
/// after the sound was lowered, by a distance that doubles until the peaks keep the ceiling (most
/// often once, eight times at most). `after` is the decoded sound.
LevelReport level_coded(std::span<float> mono, int rate, const std::function<Loudness()>& encode,
                        const LevelTarget& target = {});

/// A running meter: fed piece by piece, asked at the end.
class LoudnessMeter {
 public:
  explicit LoudnessMeter(int rate);
  ~LoudnessMeter();
  LoudnessMeter(const LoudnessMeter&) = delete;
  LoudnessMeter& operator=(const LoudnessMeter&) = delete;
  void feed(std::span<const float> mono);
  double lufs() const;       // -infinity if all falls under the gate
  double peak_dbtp() const;  // -200 for digital zero

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace players
