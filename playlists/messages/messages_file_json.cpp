#include "playlists/messages/messages_file_json.h"

#include <set>

#include "playlists/fields_json.h"

namespace playlists {
namespace {

MessageTemplate read_template(Fields& fields) {
  MessageTemplate draft;
  draft.id = fields.text("id", 100);
  draft.kind = fields.word("kind", parse_message_kind);
  draft.title = fields.text("title", title_bytes);
  draft.url = fields.text_or_empty("url", 2000);
  draft.lines = fields.texts_or_empty("lines", 50, title_bytes);
  draft.steps = fields.texts_or_empty("steps", 50, title_bytes);
  draft.speech = fields.text_or_empty("speech", text_bytes);
  draft.correction = fields.text_or_empty("correction", text_bytes);
  return draft;
}

Facts read_facts(Fields& fields) {
  Facts facts;
  for (const auto& [name, value] : fields.json().items()) {
    facts[name] = fields.text(name.c_str(), title_bytes);
  }
  return facts;
}

MessagesFile read_file(Fields& fields) {
  MessagesFile file;
  file.facts = fields.object("facts", read_facts).value_or(Facts{});
  fields.require("messages");
  file.messages = fields.objects_or_empty("messages", 1000, read_template);
  std::set<std::string> seen;
  for (const MessageTemplate& draft : file.messages) {
    if (seen.insert(draft.id).second) continue;
    fields.refuse("messages", "duplicate_id", "tên “" + draft.id + "” bị trùng",
                  "the name “" + draft.id + "” occurs twice");
  }
  return file;
}

}  // namespace

Parsed<MessagesFile> parse_messages_file(std::string_view json) {
  return read_json(json, read_file);
}

}  // namespace playlists
