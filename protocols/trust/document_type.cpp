#include "protocols/trust/document_type.h"

#include <algorithm>
#include <array>

namespace protocols::trust {
namespace {

struct Row {
  DocumentType type;
  std::string_view typ;
};

constexpr std::string_view prefix = "vang-";
constexpr std::array rows{
    Row{DocumentType::keyring, "vang-keyring"}, Row{DocumentType::placement, "vang-placement"},
    Row{DocumentType::message, "vang-message"}, Row{DocumentType::programme, "vang-programme"},
    Row{DocumentType::order, "vang-order"},     Row{DocumentType::dispatch, "vang-dispatch"},
    Row{DocumentType::time, "vang-time"},       Row{DocumentType::plays, "vang-plays"},
    Row{DocumentType::receipt, "vang-receipt"}, Row{DocumentType::enrol, "vang-enrol"},
    Row{DocumentType::session, "vang-session"},
};

}  // namespace

std::string_view typ(DocumentType type) {
  const auto found =
      std::find_if(rows.begin(), rows.end(), [&](const Row& row) { return row.type == type; });
  return found == rows.end() ? std::string_view() : found->typ;
}

DocumentType document_type_from(std::string_view typ) {
  const auto found =
      std::find_if(rows.begin(), rows.end(), [&](const Row& row) { return row.typ == typ; });
  return found == rows.end() ? DocumentType::none : found->type;
}

std::string_view name(DocumentType type) {
  const auto full = typ(type);
  return full.empty() ? full : full.substr(prefix.size());
}

}  // namespace protocols::trust
