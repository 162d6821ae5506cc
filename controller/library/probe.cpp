#include "controller/library/probe.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <fstream>
#include <stdexcept>
#include <string_view>
#include <utility>

#include "controller/library/media_source.h"
#include "controller/library/picture_size.h"

namespace controller {
namespace {

Probed refuse(MediaFacts facts, std::string code, std::string vi, std::string en) {
  return {std::move(facts), MediaProblem{std::move(code), std::move(vi), std::move(en)}};
}

std::string first_bytes(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  if (!in) throw std::runtime_error("probe: cannot read " + file.string());
  std::string bytes(64 << 10, '\0');
  in.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  bytes.resize(static_cast<std::size_t>(in.gcount()));
  return bytes;
}

// Begins as a known container does, so what is missing is its end (an MP4's index comes last).
bool begins_like_media(std::string_view bytes) {
  const auto starts = [&](std::string_view magic) {
    return bytes.substr(0, magic.size()) == magic;
  };
  if (bytes.size() >= 8 && bytes.substr(4, 4) == "ftyp") return true;
  return starts("\x89PNG\r\n") || starts("\xFF\xD8\xFF") || starts("OggS") || starts("RIFF") ||
         starts("\x1A\x45\xDF\xA3");
}

Probed too_many_pixels(MediaFacts facts, int width, int height) {
  const std::string size = std::to_string(width) + "x" + std::to_string(height);
  return refuse(std::move(facts), "too_many_pixels",
                "Hình quá lớn (" + size + " điểm ảnh). Hãy thu nhỏ rồi gửi lại.",
                "The picture is too large (" + size + " pixels). Make it smaller and try again.");
}

bool too_large(int width, int height, const ProbeLimits& limits) {
  return width > limits.side || height > limits.side ||
         static_cast<std::int64_t>(width) * height > limits.pixels;
}

Probed not_opened(MediaFacts facts, std::string_view head) {
  if (begins_like_media(head)) {
    return refuse(std::move(facts), "truncated",
                  "Tệp bị thiếu phần cuối hoặc bị hỏng, có thể do tải lên chưa xong.",
                  "The file is cut off or damaged; perhaps it was not copied to its end.");
  }
  return refuse(std::move(facts), "not_media",
                "Tệp này không phải là video, âm thanh hay hình ảnh mà Vang đọc được.",
                "This is no video, sound or picture that Vang can read.");
}

MediaKind kind_of(const MediaSource& source) {
  if (source.video() && source.is_still()) return MediaKind::kStill;
  if (source.video()) return MediaKind::kFilm;
  return source.audio() ? MediaKind::kSound : MediaKind::kUnknown;
}

void fill_in(MediaFacts& facts, const MediaSource& source) {
  facts.kind = kind_of(source);
  facts.container = source.context()->iformat->name;
  facts.duration = source.duration();
  facts.fps = source.fps();
  if (source.audio()) facts.audio = avcodec_get_name(source.audio()->codecpar->codec_id);
  if (!source.video()) return;
  const AVCodecParameters& video = *source.video()->codecpar;
  facts.video = avcodec_get_name(video.codec_id);
  const Turn turn = source.turn();
  const auto seen = seen_size(video.width, video.height, video.sample_aspect_ratio, turn);
  facts.rotation = turn.degrees;
  facts.width = seen.width;
  facts.height = seen.height;
}

std::optional<MediaProblem> judge(const MediaFacts& facts, const MediaSource& source,
                                  const ProbeLimits& limits) {
  if (source.context()->nb_streams > static_cast<unsigned>(limits.streams)) {
    return MediaProblem{"too_many_streams", "Tệp có quá nhiều luồng.",
                        "The file has too many streams."};
  }
  if (facts.kind == MediaKind::kUnknown) {
    return MediaProblem{"not_media", "Tệp không có hình hay tiếng.",
                        "There is no picture and no sound in the file."};
  }
  if (facts.duration > limits.duration) {
    const auto minutes =
        std::to_string(std::chrono::duration_cast<std::chrono::minutes>(limits.duration).count());
    return MediaProblem{"too_long", "Clip dài hơn " + minutes + " phút.",
                        "The clip is longer than " + minutes + " minutes."};
  }
  const auto decodes = [](const AVStream* stream) {
    return !stream || avcodec_find_decoder(stream->codecpar->codec_id) != nullptr;
  };
  const bool sized = !source.video() || source.video()->codecpar->width > 0;
  if (!decodes(source.video()) || !decodes(source.audio()) || !sized) {
    return MediaProblem{"unsupported", "Kiểu nén trong tệp này chưa được hỗ trợ.",
                        "The coding used in this file is not supported."};
  }
  return std::nullopt;
}

}  // namespace

Probed probe(const std::filesystem::path& file, const ProbeLimits& limits) {
  MediaFacts facts;
  facts.bytes = std::filesystem::file_size(file);
  if (facts.bytes == 0) return refuse(facts, "empty", "Tệp rỗng.", "The file is empty.");
  if (facts.bytes > limits.bytes) {
    return refuse(facts, "too_large", "Tệp quá lớn.", "The file is too large.");
  }
  const std::string head = first_bytes(file);
  if (const auto stored = size_in_header(head);
      stored && too_large(stored->width, stored->height, limits)) {
    return too_many_pixels(facts, stored->width, stored->height);
  }
  int error = 0;
  const auto source = MediaSource::open(file, limits, error);
  if (!source) return not_opened(facts, head);
  fill_in(facts, *source);
  if (source->video()) {
    const AVCodecParameters& video = *source->video()->codecpar;
    if (too_large(video.width, video.height, limits)) {
      return too_many_pixels(facts, video.width, video.height);
    }
  }
  return {facts, judge(facts, *source, limits)};
}

std::string media_type(const MediaFacts& facts) {
  struct Known {
    std::string_view container;
    std::string_view film;
    std::string_view sound;
  };
  constexpr std::array kKnown{
      Known{"mov,mp4,m4a,3gp,3g2,mj2", "video/mp4", "audio/mp4"},
      Known{"matroska,webm", "video/x-matroska", "audio/x-matroska"},
      Known{"avi", "video/x-msvideo", "audio/x-msvideo"},
      Known{"mpeg", "video/mpeg", "audio/mpeg"},
      Known{"ogg", "video/ogg", "audio/ogg"},
      Known{"mp3", "audio/mpeg", "audio/mpeg"},
      Known{"wav", "audio/wav", "audio/wav"},
      Known{"flac", "audio/flac", "audio/flac"},
      Known{"png_pipe", "image/png", ""},
      Known{"jpeg_pipe", "image/jpeg", ""},
      Known{"webp_pipe", "image/webp", ""},
      Known{"gif", "image/gif", ""},
  };
  for (const Known& known : kKnown) {
    if (facts.container != known.container) continue;
    return std::string(facts.kind == MediaKind::kSound ? known.sound : known.film);
  }
  return "application/octet-stream";
}

}  // namespace controller
