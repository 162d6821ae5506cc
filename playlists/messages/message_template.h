// A message as people draft it, before facts are filled in, and the file such drafts come in.
// Immutable values.
#pragma once

#include <string>
#include <vector>

#include "playlists/messages/card.h"
#include "playlists/messages/facts.h"
#include "playlists/messages/message.h"
#include "playlists/problem.h"

namespace playlists {

/// A draft; every text may hold `{{fact}}`.
struct MessageTemplate {
  std::string id;  ///< the draft's own short name, `install-bluezone`
  MessageKind kind = MessageKind::Unknown;
  std::string title;
  std::string url;
  std::vector<std::string> lines;
  std::vector<std::string> steps;
  std::string speech;
  std::string correction;  ///< what is said when it is over; may be empty

  bool operator==(const MessageTemplate&) const = default;
};

/// A file of drafts with the facts they use (the form of tests/data/messages-vi.json).
struct MessagesFile {
  Facts facts;
  std::vector<MessageTemplate> messages;

  /// nullptr when no draft has that name.
  const MessageTemplate* find(std::string_view id) const;
};

/// The draft with its facts filled in; problems as substitute_facts, with the field's name in the
/// text.
Parsed<MessageTemplate> fill_in(const MessageTemplate& draft, const Facts& facts);
/// The card of a draft (template named after the kind).
Card card_of(const MessageTemplate& draft);

}  // namespace playlists
