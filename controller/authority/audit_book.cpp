#include "controller/authority/audit_book.h"

#include <charconv>
#include <map>

#include "controller/store/people.h"

namespace controller {

namespace {

std::int64_t number(const std::string& cursor) {
  std::int64_t out = 0;
  std::from_chars(cursor.data(), cursor.data() + cursor.size(), out);
  return out;
}

}  // namespace

api::Page<api::AuditEntry> AuditBook::list(const api::Caller& caller,
                                           const api::AuditFilter& filter,
                                           const api::PageAsk& ask) {
  rights_.require(caller, Act::Govern, "*");
  const AuditWanted which{number(ask.cursor), filter.person, filter.act,
                          protocols::io::to_ms(filter.from), protocols::io::to_ms(filter.until)};
  const auto limit = static_cast<std::size_t>(ask.limit);
  const auto [rows, names] = store_.read([&](Session& s) {
    std::map<std::string, std::string> by_id;
    for (const auto& person : PeopleTable(s).all()) by_id[person.id] = person.name;
    return std::pair(AuditTable(s).newest(limit + 1, which), by_id);
  });
  api::Page<api::AuditEntry> page;
  for (const AuditRow& row : rows) {
    if (page.items.size() == limit) {
      page.next = std::to_string(page.items.back().seq);
      break;
    }
    const auto name = names.find(row.person);
    page.items.push_back({static_cast<std::uint64_t>(row.seq), protocols::io::from_ms(row.at_ms),
                          row.person, name == names.end() ? "" : name->second, row.act, row.object,
                          row.area, row.detail, row.address});
  }
  return page;
}

}  // namespace controller
