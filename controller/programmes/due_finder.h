#pragma once

#include <utility>
#include <vector>

#include "controller/api/programmes.h"
#include "controller/programmes/approved.h"
#include "controller/store/store.h"
#include "playlists/instant.h"
#include "playlists/programme/programme.h"

namespace controller {

/// When a programme's entries are due, for people who look at it: resolved by the very function
/// that devices follow (playlists/timetable/recurrence.h), each playing as long as its messages
/// say. Thread-safe.
class DueFinder {
 public:
  explicit DueFinder(FindApproved find) : find_(std::move(find)) {}

  /// All that overlap [from, until), by start. Throws 422 too_long, too_many.
  std::vector<api::Occurrence> within(Session& session, const playlists::Programme& programme,
                                      playlists::Instant from, playlists::Instant until) const;
  /// The first `each` of every entry that end after `from`, by start; ten years ahead at most.
  std::vector<api::Occurrence> next(Session& session, const playlists::Programme& programme,
                                    playlists::Instant from, std::size_t each) const;

 private:
  playlists::Duration span_of(Session& session, const playlists::Entry& entry) const;

  const FindApproved find_;
};

}  // namespace controller
