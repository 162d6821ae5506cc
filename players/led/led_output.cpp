#include "players/led/led_output.h"

#include <fmt/format.h>
#include <pthread.h>

#include <chrono>
#include <stdexcept>
#include <utility>

#include "players/led/clip_item.h"
#include "players/led/open_picture.h"
#include "players/output/pace.h"

namespace players {

namespace {

using namespace std::chrono_literals;

PictureFormat checked(PictureFormat format) {
  const auto side = [](int pixels) { return pixels >= 1 && pixels <= 8192; };
  if (!side(format.width) || !side(format.height) || format.fps < 1 || format.fps > 100)
    throw std::invalid_argument(fmt::format("a board cannot be {}x{} at {} frames a second",
                                            format.width, format.height, format.fps));
  return format;
}

}  // namespace

LedOutput::LedOutput(const PictureFormat& format, std::unique_ptr<FrameSink> sink,
                     const protocols::io::Clock& clock, protocols::io::EventLoop& owner,
                     ReportListener listener)
    : format_(checked(format)),
      clock_(clock),
      sink_(std::move(sink)),
      reporter_(owner, std::move(listener)),
      mixer_(
          format_,
          [this](const PlayCommand& command) {
            return open_picture(command, format_, [requests = requests_] { requests->wake(); });
          },
          [this](PlayReport report) { reporter_.report(std::move(report)); }, sweeper_),
      guard_("led", [this] { sink_->open(format_); }) {
  ClipItem::load_decoders();
  publish();
  thread_ = std::thread([this] { run(); });
  pthread_setname_np(thread_.native_handle(), "led");
}

LedOutput::~LedOutput() {
  requests_->close();
  thread_.join();
  mixer_.close(stamp(clock_));
}

void LedOutput::play(PlayCommand command) {
  requests_->push(PlayRequest{std::move(command)});
}
void LedOutput::prepare(PlayCommand command) {
  requests_->push(PrepareRequest{std::move(command)});
}
void LedOutput::stop(PlayToken token) {
  requests_->push(StopRequest{token});
}

void LedOutput::run() {
  const auto now = [] { return std::chrono::steady_clock::now(); };
  Pace pace(now(), format_.fps, 1, 1s);
  while (!requests_->closed()) {
    for (Request& request : requests_->take()) mixer_.apply(std::move(request), stamp(clock_));
    const auto early = pace.due() - now();
    if (early > 0ns) {
      requests_->wait(early);
    } else if (put_out_a_frame()) {
      pace.step(now());
    } else {
      requests_->wait(100ms);
    }
  }
}

bool LedOutput::put_out_a_frame() {
  const auto frame = mixer_.next(stamp(clock_));
  if (!frame) return false;
  const bool accepted =
      guard_.deliver(std::chrono::steady_clock::now(), [&] { sink_->show(*frame); });
  mixer_.delivered(accepted, stamp(clock_));
  publish();
  return true;
}

void LedOutput::publish() {
  auto status = mixer_.status();
  status.problem = guard_.problem();
  if (!status.problem.empty()) status.state = OutputState::Error;
  status_.set(std::move(status));
  snapshot_.set(mixer_.shown());
}

}  // namespace players
