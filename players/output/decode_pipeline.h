#pragma once

#include <gst/app/gstappsink.h>

#include <atomic>
#include <chrono>
#include <filesystem>
#include <functional>
#include <string>

#include "players/output/gst_pointers.h"
#include "protocols/io/guarded.h"

namespace players {

/// One file being decoded by GStreamer on its own streaming thread into a short queue, which the
/// mixer of an output empties without ever waiting. Not synchronised to any clock: the mixer takes
/// a buffer when it wants one, so every buffer is counted where it is put out.
///
/// Owned by one item of one output. pull() and the destructor belong to the owner (they may be on
/// different threads, one after the other); `wake` is called on the streaming thread.
class DecodePipeline {
 public:
  enum class State {
    Unknown = 0,
    Waiting,  ///< nothing decoded yet; `wake` will be called when that changes
    Ready,    ///< pull() gave a sample
    Ended,    ///< everything was pulled
    Failed,   ///< see problem()
  };
  struct Pulled {
    State state = State::Unknown;
    GstOwned<GstSample> sample;  ///< only with Ready
  };

  /// `description`: gst-launch syntax with a filesrc named "in" and an appsink named "out".
  /// Begins decoding at `from` (media time; 0 = the first buffer, otherwise the buffer that covers
  /// it). Throws std::runtime_error if the pipeline cannot be built.
  DecodePipeline(const std::string& description, const std::filesystem::path& file,
                 std::chrono::nanoseconds from, std::function<void()> wake);
  /// Stops the decoder and waits for its thread: keep it off the mixer's thread (see Sweeper).
  ~DecodePipeline();
  DecodePipeline(const DecodePipeline&) = delete;
  DecodePipeline& operator=(const DecodePipeline&) = delete;

  Pulled pull();
  /// True once everything was pulled; knows the end without waiting for the next pull().
  bool ended() const;
  /// How long the file says it is; 0 = it does not say.
  std::chrono::nanoseconds duration() const;
  std::string problem() const { return problem_.copy(); }

  /// Loads the plug-ins of a description (50 to 100 ms the first time), so that the first file does
  /// not wait for them. Throws std::runtime_error naming the one that is missing.
  static void load(const std::string& description);

 private:
  static GstBusSyncReply on_message(GstBus* bus, GstMessage* message, gpointer self);
  static GstFlowReturn on_sample(GstAppSink* sink, gpointer self);
  static void on_end(GstAppSink* sink, gpointer self);
  void fail(std::string problem);
  void wake_if_hungry();
  void seek_when_prerolled();

  const std::filesystem::path file_;
  const std::chrono::nanoseconds from_;
  const std::function<void()> wake_;
  GstOwned<GstElement> pipeline_;
  GstOwned<GstElement> sink_;
  protocols::io::Guarded<std::string> problem_;
  std::atomic<bool> failed_ = false;
  std::atomic<bool> prerolled_ = false;
  std::atomic<bool> hungry_ = false;
  bool seek_pending_ = false;
};

}  // namespace players
