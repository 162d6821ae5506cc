#include "players/device/watcher.h"

#include <algorithm>

namespace players {

namespace io = protocols::io;
namespace link = protocols::link;

namespace {

constexpr auto picture_period = std::chrono::milliseconds(500);
constexpr auto level_period = std::chrono::milliseconds(200);
constexpr std::int64_t longest_lease_s = 300;

Image halved(const Image& image) {
  Image half(std::max(image.width() / 2, 1), std::max(image.height() / 2, 1));
  for (int y = 0; y < half.height(); y++)
    for (int x = 0; x < half.width(); x++) half.set(x, y, image.at(x * 2, y * 2));
  return half;
}

}  // namespace

std::string png_within(const Image& image, std::size_t most_bytes) {
  auto png = encode_png(image);
  if (png.size() > most_bytes) png = encode_png(image, 9);
  if (png.size() <= most_bytes || (image.width() <= 1 && image.height() <= 1)) return png;
  return png_within(halved(image), most_bytes);
}

Watcher::Watcher(io::EventLoop& loop, io::WorkerPool& workers, const TrustedClock& clock,
                 Publish publish)
    : loop_(loop),
      workers_(workers),
      clock_(clock),
      publish_(std::move(publish)),
      picture_timer_(loop),
      level_timer_(loop) {}

void Watcher::watch(const link::Watch& watch) {
  const auto until = loop_.clock().steady() + std::chrono::seconds(std::clamp<std::int64_t>(
                                                  watch.for_s, 0, longest_lease_s));
  if (watch.picture) {
    // A lease that begins anew is somebody new: the present picture goes out even if it stands.
    if (!picture_timer_.armed()) shown_.clear();
    pictures_until_ = until;
    if (!picture_timer_.armed()) picture_timer_.every(picture_period, [this] { pictures(); });
  }
  if (watch.level) {
    levels_until_ = until;
    if (!level_timer_.armed()) level_timer_.every(level_period, [this] { levels(); });
  }
}

void Watcher::pictures() {
  if (loop_.clock().steady() > pictures_until_) return picture_timer_.cancel();
  for (const auto* output : outputs_) {
    const auto snapshot = output->snapshot();
    if (!snapshot || !snapshot->image || encoding_) continue;
    const auto shown = shown_.find(output);
    if (shown != shown_.end() && shown->second == snapshot->changes) continue;
    shown_[output] = snapshot->changes;
    send_picture(*snapshot);
  }
}

void Watcher::send_picture(const Snapshot& snapshot) {
  encoding_ = workers_.submit(
      loop_, [image = snapshot.image] { return png_within(*image, link::kMaxPayload); },
      [this, alive = std::weak_ptr(alive_)](std::string png) {
        if (alive.expired()) return;
        encoding_ = false;
        publish_("picture", std::move(png));
      },
      [this, alive = std::weak_ptr(alive_)](std::exception_ptr) {
        if (!alive.expired()) encoding_ = false;
      });
}

void Watcher::levels() {
  if (loop_.clock().steady() > levels_until_) return level_timer_.cancel();
  for (const auto* output : outputs_) {
    if (output->kind() != "sound") continue;
    const auto level = output->status().level;
    publish_("level", link::level_to_json({std::string(output->kind()), level.peak_dbfs,
                                           level.rms_dbfs, playlists::to_ms(clock_.now())}));
  }
}

}  // namespace players
