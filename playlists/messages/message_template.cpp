#include "playlists/messages/message_template.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace playlists {
namespace {

// Fills one text in place and collects what is wrong with it under the field's name.
class Filling {
 public:
  explicit Filling(const Facts& facts) : facts_(facts) {}

  void fill(std::string& text, const std::string& field) {
    Parsed<std::string> filled = substitute_facts(text, facts_);
    if (filled) text = *filled;
    for (Problem& problem : filled.problems) {
      problem.vi = field + ": " + problem.vi;
      problem.en = field + ": " + problem.en;
      problems.push_back(std::move(problem));
    }
  }

  void fill(std::vector<std::string>& texts, const std::string& field) {
    for (std::size_t i = 0; i < texts.size(); ++i)
      fill(texts[i], field + "[" + std::to_string(i) + "]");
  }

  std::vector<Problem> problems;

 private:
  const Facts& facts_;
};

}  // namespace

const MessageTemplate* MessagesFile::find(std::string_view id) const {
  const auto found = std::find_if(messages.begin(), messages.end(),
                                  [&](const MessageTemplate& message) { return message.id == id; });
  return found == messages.end() ? nullptr : &*found;
}

Parsed<MessageTemplate> fill_in(const MessageTemplate& draft, const Facts& facts) {
  MessageTemplate filled = draft;
  Filling filling{facts};
  filling.fill(filled.title, "title");
  filling.fill(filled.url, "url");
  filling.fill(filled.lines, "lines");
  filling.fill(filled.steps, "steps");
  filling.fill(filled.speech, "speech");
  filling.fill(filled.correction, "correction");
  if (!filling.problems.empty()) return filling.problems;
  return filled;
}

Card card_of(const MessageTemplate& draft) {
  Card card;
  card.template_name = message_kind_text(draft.kind);
  card.title = draft.title;
  card.lines = draft.lines;
  card.steps = draft.steps;
  card.url = draft.url;
  return card;
}

}  // namespace playlists
