#include "controller/dispatch/paper_rows.h"

#include <utility>

#include "controller/store/query.h"

namespace controller {

namespace {

template <typename... A>
std::vector<PaperRow> selected(Poco::Data::Session& session, std::string_view where,
                               A&&... values) {
  std::vector<PaperRow> found;
  for (auto& [row, hash, typ, kid, jws, kept_ms] :
       rows<std::int64_t, std::string, std::string, std::string, std::string, std::int64_t>(
           session, "SELECT row, hash, typ, kid, jws, kept_ms FROM papers " + std::string(where),
           std::forward<A>(values)...)) {
    found.push_back(
        {row, std::move(hash), std::move(typ), std::move(kid), std::move(jws), kept_ms});
  }
  return found;
}

}  // namespace

void PaperRows::put(const PaperRow& paper) {
  run(session_,
      "INSERT INTO papers(hash, typ, kid, jws, kept_ms) VALUES(?, ?, ?, ?, ?) "
      "ON CONFLICT(hash, kid) DO NOTHING",
      paper.hash, paper.typ, paper.kid, paper.jws, paper.kept_ms);
}

std::vector<PaperRow> PaperRows::page(std::string_view typ, std::int64_t after,
                                      std::size_t limit) const {
  return selected(session_, "WHERE row > ? AND (? = '' OR typ = ?) ORDER BY row LIMIT ?", after,
                  typ, typ, static_cast<std::int64_t>(limit));
}

std::optional<PaperRow> PaperRows::by_hash(std::string_view hash) const {
  auto found = selected(session_, "WHERE hash = ? LIMIT 1", hash);
  return found.empty() ? std::nullopt : std::optional(std::move(found.front()));
}

}  // namespace controller
