#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "controller/api/problem.h"
#include "controller/authority/area_map.h"
#include "controller/store/store.h"
#include "playlists/instant.h"
#include "playlists/messages/message.h"
#include "playlists/programme/programme.h"

namespace controller {

/// The signed message document of a hash (compact JWS), as the library keeps it.
using FindApproved =
    std::function<std::optional<std::string>(Session& session, std::string_view hash)>;

/// Whether a programme may be signed: every entry names an approved message, within the message's
/// areas, not above its class, and not after its end. The device judges the same again.
/// Thread-safe.
class EntryJudge {
 public:
  EntryJudge(const AreaMap& areas, FindApproved find) : areas_(areas), find_(std::move(find)) {}

  /// Everything wrong (unknown_message, not_entitled_area, not_entitled_class, message_expired and
  /// the codes of playlists::check_programme), with the entry's pointer; empty = may be signed.
  std::vector<api::Detail> judge(Session& session, const playlists::Programme& programme,
                                 playlists::Instant now) const;

 private:
  std::optional<playlists::Message> message_of(Session& session, const std::string& hash) const;
  std::optional<api::Detail> judge_entry(Session& session, const playlists::Entry& entry,
                                         const std::string& area, playlists::Instant now) const;

  const AreaMap& areas_;
  const FindApproved find_;
};

}  // namespace controller
