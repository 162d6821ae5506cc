#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace players {

/// One bundle as it travels: Opus packets of 20 ms each, in order.
using OpusPackets = std::vector<std::string>;

/// The speech of one announcement while it arrives: the link side puts bundles in by index, in any
/// order and as often as they come; the loudspeaker takes them in order. It keeps all of them (six
/// minutes are about 1 MB), so that the speech can be repeated. Whoever puts a bundle in has
/// verified its hash against the signed order: this class trusts what it is given.
///
/// Owned by shared_ptr from the order desk and the output. Thread-safe.
class SpeechSource {
 public:
  /// `bundles` = how many the signed order names; `bundle_length` = media time of each (the last
  /// may be shorter).
  SpeechSource(std::size_t bundles, std::chrono::milliseconds bundle_length)
      : bundles_(bundles), bundle_length_(bundle_length) {}

  /// The first copy of an index wins; an index beyond `size()` is ignored. False when nothing
  /// changed.
  bool put(std::size_t index, OpusPackets packets) {
    const std::lock_guard lock(mutex_);
    if (index >= bundles_.size() || bundles_[index] || packets.empty()) return false;
    bundles_[index] = std::make_shared<const OpusPackets>(std::move(packets));
    held_++;
    return true;
  }

  /// Null while it has not arrived.
  std::shared_ptr<const OpusPackets> bundle(std::size_t index) const {
    const std::lock_guard lock(mutex_);
    return index < bundles_.size() ? bundles_[index] : nullptr;
  }

  /// True if some bundle after `index` is there: then `index` was lost on the way, rather than not
  /// yet spoken.
  bool anything_after(std::size_t index) const {
    const std::lock_guard lock(mutex_);
    for (std::size_t later = index + 1; later < bundles_.size(); later++)
      if (bundles_[later]) return true;
    return false;
  }

  /// Indexes not here yet, ascending: what to ask the device listener for.
  std::vector<std::size_t> missing() const {
    const std::lock_guard lock(mutex_);
    std::vector<std::size_t> indexes;
    for (std::size_t index = 0; index < bundles_.size(); index++)
      if (!bundles_[index]) indexes.push_back(index);
    return indexes;
  }

  std::size_t size() const { return bundles_.size(); }
  std::chrono::milliseconds bundle_length() const { return bundle_length_; }
  bool complete() const {
    const std::lock_guard lock(mutex_);
    return held_ == bundles_.size();
  }

 private:
  mutable std::mutex mutex_;
  std::vector<std::shared_ptr<const OpusPackets>> bundles_;
  std::size_t held_ = 0;
  const std::chrono::milliseconds bundle_length_;
};

}  // namespace players
