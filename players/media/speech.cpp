#include "players/media/speech.h"

#include <exception>
#include <utility>

#include "protocols/io/child_process.h"

namespace players {
namespace {

constexpr std::size_t kLongestText = 20000;  // bytes

Spoken refuse(std::string code, std::string vi, std::string en) {
  return {{}, SpeechProblem{std::move(code), std::move(vi), std::move(en)}};
}

std::vector<std::string> command_for(const SpeechEngine& engine, std::string_view lang) {
  std::vector<std::string> command = engine.command;
  for (std::string& argument : command) {
    for (std::size_t at = 0; (at = argument.find("{lang}", at)) != std::string::npos;) {
      argument.replace(at, 6, lang);
      at += lang.size();
    }
  }
  return command;
}

// Letters, digits and hyphens: what comes from outside must not become an option of the engine.
bool is_language_tag(std::string_view lang) {
  if (lang.empty() || lang.size() > 35 || lang.front() == '-') return false;
  return lang.find_first_not_of(
             "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-") ==
         std::string_view::npos;
}

std::optional<SpeechProblem> problem_of(const protocols::io::Captured& run) {
  if (run.timed_out) {
    return SpeechProblem{"engine_timeout", "Máy đọc không trả lời kịp.",
                         "The speech engine did not answer in time."};
  }
  if (run.too_long) {
    return SpeechProblem{"too_long", "Bài đọc quá dài.", "The speech is too long."};
  }
  if (run.ok()) return std::nullopt;
  return SpeechProblem{"engine_failed", "Máy đọc báo lỗi: " + run.text(),
                       "The speech engine failed: " + run.text()};
}

Spoken sound_of(std::string_view wav, const SpeechEngine& engine) {
  Sound sound = parse_wav(wav);
  if (sound.samples.empty()) {
    return refuse("no_sound", "Máy đọc không tạo ra âm thanh.",
                  "The speech engine gave no sound (a WAV of PCM 16 bit is expected).");
  }
  if (sound.duration() > engine.longest_speech) {
    return refuse("too_long", "Bài đọc dài hơn 6 phút.", "The speech is longer than 6 minutes.");
  }
  return {resample(sound, kSoundRate), std::nullopt};
}

}  // namespace

Spoken speak(std::string_view text, std::string_view lang, const SpeechEngine& engine) {
  if (text.find_first_not_of(" \t\r\n") == std::string_view::npos) {
    return refuse("empty_text", "Không có nội dung để đọc.", "There is no text to speak.");
  }
  if (text.size() > kLongestText) {
    return refuse("text_too_long", "Nội dung để đọc quá dài.", "The text to speak is too long.");
  }
  if (!is_language_tag(lang) || engine.command.empty()) {
    return refuse("engine_failed", "Mã ngôn ngữ hoặc lệnh của máy đọc không hợp lệ.",
                  "The language tag or the engine's command is not valid.");
  }
  // Twice what the longest speech needs at 48 kHz: more is a program gone wild.
  const auto most_bytes =
      static_cast<std::size_t>(engine.longest_speech.count()) * 48 * 2 * 2 + 4096;
  try {
    const auto run = protocols::io::run_and_capture(command_for(engine, lang), text,
                                                    engine.time_limit, most_bytes);
    if (auto problem = problem_of(run)) return {{}, std::move(problem)};
    return sound_of(run.output, engine);
  } catch (const std::exception& error) {
    return refuse("engine_missing", std::string("Không khởi động được máy đọc: ") + error.what(),
                  std::string("The speech engine cannot be started: ") + error.what());
  }
}

}  // namespace players
