#pragma once

#include <gst/app/gstappsrc.h>

#include <chrono>
#include <cstddef>
#include <span>
#include <string>

#include "players/output/gst_pointers.h"
#include "protocols/io/guarded.h"

namespace players {

/// A GStreamer pipeline that ends in a real device (sound card, window, screen) and is fed buffer
/// by buffer. The device's errors come out of push() with their reason.
///
/// Confined to the output's thread; GStreamer's threads reach only the guarded fields.
class PushPipeline {
 public:
  /// Starts `appsrc name=in ! <description>` with these caps, at most `queue` buffers waiting
  /// inside. Throws std::runtime_error with GStreamer's reason when the device cannot be opened.
  PushPipeline(std::string description, const std::string& caps, std::size_t queue);
  ~PushPipeline();
  PushPipeline(const PushPipeline&) = delete;
  PushPipeline& operator=(const PushPipeline&) = delete;

  /// Takes over the buffer. Waits while the queue is full; throws std::runtime_error if the device
  /// has failed, or has taken nothing for two seconds.
  void push(GstBuffer* buffer);

 private:
  static GstBusSyncReply on_message(GstBus* bus, GstMessage* message, gpointer self);
  static GstPadProbeReturn on_taken(GstPad* pad, GstPadProbeInfo* info, gpointer self);
  void fail(std::string problem);
  void wait_for_room() VANG_REQUIRES(mutex_);
  std::string why_not_started();

  const std::string description_;
  const std::size_t queue_;
  GstOwned<GstElement> pipeline_;
  GstOwned<GstElement> source_;
  protocols::io::Mutex mutex_;
  protocols::io::Signal changed_;
  std::size_t waiting_ VANG_GUARDED_BY(mutex_) = 0;  ///< buffers inside the queue
  std::string problem_ VANG_GUARDED_BY(mutex_);
};

/// A buffer of `size` bytes to be filled by `fill(std::span<std::uint8_t>)`.
template <class Fill>
GstBuffer* make_buffer(std::size_t size, Fill&& fill) {
  GstBuffer* buffer = gst_buffer_new_allocate(nullptr, size, nullptr);
  GstMapInfo map;
  gst_buffer_map(buffer, &map, GST_MAP_WRITE);
  fill(std::span<std::uint8_t>(map.data, map.size));
  gst_buffer_unmap(buffer, &map);
  return buffer;
}

}  // namespace players
