// An opened media file: which streams count, where time begins, how the picture is turned.
#pragma once

#include <chrono>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>

#include "controller/library/av.h"
#include "controller/library/probe.h"

namespace controller {

/// How a stored picture has to be turned to be seen upright (a track's display matrix, a photo's
/// EXIF orientation): first a quarter turn, then mirroring.
struct Turn {
  int degrees = 0;        // clockwise: 0, 90, 180, 270
  bool mirrored = false;  // left and right exchanged, after turning

  bool swaps_sides() const { return degrees == 90 || degrees == 270; }
};
/// From nine numbers of 16.16 fixed point (av_display_matrix); null = no turn.
Turn turn_of(const std::int32_t* matrix);

/// Reads one file, judged by its bytes: libav never learns its name, may open no other file or
/// address, and may take it only for one of the containers in `media_source.cpp`. Playlists and
/// scripts that would open further files are no media. Confined to its owner.
class MediaSource {
 public:
  /// Nullopt and `error` (libav's number) if it cannot be opened as media.
  static std::optional<MediaSource> open(const std::filesystem::path& file,
                                         const ProbeLimits& limits, int& error);

  AVFormatContext* context() const { return input_.get(); }
  AVStream* video() const { return video_; }  // null without moving or still picture
  AVStream* audio() const { return audio_; }  // null without sound
  bool is_still() const;                      // a picture file
  /// Longest of what the container says; 0 if it says nothing.
  std::chrono::milliseconds duration() const;
  /// Earliest start of the chosen streams, in microseconds: time zero of every rendition.
  std::int64_t start() const;
  Turn turn() const;   // of the video track; photos carry it in their frame
  double fps() const;  // mean; 0 if unknown

 private:
  MediaSource(av::Bytes bytes, av::Input input);
  av::Bytes bytes_;  // outlives input_, which reads it
  av::Input input_;
  AVStream* video_ = nullptr;
  AVStream* audio_ = nullptr;
};

/// Decodes one stream of a source. Confined to its owner.
class StreamDecoder {
 public:
  /// Nullopt if there is no decoder for it. `threads` 0 = as many as the machine has.
  static std::optional<StreamDecoder> open(const AVStream* stream, int threads,
                                           std::int64_t most_pixels);

  /// Hands over every frame of `packet` (null = flush). Damaged data are counted, not thrown.
  void feed(const AVPacket* packet, const std::function<void(AVFrame&)>& take);
  std::int64_t damaged() const { return damaged_; }
  AVCodecContext* context() const { return codec_.get(); }

 private:
  explicit StreamDecoder(av::Codec codec) : codec_(std::move(codec)), frame_(av::make_frame()) {}
  av::Codec codec_;
  av::Frame frame_;
  std::int64_t damaged_ = 0;
};

/// Reads `stream`'s packets to the end through `decoder`; `between` is asked after each packet and
/// ends the reading with false. Returns false if it was ended.
bool decode_all(const MediaSource& source, const AVStream* stream, StreamDecoder& decoder,
                const std::function<void(AVFrame&)>& take,
                const std::function<bool(const AVPacket&)>& between);

}  // namespace controller
