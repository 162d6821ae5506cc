#include "players/speaker/card_sink.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>
#include <stdexcept>
#include <utility>

namespace players {

CardSink::CardSink(std::string element) : element_(std::move(element)) {}

void CardSink::open(const SoundFormat& format) {
  pipeline_.reset();  // a card that is open twice refuses the second
  const auto caps = fmt::format("audio/x-raw,format=S16LE,layout=interleaved,rate={},channels={}",
                                SoundFormat::rate, format.channels);
  pipeline_ = std::make_unique<PushPipeline>(
      "audioconvert ! audioresample ! " + element_ + " sync=false", caps, 2);
}

void CardSink::write(const SoundBlock& block) {
  pipeline_->push(make_buffer(block.samples.size_bytes(), [&](std::span<std::uint8_t> out) {
    std::memcpy(out.data(), block.samples.data(), out.size());
  }));
}

std::string alsa_element(const std::string& device) {
  if (device.empty()) return "autoaudiosink";
  const auto bad = [](char c) {
    return c == '"' || c == '\\' || static_cast<unsigned char>(c) < 0x20;
  };
  if (std::any_of(device.begin(), device.end(), bad))
    throw std::invalid_argument(fmt::format("'{}' cannot be the name of an ALSA device", device));
  return fmt::format("alsasink device=\"{}\" buffer-time=100000 latency-time=20000", device);
}

}  // namespace players
