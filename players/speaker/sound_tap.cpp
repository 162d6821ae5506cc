#include "players/speaker/sound_tap.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace players {

SoundTap::SoundTap(const SoundFormat& format, Report report)
    : channels_(format.channels),
      report_(std::move(report)),
      limiter_(format.channels),
      samples_(SoundFormat::block * format.channels) {
  late_.push_back({nullptr, PeakLimiter::delay});
}

SoundBlock SoundTap::take(std::vector<float>& mixed, std::vector<SoundSpan> spans,
                          const Stamp& at) {
  limiter_.process(mixed);
  convert(mixed);
  for (SoundSpan& span : spans) late_.push_back(std::move(span));
  cut_spans_to_block();
  marks_.clear();
  measured_.assign(in_block_.size(), {});
  meter_[meter_at_] = {};
  std::size_t begin = 0;
  for (std::size_t i = 0; i < in_block_.size(); i++) {
    mark(in_block_[i], begin);
    const auto values =
        std::span(samples_).subspan(begin * channels_, in_block_[i].samples * channels_);
    measured_[i] = measure(values);
    meter_[meter_at_].add(measured_[i]);
    begin += in_block_[i].samples;
  }
  return {samples_, marks_, at};
}

void SoundTap::convert(const std::vector<float>& limited) {
  // 32768: what came as 16 bit and was not changed on the way goes out as the same 16 bit.
  for (std::size_t i = 0; i < limited.size(); i++)
    samples_[i] = static_cast<std::int16_t>(std::lrintf(limited[i] * 32768.0F));
}

void SoundTap::cut_spans_to_block() {
  in_block_.clear();
  std::size_t room = SoundFormat::block;
  // An end that falls on the block's edge is reported with this block, not 20 ms later.
  while (!late_.empty() && (room > 0 || late_.front().end)) {
    SoundSpan& front = late_.front();
    const auto taken = std::min(room, front.samples);
    room -= taken;
    if (taken == front.samples) {
      in_block_.push_back(std::move(front));
      late_.pop_front();
    } else {
      in_block_.push_back({front.playing, taken});
      front.samples -= taken;
    }
  }
}

void SoundTap::mark(const SoundSpan& span, std::size_t at) {
  if (!span.playing) return;
  if (span.samples > 0 && marked_ != span.playing) {
    marked_ = span.playing;
    marks_.push_back({at, true, span.playing->command.item});
  }
  if (span.end && marked_ == span.playing) {
    marked_.reset();
    marks_.push_back({at + span.samples, false, span.playing->command.item});
  }
}

Metered SoundTap::measure(std::span<const std::int16_t> values) {
  std::int64_t square_sum = 0;
  int peak = 0;
  for (const int value : values) {
    square_sum += static_cast<std::int64_t>(value) * value;
    peak = std::max(peak, std::abs(value));
  }
  return {static_cast<double>(square_sum) / (32768.0 * 32768.0), peak / 32768.0, values.size()};
}

void SoundTap::delivered(bool accepted, const Stamp& at) {
  for (std::size_t i = 0; i < in_block_.size(); i++) {
    const SoundSpan& span = in_block_[i];
    if (accepted && span.playing) {
      span.playing->accept(span.samples, total_, at, report_);
      span.playing->metered.add(measured_[i]);
    }
    if (accepted) total_ += span.samples;
    if (span.end) report_(span.playing->finish(*span.end, span.problem, at));
  }
  if (!accepted) meter_[meter_at_] = {};
  meter_at_ = (meter_at_ + 1) % meter_.size();
  in_block_.clear();
}

void SoundTap::flush(std::vector<SoundSpan> spans, const Stamp& at) {
  for (SoundSpan& span : spans) late_.push_back(std::move(span));
  for (const SoundSpan& span : late_)
    if (span.end) report_(span.playing->finish(*span.end, span.problem, at));
  late_.clear();
}

Level SoundTap::level() const {
  Metered recent;
  for (const Metered& block : meter_) recent.add(block);
  return to_level(recent);
}

}  // namespace players
