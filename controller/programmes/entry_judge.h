#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "controller/api/problem.h"
#include "controller/authority/area_map.h"
#include "controller/programmes/approved.h"
#include "controller/store/store.h"
#include "playlists/instant.h"
#include "playlists/programme/programme.h"

namespace controller {

/// Whether a programme may be signed: every entry, and the contract for devices offline, names only
/// approved messages, within the messages' areas, not above their class, and not after their end.
/// The device judges the same again.
/// Thread-safe.
class EntryJudge {
 public:
  EntryJudge(const AreaMap& areas, FindApproved find) : areas_(areas), find_(std::move(find)) {}

  /// Everything wrong (unknown_message, not_entitled_area, not_entitled_class, message_expired and
  /// the codes of playlists::check_programme), with the pointer of the message
  /// (`/entries/3/messages/1`,
  /// `/offline/filler`) or of the entry; empty = may be signed.
  std::vector<api::Detail> judge(Session& session, const playlists::Programme& programme,
                                 playlists::Instant now) const;

 private:
  struct Wanted;
  std::optional<api::Detail> judge_message(Session& session, const Wanted& wanted) const;

  const AreaMap& areas_;
  const FindApproved find_;
};

}  // namespace controller
