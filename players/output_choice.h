#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

#include "players/device/output.h"
#include "playlists/orders/profile.h"
#include "protocols/io/clock.h"
#include "protocols/io/event_loop.h"

namespace players {

/// Where one kind of output goes, as written on the command line: a word and what follows its
/// colon.
struct SinkWords {
  std::string kind;
  std::string detail;
};

/// Which driver stands behind each output of a device: the one place where the program knows both
/// led and speaker. Immutable after construction.
class OutputChoice {
 public:
  /// `recorder:DIR`, `window`, `kms`, `null` and `recorder:DIR`, `alsa`, `alsa:DEVICE`, `null`.
  /// Throws std::invalid_argument, for people, on anything else.
  static OutputChoice parse(std::string_view picture, std::string_view sound);

  /// Clock and loop outlive the output; the listener runs on the loop.
  std::unique_ptr<Output> make(const playlists::Output& shape, const protocols::io::Clock& clock,
                               protocols::io::EventLoop& loop, ReportListener listener) const;

 private:
  SinkWords picture_;
  SinkWords sound_;
};

}  // namespace players
