#include "protocols/trust/keyring.h"

#include <algorithm>
#include <array>
#include <utility>

namespace protocols::trust {
namespace {

constexpr std::array rank_names{std::pair{Rank::background, std::string_view("background")},
                                std::pair{Rank::routine, std::string_view("routine")},
                                std::pair{Rank::priority, std::string_view("priority")},
                                std::pair{Rank::emergency, std::string_view("emergency")}};

/// What each use can sign at all, whatever a keyring says.
bool use_allows(Use use, DocumentType type) {
  switch (type) {
    case DocumentType::message:
    case DocumentType::order:
      return use == Use::person;
    case DocumentType::placement:
    case DocumentType::programme:
    case DocumentType::dispatch:
    case DocumentType::time:
      return use == Use::online;
    default:
      return false;
  }
}

}  // namespace

std::string_view name(Rank rank) {
  for (const auto& [value, text] : rank_names) {
    if (value == rank) return text;
  }
  return {};
}

Rank rank_from(std::string_view text) {
  for (const auto& [value, known] : rank_names) {
    if (known == text) return value;
  }
  return Rank::none;
}

IsWithin within_chain(std::vector<std::string> chain) {
  return [chain = std::move(chain)](std::string_view area, std::string_view ancestor) {
    const auto lower = std::find(chain.begin(), chain.end(), area);
    return std::find(lower, chain.end(), ancestor) != chain.end();
  };
}

bool KeyringKey::may_sign(DocumentType type) const {
  return use_allows(use, type) && std::find(may.begin(), may.end(), type) != may.end();
}

bool KeyringKey::valid_at(std::int64_t now_ms) const {
  return now_ms >= from_ms && (until_ms == 0 || now_ms < until_ms);
}

bool KeyringKey::covers(const std::vector<std::string>& wanted, const IsWithin& is_within) const {
  return std::all_of(wanted.begin(), wanted.end(), [&](const std::string& area) {
    return std::any_of(areas.begin(), areas.end(), [&](const std::string& own) {
      return own == "*" || (area != "*" && is_within(area, own));
    });
  });
}

const KeyringKey* Keyring::find(std::string_view kid) const {
  const auto found =
      std::find_if(keys.begin(), keys.end(), [&](const auto& key) { return key.kid == kid; });
  return found == keys.end() ? nullptr : &*found;
}

Reason Keyring::may(std::string_view kid, DocumentType type, Rank rank,
                    const std::vector<std::string>& areas, const IsWithin& is_within,
                    std::optional<std::int64_t> now_ms) const {
  const auto* key = find(kid);
  if (key == nullptr) return Reason::unknown_key;
  if (now_ms && !key->valid_at(*now_ms)) return Reason::key_not_valid_now;
  if (!key->may_sign(type)) return Reason::not_entitled_kind;
  if (!key->covers(areas, is_within)) return Reason::not_entitled_area;
  if (rank > key->highest_class) return Reason::not_entitled_class;
  return Reason::none;
}

}  // namespace protocols::trust
