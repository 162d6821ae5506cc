#include "players/speaker/speaker_output.h"

#include <fmt/format.h>
#include <pthread.h>

#include <chrono>
#include <stdexcept>
#include <utility>
#include <variant>

#include "players/speaker/open_sound.h"
#include "players/speaker/sound_file_item.h"

namespace players {

namespace {

using namespace std::chrono_literals;

constexpr std::chrono::nanoseconds kBlock = 20ms;

std::chrono::steady_clock::time_point now() {
  return std::chrono::steady_clock::now();
}

SoundFormat checked(SoundFormat format) {
  if (format.channels != 1 && format.channels != 2)
    throw std::invalid_argument(
        fmt::format("a loudspeaker cannot have {} channels", format.channels));
  return format;
}

// A card sets the pace by making write() wait. The schedule only keeps a device that takes
// everything at once (ALSA's null) near real time: one percent too fast, so as never to starve a
// real one, and without catching up.
Pace make_pace(const SampleSink& sink) {
  constexpr long rate = SoundFormat::rate;
  constexpr long block = SoundFormat::block;
  return sink.paces() ? Pace(now(), rate + rate / 100, block, 40ms) : Pace(now(), rate, block, 1s);
}

}  // namespace

SpeakerOutput::SpeakerOutput(const SoundFormat& format, std::unique_ptr<SampleSink> sink,
                             const protocols::io::Clock& clock, protocols::io::EventLoop& owner,
                             ReportListener listener)
    : format_(checked(format)),
      clock_(clock),
      sink_(std::move(sink)),
      reporter_(owner, std::move(listener)),
      mixer_(
          format_,
          [this](const PlayCommand& command) {
            return open_sound(command, format_, chimes_,
                              [requests = requests_] { requests->wake(); });
          },
          [this](PlayReport report) { reporter_.report(std::move(report)); }, sweeper_),
      tap_(format_, [this](PlayReport report) { reporter_.report(std::move(report)); }),
      guard_("speaker", [this] { sink_->open(format_); }),
      pace_(make_pace(*sink_)) {
  SoundFileItem::load_decoders();
  publish();
  thread_ = std::thread([this] { run(); });
  pthread_setname_np(thread_.native_handle(), "speaker");
}

SpeakerOutput::~SpeakerOutput() {
  requests_->close();
  thread_.join();
  const auto at = stamp(clock_);
  mixer_.close(at);
  tap_.flush(mixer_.take_spans(), at);
}

void SpeakerOutput::play(PlayCommand command) {
  requests_->push(PlayRequest{std::move(command)});
}
void SpeakerOutput::prepare(PlayCommand command) {
  requests_->push(PrepareRequest{std::move(command)});
}
void SpeakerOutput::stop(PlayToken token) {
  requests_->push(StopRequest{token});
}

void SpeakerOutput::run() {
  while (!requests_->closed()) {
    apply_requests();
    const auto early = pace_.due() - now() - (hurry_ ? kBlock : 0ns);
    if (early > 0ns) {
      requests_->wait(early);
    } else if (put_out_a_block()) {
      hurry_ = false;
      pace_.step(now());
    } else {
      requests_->wait(sink_->patience() / 4);
    }
  }
}

void SpeakerOutput::apply_requests() {
  for (Request& request : requests_->take()) {
    hurry_ = hurry_ || !std::holds_alternative<PrepareRequest>(request);
    mixer_.apply(std::move(request), stamp(clock_));
  }
}

bool SpeakerOutput::put_out_a_block() {
  const auto at = stamp(clock_);
  const bool patient = now() < pace_.due() + sink_->patience();
  if (!mixer_.mix(patient, at)) return false;
  const auto block = tap_.take(mixer_.block(), mixer_.take_spans(), at);
  const bool accepted = guard_.deliver(now(), [&] { sink_->write(block); });
  tap_.delivered(accepted, stamp(clock_));
  publish();
  return true;
}

void SpeakerOutput::publish() {
  auto status = mixer_.status();
  status.problem = guard_.problem();
  if (!status.problem.empty()) status.state = OutputState::Error;
  status.total = tap_.total();
  status.level = tap_.level();
  status_.set(std::move(status));
}

}  // namespace players
