#include "controller/store/repeats.h"

#include "controller/store/query.h"

namespace controller {

std::optional<RepeatRow> RepeatTable::find(std::string_view person, std::string_view key) const {
  auto found = row<std::string, std::int64_t, std::int64_t, std::string>(
      session_,
      "SELECT body_sha256, taken_ms, status, body FROM repeats WHERE person = ? AND key = ?",
      person, key);
  if (!found) return std::nullopt;
  auto& [sha256, taken, status, body] = *found;
  return RepeatRow{std::string(person), std::string(key), std::move(sha256), taken, status,
                   std::move(body)};
}

void RepeatTable::put(const RepeatRow& r) {
  run(session_,
      "INSERT INTO repeats(person, key, body_sha256, taken_ms, status, body) "
      "VALUES(?, ?, ?, ?, ?, ?) ON CONFLICT(person, key) DO UPDATE SET status = excluded.status, "
      "body = excluded.body",
      r.person, r.key, r.body_sha256, r.taken_ms, r.status, r.body);
}

void RepeatTable::remove(std::string_view person, std::string_view key) {
  run(session_, "DELETE FROM repeats WHERE person = ? AND key = ?", person, key);
}

void RepeatTable::remove_older(std::int64_t than_ms) {
  run(session_, "DELETE FROM repeats WHERE taken_ms < ?", than_ms);
}

void RepeatTable::remove_running() {
  run(session_, "DELETE FROM repeats WHERE status = 0");
}

}  // namespace controller
