#pragma once

#include <string_view>

namespace protocols::trust {

/// The kinds of signed documents (docs/documents.md, docs/link.md).
enum class DocumentType {
  none,
  keyring,
  placement,
  message,
  programme,
  order,
  dispatch,
  time,
  plays,
  receipt,
  enrol,
  session
};

/// The header's `typ`: "vang-order".
std::string_view typ(DocumentType type);
/// none for anything unknown.
DocumentType document_type_from(std::string_view typ);
/// As a keyring's `may` writes it: "order".
std::string_view name(DocumentType type);

}  // namespace protocols::trust
