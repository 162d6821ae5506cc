#pragma once

#include <Poco/Data/Session.h>

#include <cstdint>
#include <string>
#include <vector>

namespace controller {

/// Who did what to what, written in the same transaction as the deed.
struct AuditRow {
  std::int64_t seq = 0;  // given by the store, rising
  std::int64_t at_ms = 0;
  std::string person;     // PersonRow::id, "" = Vang itself (first start, renewal)
  std::string act;        // "area.import", "message.approve", …
  std::string area;       // code, "" = no single area
  std::string object;     // id of the thing touched
  std::string detail;     // short text for people, "" = nothing to add
  std::string address{};  // IP address of who asked
};

/// Which rows to show; a member at its default does not narrow.
struct AuditWanted {
  std::int64_t before = 0;  // seq below this
  std::string person{};
  std::string act{};  // prefix
  std::int64_t from_ms = 0;
  std::int64_t until_ms = 0;
};

/// The table `audit`: append-only, triggers refuse UPDATE and DELETE. Confined to its owner.
class AuditTable {
 public:
  explicit AuditTable(Poco::Data::Session& session) : session_(session) {}

  void append(const AuditRow& row);  // seq is ignored
  /// At most `limit` rows that `which` wants, newest first.
  std::vector<AuditRow> newest(std::size_t limit, const AuditWanted& which = {}) const;

 private:
  Poco::Data::Session& session_;
};

}  // namespace controller
