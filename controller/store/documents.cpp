#include "controller/store/documents.h"

#include <stdexcept>

#include "controller/store/query.h"

namespace controller {

namespace {

std::string table(DocumentTable::Kind kind) {
  switch (kind) {
    case DocumentTable::Kind::Keyring:
      return "keyrings";
    case DocumentTable::Kind::Placement:
      return "placements";
    case DocumentTable::Kind::Programme:
      return "programmes";
    case DocumentTable::Kind::None:
      break;
  }
  throw std::logic_error("DocumentTable of no kind");
}

template <class... A>
std::vector<DocumentRow> documents(Poco::Data::Session& session, DocumentTable::Kind kind,
                                   std::string_view rest, A&&... values) {
  std::vector<DocumentRow> out;
  auto found = rows<std::string, std::int64_t, std::int64_t, std::string, std::string, std::string>(
      session,
      "SELECT subject, version, issued_ms, hash, jws, made_by FROM " + table(kind) + " AS d " +
          std::string(rest),
      std::forward<A>(values)...);
  for (auto& [subject, version, issued, hash, jws, by] : found) {
    out.push_back(
        {std::move(subject), version, issued, std::move(hash), std::move(jws), std::move(by)});
  }
  return out;
}

template <class T>
std::optional<T> first(std::vector<T> found) {
  if (found.empty()) return std::nullopt;
  return std::move(found.front());
}

}  // namespace

void DocumentTable::insert(const DocumentRow& d) {
  if (insert_new(d)) return;
  throw std::runtime_error("there is a version " + std::to_string(d.version) + " of " + d.subject +
                           " in " + table(kind_) + " already");
}

bool DocumentTable::insert_new(const DocumentRow& d) {
  return run(session_,
             "INSERT INTO " + table(kind_) +
                 "(subject, version, issued_ms, hash, jws, made_by) VALUES(?, ?, ?, ?, ?, ?) "
                 "ON CONFLICT(subject, version) DO NOTHING",
             d.subject, d.version, d.issued_ms, d.hash, d.jws, d.by) > 0;
}

std::optional<DocumentRow> DocumentTable::latest(std::string_view subject) const {
  return first(
      documents(session_, kind_, "WHERE subject = ? ORDER BY version DESC LIMIT 1", subject));
}

std::optional<DocumentRow> DocumentTable::version(std::string_view subject,
                                                  std::int64_t number) const {
  return first(documents(session_, kind_, "WHERE subject = ? AND version = ?", subject, number));
}

std::vector<DocumentRow> DocumentTable::latest_of_all() const {
  return documents(session_, kind_,
                   "WHERE version = (SELECT MAX(version) FROM " + table(kind_) +
                       " WHERE subject = d.subject) ORDER BY subject");
}

std::vector<DocumentRow> DocumentTable::history(std::string_view subject) const {
  return documents(session_, kind_, "WHERE subject = ? ORDER BY version DESC", subject);
}

std::vector<DocumentRow> DocumentTable::all() const {
  return documents(session_, kind_, "ORDER BY issued_ms, subject, version");
}

std::optional<DocumentRow> DocumentTable::by_hash(std::string_view hash) const {
  return first(documents(session_, kind_, "WHERE hash = ?", hash));
}

void DraftTable::put(const DraftRow& d) {
  run(session_,
      "INSERT INTO programme_drafts(area, entries, valid_until_ms, changed_ms, changed_by, "
      "revision, valid_from_ms, offline_days, offline_filler) "
      "VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT(area) DO UPDATE SET "
      "entries = excluded.entries, valid_until_ms = excluded.valid_until_ms, "
      "changed_ms = excluded.changed_ms, changed_by = excluded.changed_by, "
      "revision = excluded.revision, valid_from_ms = excluded.valid_from_ms, "
      "offline_days = excluded.offline_days, offline_filler = excluded.offline_filler",
      d.area, d.entries, d.valid_until_ms, d.changed_ms, d.changed_by, d.revision, d.valid_from_ms,
      d.offline_days, d.offline_filler);
}

void DraftTable::remove(std::string_view area) {
  run(session_, "DELETE FROM programme_drafts WHERE area = ?", area);
}

std::optional<DraftRow> DraftTable::find(std::string_view area) const {
  auto found = row<std::string, std::int64_t, std::int64_t, std::string, std::int64_t, std::int64_t,
                   std::int64_t, std::string>(
      session_,
      "SELECT entries, valid_until_ms, changed_ms, changed_by, revision, valid_from_ms, "
      "offline_days, offline_filler FROM programme_drafts WHERE area = ?",
      area);
  if (!found) return std::nullopt;
  auto& [entries, until, changed, by, revision, from, days, filler] = *found;
  return DraftRow{std::string(area), std::move(entries), until, changed,
                  std::move(by),     revision,           from,  static_cast<int>(days),
                  std::move(filler)};
}

}  // namespace controller
