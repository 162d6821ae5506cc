#include "controller/authority/document_archive.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "controller/store/devices.h"
#include "controller/store/people.h"
#include "controller/store/query.h"

namespace controller {

namespace {

// Where the last page ended: source number and row in it.
struct Cursor {
  std::size_t source = 0;
  std::int64_t row = 0;

  static Cursor parse(const std::string& text) {
    Cursor out;
    const char* const end = text.data() + text.size();
    const auto read = std::from_chars(text.data(), end, out.source);
    if (read.ptr != end && *read.ptr == '.') std::from_chars(read.ptr + 1, end, out.row);
    return out;
  }
  std::string text() const { return fmt::format("{}.{}", source, row); }
};

DocumentSource::Item item(std::int64_t row, const std::string& hash, const std::string& typ,
                          const std::string& kid, const std::string& jws, std::int64_t kept_ms) {
  return {row, {hash, typ, kid, jws, protocols::io::from_ms(kept_ms)}};
}

DocumentSource table_source(const std::string& table, const std::string& typ,
                            const std::string& kid) {
  return {{typ}, [=](Session& session, const std::string&, std::int64_t after, std::size_t limit) {
            std::vector<DocumentSource::Item> out;
            for (const auto& [row, hash, jws, kept] :
                 rows<std::int64_t, std::string, std::string, std::int64_t>(
                     session,
                     "SELECT rowid, hash, jws, issued_ms FROM " + table +
                         " WHERE rowid > ? ORDER BY rowid LIMIT ?",
                     after, static_cast<std::int64_t>(limit))) {
              out.push_back(item(row, hash, typ, kid, jws, kept));
            }
            return out;
          }};
}

}  // namespace

std::vector<DocumentSource> centre_documents(const Signing& signing) {
  return {table_source("keyrings", "vang-keyring", signing.root_kid()),
          table_source("placements", "vang-placement", signing.online_kid()),
          table_source("programmes", "vang-programme", signing.online_kid())};
}

api::Page<api::SignedDocument> DocumentArchive::list(const api::Caller& caller,
                                                     const std::string& typ,
                                                     const api::PageAsk& ask) {
  rights_.require(caller, Act::Govern, "*");
  const auto limit = static_cast<std::size_t>(ask.limit);
  return store_.read([&](Session& session) {
    api::Page<api::SignedDocument> page;
    for (Cursor at = Cursor::parse(ask.cursor); at.source < sources_.size();
         ++at.source, at.row = 0) {
      const auto& source = sources_[at.source];
      if (!typ.empty() && std::ranges::find(source.typs, typ) == source.typs.end()) continue;
      for (auto& found : source.after(session, typ, at.row, limit - page.items.size())) {
        at.row = found.row;
        page.items.push_back(std::move(found.document));
      }
      if (page.items.size() == limit) {
        page.next = at.text();
        return page;
      }
    }
    return page;
  });
}

std::vector<api::SignerKey> DocumentArchive::keys(const api::Caller& caller) {
  rights_.require(caller, Act::Govern, "*");
  std::vector<api::SignerKey> out{{signing_.root_kid(), signing_.root_x(), "Vang", "root"},
                                  {signing_.online_kid(), signing_.online_x(), "Vang", "online"}};
  store_.read([&](Session& session) {
    for (const auto& key : PersonKeyTable(session).all()) {
      const auto person = PeopleTable(session).find(key.person);
      out.push_back({key.kid, key.x, person ? person->name : "", "person"});
    }
    for (const auto& device : DeviceTable(session).all()) {
      if (!device.kid.empty()) out.push_back({device.kid, device.x, device.id, "device"});
    }
  });
  return out;
}

}  // namespace controller
