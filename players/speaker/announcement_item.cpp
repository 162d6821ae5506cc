#include "players/speaker/announcement_item.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "players/media/chime.h"

namespace players {

Chimes Chimes::make() {
  return {attention_chime().samples, emergency_chime().samples};
}

AnnouncementItem::AnnouncementItem(const Announcement& asked, std::uint64_t offset,
                                   const SoundFormat& format, const Chimes& chimes)
    : asked_(asked), channels_(format.channels), position_(offset), reported_(offset) {
  if (asked.chime == Chime::Attention) chime_ = &chimes.attention;
  if (asked.chime == Chime::Emergency) chime_ = &chimes.emergency;
  if (!chime_) phase_ = Phase::Speech;
  if (asked_.speech) begin_at(offset);
}

std::uint64_t AnnouncementItem::bundle_samples() const {
  return static_cast<std::uint64_t>(asked_.speech->bundle_length().count()) * SoundFormat::rate /
         1000;
}

void AnnouncementItem::begin_at(std::uint64_t offset) {
  decoder_.emplace();
  const auto whole = bundle_samples() * asked_.speech->size();
  if (whole == 0) return;
  round_ = static_cast<int>(std::min<std::uint64_t>(offset / whole, 1'000'000));
  const auto inside = offset % whole;
  bundle_ = inside / bundle_samples();
  packet_ = inside % bundle_samples() / kOpusFrame;
  skip_samples_ = inside % bundle_samples() % kOpusFrame;
}

SoundItem::Filled AnnouncementItem::fill(std::span<float> out) {
  if (phase_ == Phase::Chime) return fill_chime(out);
  if (phase_ == Phase::Pause) return fill_pause(out);
  if (phase_ == Phase::Speech && asked_.speech && round_ < asked_.repeat) return fill_speech(out);
  return {State::Ended};
}

SoundItem::Filled AnnouncementItem::fill_from(const std::vector<float>& sound, std::size_t& at,
                                              std::span<float> out) {
  const auto samples = std::min(out.size() / channels_, sound.size() - at);
  for (std::size_t i = 0; i < samples; i++)
    std::fill_n(out.begin() + static_cast<std::ptrdiff_t>(i * channels_), channels_, sound[at + i]);
  at += samples;
  return {State::Ready, samples};
}

SoundItem::Filled AnnouncementItem::fill_chime(std::span<float> out) {
  const auto filled = fill_from(*chime_, chime_at_, out);
  if (chime_at_ >= chime_->size()) phase_ = Phase::Speech;
  return filled;
}

SoundItem::Filled AnnouncementItem::fill_pause(std::span<float> out) {
  const auto samples = std::min(out.size() / channels_, kPause - pause_at_);
  std::fill_n(out.begin(), samples * channels_, 0.0F);
  pause_at_ += samples;
  if (pause_at_ >= kPause) phase_ = Phase::Speech;
  return {State::Ready, samples};
}

SoundItem::Filled AnnouncementItem::fill_speech(std::span<float> out) {
  while (frame_at_ >= frame_.size()) {
    auto got = next_frame(out.size() / channels_);
    if (got.state == State::Starving || got.state == State::Failed) return got;
    if (phase_ != Phase::Speech) return fill(out);
  }
  auto filled = fill_from(frame_, frame_at_, out);
  position_ += filled.samples;
  filled.advance = position_ - reported_;
  reported_ = position_;
  return filled;
}

SoundItem::Filled AnnouncementItem::next_frame(std::size_t wanted) {
  if (bundle_ >= asked_.speech->size()) {
    end_of_round();
    return {State::Ready};
  }
  const auto bundle = asked_.speech->bundle(bundle_);
  if (!bundle) return starve(wanted);
  starved_ = 0;
  if (packet_ >= bundle->size()) {
    next_bundle();
    return {State::Ready};
  }
  frame_ = decoder_->decode((*bundle)[packet_++]);
  frame_at_ = std::min(std::exchange(skip_samples_, 0), frame_.size());
  return {State::Ready};
}

SoundItem::Filled AnnouncementItem::starve(std::size_t wanted) {
  starved_ += wanted;
  if (starved_ >= kSkipAfter && asked_.speech->anything_after(bundle_)) {
    next_bundle();
    return {State::Ready};
  }
  if (starved_ < kGiveUpAfter) return {State::Starving};
  return {State::Failed, 0, 0,
          fmt::format("speech stopped arriving: bundle {} of {} did not come for {} s", bundle_,
                      asked_.speech->size(), kGiveUpAfter / SoundFormat::rate)};
}

void AnnouncementItem::next_bundle() {
  bundle_++;
  packet_ = 0;
  starved_ = 0;
  // Lost and short bundles count as if they had sounded, so that a position always means one place.
  const auto whole = bundle_samples() * asked_.speech->size();
  position_ = static_cast<std::uint64_t>(round_) * whole + bundle_ * bundle_samples();
}

void AnnouncementItem::end_of_round() {
  round_++;
  bundle_ = 0;
  pause_at_ = 0;
  phase_ = round_ < asked_.repeat ? Phase::Pause : Phase::Ended;
}

}  // namespace players
