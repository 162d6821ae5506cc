// The sentences in which the timeline explains itself: one place, so that codes and both languages
// stay together. Pure functions.
#pragma once

#include <string>
#include <string_view>

#include "playlists/instant.h"
#include "playlists/item_class.h"
#include "playlists/orders/play.h"
#include "playlists/timetable/civil_time.h"
#include "playlists/timetable/due.h"

namespace playlists {

/// A reason without details. Codes: `no_output`, `nothing_due`, `no_trusted_time`, `not_meant`,
/// `other_output`, `programme_expired`, `unknown_zone`, `message_missing`,
/// `message_not_yet`, `message_expired`, `message_class`, `message_area`, `nothing_for_output`,
/// `missing_content`, `played`, `dropped`, `not_resumed`, `missed_busy`, `other_turn`,
/// `not_scheduled`, `interrupted`, `expired`, `stopped`, `busy`, `finished`.
Why why(std::string_view code);
/// `order`, `timed`, `window`: why this item plays.
Why why_plays(const ItemRef& item, bool timed, bool resumes);
/// `covered_by`: another item plays instead.
Why why_covered(const ItemRef& by);
/// `covers`: what the playing item keeps from playing.
Why why_covers(const ItemRef& covered);
/// `not_now`: it comes later, at a time said by the clock on the wall there.
Why why_later(Instant start, const ZoneRules& zone);

}  // namespace playlists
