#include "players/device/trusted_clock.h"

#include <algorithm>
#include <sstream>

#include "protocols/io/durable_file.h"
#include "protocols/io/log.h"
#include "protocols/io/storage_error.h"

namespace players {

namespace io = protocols::io;
using std::chrono::duration_cast;

namespace {

/// A controller whose own clock was set back a little (NTP) is still believed.
constexpr playlists::Duration tolerance = std::chrono::minutes(2);
/// Crystals of cheap boards: 100 ppm, 8.6 s a day.
constexpr std::int64_t drift_divisor = 10'000;

std::int64_t nanoseconds_of(io::SteadyTime steady) {
  return duration_cast<std::chrono::nanoseconds>(steady.time_since_epoch()).count();
}

}  // namespace

std::string TrustedClock::kernel_boot_id() {
  try {
    auto id = io::read_if_present("/proc/sys/kernel/random/boot_id").value_or("");
    while (!id.empty() && id.back() == '\n') id.pop_back();
    return id;
  } catch (const io::StorageError&) {
    return {};
  }
}

TrustedClock::TrustedClock(io::Clock& clock, Start start)
    : clock_(clock), start_(std::move(start)), floor_(start_.build) {
  load();
}

// One line: floor_ms boot_id base_ms base_steady_ns error_ms; the last four only with a base.
void TrustedClock::load() {
  const auto text = io::read_if_present(start_.file);
  if (!text) return;
  std::istringstream words(*text);
  std::int64_t floor_ms = 0;
  std::int64_t base_ms = 0;
  std::int64_t steady_ns = 0;
  std::int64_t error_ms = 0;
  std::string boot_id;
  if (!(words >> floor_ms)) return;
  floor_ = std::max(floor_, playlists::instant_from_ms(floor_ms));
  if (!(words >> boot_id >> base_ms >> steady_ns >> error_ms)) return;
  const io::SteadyTime steady{
      duration_cast<io::SteadyTime::duration>(std::chrono::nanoseconds(steady_ns))};
  if (boot_id.empty() || boot_id != start_.boot_id || steady > clock_.steady()) return;
  base_ = Base{playlists::instant_from_ms(base_ms), steady, playlists::Duration(error_ms)};
}

bool TrustedClock::accept(playlists::Instant signed_now, io::SteadyTime asked) {
  const auto now = clock_.steady();
  if (signed_now < floor_ - tolerance) {
    io::log::warning(
        "clock: a signed time before the floor is refused",
        {{"signed_ms", playlists::to_ms(signed_now)}, {"floor_ms", playlists::to_ms(floor_)}});
    return false;
  }
  // It was read somewhere between question and answer: take the middle.
  const auto half = duration_cast<playlists::Duration>(now - asked) / 2;
  const Base fresh{signed_now + half, now, half};
  if (base_ && error_at(*base_, now) < fresh.error) return false;
  base_ = fresh;
  keep();
  if (on_change) on_change();
  return true;
}

playlists::Duration TrustedClock::error_at(const Base& base, io::SteadyTime now) const {
  return base.error + duration_cast<playlists::Duration>(now - base.steady) / drift_divisor;
}

playlists::Instant TrustedClock::at(io::SteadyTime steady) const {
  if (base_) return base_->instant + duration_cast<playlists::Duration>(steady - base_->steady);
  const auto back = duration_cast<playlists::Duration>(clock_.steady() - steady);
  return std::max(floor_, clock_.wall() - back);
}

playlists::Instant TrustedClock::now() const {
  return at(clock_.steady());
}

std::optional<playlists::Instant> TrustedClock::trusted_now() const {
  if (!base_) return {};
  return now();
}

playlists::Duration TrustedClock::error() const {
  return base_ ? error_at(*base_, clock_.steady()) : playlists::Duration{};
}

void TrustedClock::keep() {
  if (!base_) return;
  floor_ = std::max(floor_, now());
  std::ostringstream words;
  words << playlists::to_ms(floor_);
  if (!start_.boot_id.empty())
    words << ' ' << start_.boot_id << ' ' << playlists::to_ms(base_->instant) << ' '
          << nanoseconds_of(base_->steady) << ' ' << base_->error.count();
  words << '\n';
  try {
    io::write_durably(start_.file, words.str());
  } catch (const io::StorageError& error) {
    io::log::warning("clock: floor not kept", {{"cause", error.what()}});
  }
}

}  // namespace players
