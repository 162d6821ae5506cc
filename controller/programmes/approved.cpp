#include "controller/programmes/approved.h"

#include "playlists/messages/message_json.h"
#include "protocols/trust/jws.h"

namespace controller {

std::optional<playlists::Message> approved_message(const FindApproved& find, Session& session,
                                                   std::string_view hash) {
  const auto jws = find(session, hash);
  if (!jws) return std::nullopt;
  // The library keeps only what it has verified; here only the payload is needed.
  const auto parts = protocols::trust::parse_compact(*jws);
  if (!parts) return std::nullopt;
  return playlists::parse_message(parts->payload).value;
}

}  // namespace controller
