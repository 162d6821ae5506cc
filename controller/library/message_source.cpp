#include "controller/library/message_source.h"

#include "controller/store/query.h"

namespace controller {

DocumentSource message_source() {
  DocumentSource source;
  source.typs = {"vang-message"};
  source.after = [](Session& session, const std::string&, std::int64_t after, std::size_t limit) {
    std::vector<DocumentSource::Item> out;
    for (auto& [row, hash, kid, jws, approved] :
         rows<std::int64_t, std::string, std::string, std::string, std::int64_t>(
             session,
             "SELECT rowid, hash, kid, jws, approved_ms FROM messages WHERE rowid > ? "
             "ORDER BY rowid LIMIT ?",
             after, static_cast<std::int64_t>(limit))) {
      out.push_back({row, {hash, "vang-message", kid, jws, protocols::io::from_ms(approved)}});
    }
    return out;
  };
  return source;
}

}  // namespace controller
