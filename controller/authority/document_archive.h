#pragma once

#include <functional>
#include <string>
#include <vector>

#include "controller/api/documents.h"
#include "controller/authority/rights.h"
#include "controller/authority/signing.h"
#include "controller/store/store.h"

namespace controller {

/// Where some kinds of signed documents lie.
struct DocumentSource {
  struct Item {
    std::int64_t row = 0;  // rising within the source
    api::SignedDocument document;
  };
  std::vector<std::string> typs;  // kinds it may hold
  /// At most `limit` after `row`, upwards; empty typ = all of the source.
  std::function<std::vector<Item>(Session&, const std::string& typ, std::int64_t row,
                                  std::size_t limit)>
      after;
};

/// The source of keyrings, placements and programmes.
std::vector<DocumentSource> centre_documents(const Signing& signing);

/// `api::Documents`: everything signed, source after source, oldest first within each; and the
/// public key of every signer. Thread-safe.
class DocumentArchive final : public api::Documents {
 public:
  DocumentArchive(Store& store, const Rights& rights, const Signing& signing,
                  std::vector<DocumentSource> sources)
      : store_(store), rights_(rights), signing_(signing), sources_(std::move(sources)) {}

  api::Page<api::SignedDocument> list(const api::Caller& caller, const std::string& typ,
                                      const api::PageAsk& page) override;
  std::vector<api::SignerKey> keys(const api::Caller& caller) override;

 private:
  Store& store_;
  const Rights& rights_;
  const Signing& signing_;
  const std::vector<DocumentSource> sources_;
};

}  // namespace controller
