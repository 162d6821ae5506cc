#include "playlists/programme/entry.h"

#include "playlists/words.h"

namespace playlists {
namespace {

constexpr std::array<Word<StartMode>, 3> start_modes{
    {{StartMode::Soft, "soft"}, {StartMode::Prompt, "prompt"}, {StartMode::Hard, "hard"}}};
constexpr std::array<Word<Lose>, 5> ways_to_lose{{{Lose::Resume, "resume"},
                                                  {Lose::Rejoin, "rejoin"},
                                                  {Lose::Restart, "restart"},
                                                  {Lose::Skip, "skip"},
                                                  {Lose::Postpone, "postpone"}}};
}  // namespace

std::string_view start_mode_text(StartMode mode) {
  return word_of(start_modes, mode);
}
std::optional<StartMode> parse_start_mode(std::string_view text) {
  return value_of(start_modes, text);
}
std::string_view lose_text(Lose lose) {
  return word_of(ways_to_lose, lose);
}
std::optional<Lose> parse_lose(std::string_view text) {
  return value_of(ways_to_lose, text);
}

bool loops(const When& when) {
  return when.times.empty() && when.every.count() == 0 && !when.share;
}

std::optional<LocalSeconds> parse_local_start(std::string_view text) {
  if (text.size() != 19 || text[10] != 'T') return std::nullopt;
  const auto day = parse_civil_day(text.substr(0, 10));
  const auto time = parse_civil_time(text.substr(11));
  if (!day || !time || *time >= std::chrono::hours{24}) return std::nullopt;
  return LocalSeconds{std::chrono::local_days{*day}} + *time;
}

std::string local_start_text(LocalSeconds start) {
  const auto day = std::chrono::floor<std::chrono::days>(start);
  return civil_day_text(CivilDay{day}) + "T" + civil_time_text(start - day);
}

}  // namespace playlists
