#include "controller/library/message_rows.h"

namespace controller {

void MessageTable::insert(const MessageRow& message) const {
  run(session_,
      "INSERT INTO messages(hash, id, title, payload, jws, kid, approved_ms, approved_by) "
      "VALUES(?, ?, ?, ?, ?, ?, ?, ?)",
      message.hash, message.id, message.title, message.payload, message.jws, message.kid,
      message.approved_ms, message.approved_by);
}

std::vector<MessageRow> MessageTable::select(std::string_view where, std::string_view value) const {
  std::vector<MessageRow> list;
  using Text = std::string;
  for (const auto& [hash, id, title, payload, jws, kid, approved, by] :
       rows<Text, Text, Text, Text, Text, Text, std::int64_t, Text>(
           session_,
           "SELECT hash, id, title, payload, jws, kid, approved_ms, approved_by FROM messages "
           "WHERE " +
               std::string(where) + " ORDER BY approved_ms DESC, hash",
           value)) {
    list.push_back({hash, id, title, payload, jws, kid, approved, by});
  }
  return list;
}

std::optional<MessageRow> MessageTable::find(std::string_view hash) const {
  auto found = select("hash = ?", hash);
  if (found.empty()) return std::nullopt;
  return std::move(found.front());
}

std::vector<MessageRow> MessageTable::all() const {
  return select("hash >= ?", "");
}

void PreparedTable::put(std::string_view hash, std::string_view payload, std::string_view person,
                        std::int64_t now_ms) const {
  remove(hash);
  run(session_,
      "INSERT INTO prepared_messages(hash, payload, person, prepared_ms) VALUES(?, ?, ?, ?)", hash,
      payload, person, now_ms);
}

std::optional<std::string> PreparedTable::payload(std::string_view hash,
                                                  std::int64_t since_ms) const {
  const auto found = row<std::string>(
      session_, "SELECT payload FROM prepared_messages WHERE hash = ? AND prepared_ms >= ?", hash,
      since_ms);
  if (!found) return std::nullopt;
  return std::get<0>(*found);
}

void PreparedTable::remove(std::string_view hash) const {
  run(session_, "DELETE FROM prepared_messages WHERE hash = ?", hash);
}

void PreparedTable::remove_older(std::int64_t than_ms) const {
  run(session_, "DELETE FROM prepared_messages WHERE prepared_ms < ?", than_ms);
}

}  // namespace controller
