#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>

#include "playlists/instant.h"
#include "playlists/orders/receipt.h"
#include "protocols/io/clock.h"

namespace players {

/// The time that somebody vouched for (design D7). The machine's wall clock is never believed: it
/// may say 1970. A `time` document that answers our own nonce gives an instant; from then on the
/// trusted time is that instant plus what the steady clock has counted, whatever the wall clock
/// does. Its error is half of the question's way there and back, growing by the crystal's drift; a
/// later answer replaces it only if it knows better.
///
/// The floor, the latest instant ever vouched for, survives restarts and power cuts: an answer
/// before it is refused. A restart of the program alone keeps the trusted time, because the steady
/// clock went on: the file names the kernel's boot. After a power cut there is no trusted time
/// until an answer comes. Lives on the device loop.
class TrustedClock {
 public:
  struct Start {
    std::filesystem::path file;  ///< where floor and base are kept
    playlists::Instant build{};  ///< nothing signed before the program was built is believed
    std::string boot_id;         ///< of the kernel; empty = a restart never keeps the time
  };
  /// The identity of the kernel's present run, empty where there is none.
  static std::string kernel_boot_id();

  TrustedClock(protocols::io::Clock& clock, Start start);

  /// A verified `time` document said `signed_now`; the question left at `asked` (steady) and the
  /// answer is here now. False if it lies before the floor, or is no better than what we have.
  bool accept(playlists::Instant signed_now, protocols::io::SteadyTime asked);

  bool trusted() const { return base_.has_value(); }
  playlists::ClockState state() const {
    return trusted() ? playlists::ClockState::Trusted : playlists::ClockState::Untrusted;
  }
  std::optional<playlists::Instant> trusted_now() const;
  /// The trusted time; without it the best guess, never before the floor. For records marked
  /// `untrusted` and for nothing else.
  playlists::Instant now() const;
  playlists::Instant at(protocols::io::SteadyTime steady) const;
  playlists::Duration error() const;
  playlists::Instant floor() const { return floor_; }
  /// Keeps the present trusted time as the floor. Call it every few minutes and at the end.
  void keep();
  /// Called after every accepted answer.
  std::function<void()> on_change;

 private:
  struct Base {
    playlists::Instant instant{};
    protocols::io::SteadyTime steady{};
    playlists::Duration error{};
  };
  void load();
  playlists::Duration error_at(const Base& base, protocols::io::SteadyTime now) const;

  protocols::io::Clock& clock_;
  Start start_;
  playlists::Instant floor_{};
  std::optional<Base> base_;
};

}  // namespace players
