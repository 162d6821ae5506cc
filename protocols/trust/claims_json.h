#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "protocols/trust/document_type.h"
#include "protocols/trust/keyring.h"
#include "protocols/trust/refusal.h"

namespace protocols::trust {

/// What the verifier reads of a payload: only what its checks need. Members that the type does not
/// have keep their first value. A value.
struct Claims {
  std::int64_t version = 0;          ///< placement, programme
  std::string device{};              ///< placement, plays, receipt, session
  std::string device_kid{};          ///< placement
  std::vector<std::string> areas{};  ///< placement: its chain; programme: its area; message, order
  Rank rank = Rank::none;            ///< order's class, message's and programme's highest
  bool below = true;                 ///< order
  std::string id{};                  ///< order
  bool stops = false;                ///< order of kind stop
  std::int64_t start_ms = 0;         ///< order: not_before_ms, or issued_ms if that is 0
  std::int64_t start_window_ms = 0;  ///< order
  std::int64_t until_ms = 0;  ///< order: expires_ms; message, programme: valid_until_ms, 0 = open
  std::int64_t epoch = 0;     ///< dispatch
  std::string order{};        ///< dispatch: the compact JWS inside
  std::string nonce{};        ///< time, session
  std::int64_t now_ms = 0;    ///< time
};

/// unsupported_version or bad_payload (the detail names the member) for what is not such a
/// document. The payload has passed check_json. Total.
Checked<Claims> parse_claims(DocumentType type, std::string_view payload);

/// [0-9A-Za-z.-]{1,40}
bool is_area_code(std::string_view text);
/// [a-z0-9][a-z0-9-]{2,39}
bool is_device_id(std::string_view text);

}  // namespace protocols::trust
