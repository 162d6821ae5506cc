#include "controller/dispatch/paper_source.h"

#include "controller/dispatch/paper_rows.h"

namespace controller {

DocumentSource paper_source() {
  DocumentSource source;
  source.typs = {"vang-order", "vang-dispatch", "vang-receipt", "vang-plays"};
  source.after = [](Session& session, const std::string& typ, std::int64_t after,
                    std::size_t limit) {
    std::vector<DocumentSource::Item> out;
    for (auto& paper : PaperRows(session).page(typ, after, limit)) {
      out.push_back({paper.row,
                     {paper.hash, paper.typ, paper.kid, paper.jws,
                      protocols::io::from_ms(paper.kept_ms)}});
    }
    return out;
  };
  return source;
}

}  // namespace controller
