#include "playlists/messages/message.h"

#include <algorithm>

#include "playlists/words.h"

namespace playlists {
namespace {

using enum MessageKind;
constexpr std::array<Word<MessageKind>, 4> kinds{
    {{Clip, "clip"}, {InstallCard, "install-card"}, {Notice, "notice"}, {Emergency, "emergency"}}};

// Smaller is better; a rendition for another output is no choice at all.
int distance(const Rendition& rendition, std::string_view lang) {
  if (rendition.lang == lang) return 0;
  return rendition.lang.empty() ? 1 : 2;
}

}  // namespace

std::string_view message_kind_text(MessageKind kind) {
  return word_of(kinds, kind);
}
std::optional<MessageKind> parse_message_kind(std::string_view text) {
  return value_of(kinds, text);
}

const Rendition* rendition_for(const Message& message, std::string_view key,
                               std::string_view lang) {
  const Rendition* best = nullptr;
  for (const Rendition& rendition : message.renditions) {
    if (rendition.for_key != key) continue;
    if (best == nullptr || distance(rendition, lang) < distance(*best, lang)) best = &rendition;
  }
  return best;
}

const Variant* variant_for(const Message& message, std::string_view lang) {
  const auto found = std::find_if(message.variants.begin(), message.variants.end(),
                                  [&](const Variant& variant) { return variant.lang == lang; });
  if (found != message.variants.end()) return &*found;
  return message.variants.empty() ? nullptr : &message.variants.front();
}

bool plays_on(const Message& message, OutputKind kind, std::string_view key) {
  if (rendition_for(message, key) != nullptr) return true;
  return kind == OutputKind::Picture &&
         std::any_of(message.variants.begin(), message.variants.end(),
                     [](const Variant& variant) { return variant.card.has_value(); });
}

}  // namespace playlists
