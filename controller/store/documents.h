#pragma once

#include <Poco/Data/Session.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace controller {

/// A signed document exactly as it was signed.
struct DocumentRow {
  std::string subject;  // placement: device id; programme: area code; keyring: ""
  std::int64_t version = 0;
  std::int64_t issued_ms = 0;
  std::string hash;  // SHA-256 of the payload bytes, hex
  std::string jws;   // compact serialisation
  std::string by;    // PersonRow::id of who had it signed, "" = Vang itself
};

/// Versioned documents signed by the centre: one class for the tables `keyrings`, `placements` and
/// `programmes`, because they differ only in their subject. A version, once put, is never changed.
/// Confined to its owner.
class DocumentTable {
 public:
  enum class Kind { None, Keyring, Placement, Programme };
  DocumentTable(Poco::Data::Session& session, Kind kind) : session_(session), kind_(kind) {}

  void insert(const DocumentRow& document);      // throws if that version exists
  bool insert_new(const DocumentRow& document);  // false, and nothing is done, if it does
  std::optional<DocumentRow> latest(std::string_view subject = "") const;
  std::optional<DocumentRow> version(std::string_view subject, std::int64_t number) const;
  std::vector<DocumentRow> latest_of_all() const;                    // one per subject
  std::vector<DocumentRow> history(std::string_view subject) const;  // newest first
  std::vector<DocumentRow> all() const;                              // every version, oldest first
  std::optional<DocumentRow> by_hash(std::string_view hash) const;

 private:
  Poco::Data::Session& session_;
  Kind kind_;
};

/// The draft of one area's programme.
struct DraftRow {
  std::string area;
  std::string entries;  // JSON array (playlists)
  std::int64_t valid_until_ms = 0;
  std::int64_t changed_ms = 0;
  std::string changed_by;  // PersonRow::id
  std::int64_t revision = 0;
  std::int64_t valid_from_ms = 0;
  int offline_days = 0;
  std::string offline_filler;  // hash of a message, "" = none
};

/// The table `programme_drafts`. Confined to its owner.
class DraftTable {
 public:
  explicit DraftTable(Poco::Data::Session& session) : session_(session) {}

  void put(const DraftRow& draft);
  void remove(std::string_view area);
  std::optional<DraftRow> find(std::string_view area) const;

 private:
  Poco::Data::Session& session_;
};

}  // namespace controller
