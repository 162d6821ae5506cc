#include "players/speaker/sound_mixer.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <utility>

namespace players {

namespace {

std::size_t to_samples(std::chrono::milliseconds time) {
  return static_cast<std::size_t>(time.count()) * SoundFormat::rate / 1000;
}

std::size_t fade_samples(const PlayCommand& command) {
  const auto fade =
      std::clamp<std::chrono::milliseconds>(command.fade, {}, SoundMixer::kLongestFade);
  return std::max(SoundMixer::kRamp, to_samples(fade));
}

// Half a cosine from 0 to 1: no corner that could be heard.
float ramp(std::uint64_t at, std::size_t length) {
  if (at >= length) return 1;
  const float part = (static_cast<float>(at) + 0.5F) / static_cast<float>(length);
  return 0.5F - 0.5F * std::cos(part * std::numbers::pi_v<float>);
}

float to_gain(double decibel) {
  return static_cast<float>(std::pow(10.0, std::clamp(decibel, -60.0, 12.0) / 20));
}

}  // namespace

SoundMixer::SoundMixer(const SoundFormat& format, Open open, Report report, Sweeper& sweeper)
    : channels_(format.channels),
      sweeper_(sweeper),
      lineup_(std::move(open), std::move(report), sweeper),
      block_(SoundFormat::block * format.channels) {}

void SoundMixer::apply(Request request, const Stamp& at) {
  std::visit([&](auto& asked) { apply_to(asked, at); }, request);
}

void SoundMixer::apply_to(PlayRequest& request, const Stamp& at) {
  // Taken first: what was prepared to follow the replaced item may be the very thing asked for.
  auto entry = lineup_.take(std::move(request.command), at);
  if (on_) cut(PlayEnd::Replaced, at);
  put_on(std::move(entry), at);
}

void SoundMixer::apply_to(PrepareRequest& request, const Stamp& at) {
  lineup_.prepare(std::move(request.command), at);
}

void SoundMixer::apply_to(StopRequest& request, const Stamp& at) {
  lineup_.stop(request.token, at);
  if (!on_ || on_->playing->command.token != request.token) return;
  cut(PlayEnd::Stopped, at);
  put_on(std::nullopt, at);
}

void SoundMixer::put_on(std::optional<Entry> entry, const Stamp& at) {
  on_ = std::move(entry);
  begun_ = false;
  given_ = 0;
  waiting_since_ = at.mono;
  if (!on_) {
    idle_since_ = at.wall;
    return;
  }
  const PlayCommand& command = on_->playing->command;
  gain_ = to_gain(command.volume_db);
  // The beginning of a content needs no ramp and must stay as it is; a place inside it does.
  fade_in_ = command.offset > 0 || command.fade.count() > 0 ? fade_samples(command) : 0;
}

void SoundMixer::take_off(PlayEnd why, const std::string& problem) {
  spans_.push_back({on_->playing, 0, why, problem});
  sweeper_.sweep(std::move(on_->item));
  on_.reset();
}

void SoundMixer::end(PlayEnd why, const std::string& problem, const Stamp& at) {
  const auto token = on_->playing->command.token;
  take_off(why, problem);
  put_on(lineup_.following(token), at);
}

void SoundMixer::cut(PlayEnd why, const Stamp& at) {
  if (begun_) keep_tail();
  lineup_.no_longer(on_->playing->command.token, at);
  take_off(why, "");
}

void SoundMixer::keep_tail() {
  const auto length = fade_samples(on_->playing->command);
  std::vector<float> tail(length * channels_);
  std::size_t got = 0;
  while (got < length) {
    const auto filled = on_->item->fill(std::span(tail).subspan(got * channels_));
    if (filled.state != SoundItem::State::Ready) break;
    got += filled.samples;
  }
  tail.resize(got * channels_);
  shape(tail);
  for (std::size_t i = 0; i < got; i++)
    for (std::size_t c = 0; c < channels_; c++) tail[i * channels_ + c] *= ramp(got - 1 - i, got);
  // Two cuts within one ramp: what still rings of the first goes on under the second.
  add_tail_before(filled_);
  tail.resize(std::max(tail.size(), tail_.size()));
  for (std::size_t i = 0; i < tail_.size(); i++) tail[i] += tail_[i];
  tail_ = std::move(tail);
  tail_from_ = filled_;
}

bool SoundMixer::mix(bool patient, const Stamp& at) {
  while (room() > 0 && on_)
    if (!fill_from_item(patient, at)) return false;
  fill_with_silence();
  add_tail_before(SoundFormat::block);
  tail_from_ = 0;
  filled_ = 0;
  return true;
}

bool SoundMixer::fill_from_item(bool patient, const Stamp& at) {
  auto wanted = room();
  const auto length = on_->playing->command.length;
  if (length > 0)
    wanted = static_cast<std::size_t>(std::min<std::uint64_t>(wanted, length - given_));
  const auto filled =
      on_->item->fill(std::span(block_).subspan(filled_ * channels_, wanted * channels_));
  switch (filled.state) {
    case SoundItem::State::Ready:
      took(filled, at);
      return true;
    case SoundItem::State::Starving:
      fill_with_silence();
      return true;
    case SoundItem::State::Waiting:
      if (at.mono - waiting_since_ > kStall) {
        end(PlayEnd::Failed, fmt::format("nothing was decoded for {} s", kStall.count()), at);
        return true;
      }
      if (begun_ && patient) return false;
      fill_with_silence();
      return true;
    default:
      if (filled.state == SoundItem::State::Ended && begun_)
        end(PlayEnd::Ended, "", at);
      else
        end(PlayEnd::Failed,
            filled.problem.empty() ? "it holds no sound from there on" : filled.problem, at);
      return true;
  }
}

void SoundMixer::took(const SoundItem::Filled& filled, const Stamp& at) {
  shape(std::span(block_).subspan(filled_ * channels_, filled.samples * channels_));
  begun_ = true;
  waiting_since_ = at.mono;
  given_ += filled.samples;
  filled_ += filled.samples;
  on_->playing->position += filled.advance;
  spans_.push_back({on_->playing, filled.samples});
  const auto length = on_->playing->command.length;
  if (length > 0 && given_ >= length) end(PlayEnd::Ended, "", at);
}

void SoundMixer::shape(std::span<float> sound) {
  if (gain_ != 1.0F)
    for (float& value : sound) value *= gain_;
  const auto length = on_->playing->command.length;
  const auto samples = sound.size() / channels_;
  const bool fades_in = given_ < fade_in_;
  const bool runs_out = length > 0 && given_ + samples + kRamp > length;
  if (!fades_in && !runs_out) return;
  for (std::size_t i = 0; i < samples; i++) {
    const auto at = given_ + i;
    float gain = ramp(at, fade_in_);
    if (runs_out) gain *= at < length ? ramp(length - 1 - at, kRamp) : 0.0F;
    for (std::size_t c = 0; c < channels_; c++) sound[i * channels_ + c] *= gain;
  }
}

void SoundMixer::fill_with_silence() {
  if (room() == 0) return;
  std::fill(block_.begin() + static_cast<std::ptrdiff_t>(filled_ * channels_), block_.end(), 0.0F);
  spans_.push_back({nullptr, room()});
  filled_ = SoundFormat::block;
}

void SoundMixer::add_tail_before(std::size_t until) {
  if (until <= tail_from_) return;
  const auto values = std::min(tail_.size(), (until - tail_from_) * channels_);
  for (std::size_t i = 0; i < values; i++) block_[tail_from_ * channels_ + i] += tail_[i];
  tail_.erase(tail_.begin(), tail_.begin() + static_cast<std::ptrdiff_t>(values));
  tail_from_ = until;
}

void SoundMixer::close(const Stamp& at) {
  if (on_) take_off(PlayEnd::Stopped, "");
  lineup_.discard(at);
}

OutputStatus SoundMixer::status() const {
  OutputStatus status;
  status.since = idle_since_;
  status.state = on_ ? OutputState::Playing : OutputState::Idle;
  if (!on_) return status;
  const Playing& playing = *on_->playing;
  status.token = playing.command.token;
  status.item = playing.command.item;
  status.since = playing.since;
  status.amount = playing.amount;
  status.position = playing.position;
  return status;
}

}  // namespace players
