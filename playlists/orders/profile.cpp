#include "playlists/orders/profile.h"

#include <charconv>

namespace playlists {
namespace {

// Takes a decimal number without leading zero off the front.
std::optional<int> take_number(std::string_view& text, int least, int most) {
  int number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || text.front() == '0' || number < least || number > most)
    return std::nullopt;
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  return number;
}

bool take(std::string_view& text, std::string_view word) {
  if (!text.starts_with(word)) return false;
  text.remove_prefix(word.size());
  return true;
}

std::optional<Output> parse_picture(std::string_view text) {
  const auto width = take_number(text, 1, 8192);
  if (!width || !take(text, "x")) return std::nullopt;
  const auto height = take_number(text, 1, 8192);
  if (!height || !take(text, "@")) return std::nullopt;
  const auto fps = take_number(text, 1, 120);
  if (!fps || !text.empty()) return std::nullopt;
  return Output{OutputKind::Picture, *width, *height, *fps, 0, 0};
}

std::optional<Output> parse_sound(std::string_view text) {
  const auto rate = take_number(text, 8000, 192'000);
  if (!rate || !take(text, "x")) return std::nullopt;
  const auto channels = take_number(text, 1, 8);
  if (!channels || !text.empty()) return std::nullopt;
  return Output{OutputKind::Sound, 0, 0, 0, *rate, *channels};
}

}  // namespace

std::string rendition_key(const Output& output) {
  if (output.kind == OutputKind::Picture) {
    return "picture:" + std::to_string(output.width) + "x" + std::to_string(output.height) + "@" +
           std::to_string(output.fps);
  }
  if (output.kind == OutputKind::Unknown) return {};
  return "sound:" + std::to_string(output.rate) + "x" + std::to_string(output.channels);
}

std::optional<Output> parse_rendition_key(std::string_view key) {
  if (take(key, "picture:")) return parse_picture(key);
  if (take(key, "sound:")) return parse_sound(key);
  return std::nullopt;
}

const Output* output_of(const Profile& profile, OutputKind kind) {
  for (const Output& output : profile.outputs) {
    if (output.kind == kind) return &output;
  }
  return nullptr;
}

}  // namespace playlists
