#include "playlists/output_kind.h"

#include "playlists/words.h"

namespace playlists {
namespace {

constexpr std::array<Word<OutputKind>, 2> texts{
    {{OutputKind::Picture, "picture"}, {OutputKind::Sound, "sound"}}};

}  // namespace

std::string_view output_kind_text(OutputKind kind) {
  return word_of(texts, kind);
}
std::optional<OutputKind> parse_output_kind(std::string_view text) {
  return value_of(texts, text);
}

}  // namespace playlists
