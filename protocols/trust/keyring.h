#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "protocols/trust/document_type.h"
#include "protocols/trust/keys.h"
#include "protocols/trust/refusal.h"

namespace protocols::trust {

enum class Use { none, person, online };

/// Classes, rising. Only the ranking lives here; what they mean for playing lives in playlists.
enum class Rank { none, background, routine, priority, emergency };
std::string_view name(Rank rank);
/// none for anything that is no class.
Rank rank_from(std::string_view text);

/// Is `area` the same as `ancestor` or below it? Neither is "*".
using IsWithin = std::function<bool(std::string_view area, std::string_view ancestor)>;
/// Judges along one chain (own area first, root last), which is all a device knows of the tree.
IsWithin within_chain(std::vector<std::string> chain);

/// One person's or one server's right to sign. A value.
struct KeyringKey {
  std::string kid{};
  PublicKey key{};
  std::string name{};
  Use use = Use::none;
  std::vector<DocumentType> may{};
  std::vector<std::string> areas{};  ///< subtrees; "*" = everywhere
  Rank highest_class = Rank::none;
  std::int64_t from_ms = 0;
  std::int64_t until_ms = 0;  ///< 0 = open

  /// Also false for a document this use can never sign: persons sign messages and orders, online
  /// keys the rest.
  bool may_sign(DocumentType type) const;
  bool valid_at(std::int64_t now_ms) const;
  /// Every area given lies in one of the key's subtrees.
  bool covers(const std::vector<std::string>& wanted, const IsWithin& is_within) const;
};

/// Who may sign what, where, until when. A value.
struct Keyring {
  std::int64_t version = 0;
  std::int64_t issued_ms = 0;
  std::vector<KeyringKey> keys{};

  /// nullptr if it is not in this keyring (never was, or was revoked).
  const KeyringKey* find(std::string_view kid) const;
  /// The whole question for one signature: none, or the first of unknown_key, key_not_valid_now,
  /// not_entitled_kind, not_entitled_area, not_entitled_class. Without `now_ms` the key's dates are
  /// not judged; `rank` none = a document without a class.
  Reason may(std::string_view kid, DocumentType type, Rank rank,
             const std::vector<std::string>& areas, const IsWithin& is_within,
             std::optional<std::int64_t> now_ms) const;
};

}  // namespace protocols::trust
