#include "playlists/programme/entry.h"

#include "playlists/words.h"

namespace playlists {
namespace {

constexpr std::array<Word<Frequency>, 3> frequencies{
    {{Frequency::Once, "once"}, {Frequency::Daily, "daily"}, {Frequency::Weekly, "weekly"}}};
constexpr std::array<Word<Resume>, 3> resumes{
    {{Resume::Continue, "continue"}, {Resume::Restart, "restart"}, {Resume::Drop, "drop"}}};

}  // namespace

std::string_view frequency_text(Frequency frequency) {
  return word_of(frequencies, frequency);
}
std::optional<Frequency> parse_frequency(std::string_view text) {
  return value_of(frequencies, text);
}
std::string_view resume_text(Resume resume) {
  return word_of(resumes, resume);
}
std::optional<Resume> parse_resume(std::string_view text) {
  return value_of(resumes, text);
}

}  // namespace playlists
