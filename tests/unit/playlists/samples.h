// Values the tests of playlists share: one board, one loudspeaker, messages, entries and orders in
// Hà Giang.
#pragma once

#include <string>
#include <string_view>

#include "playlists/messages/message.h"
#include "playlists/orders/order.h"
#include "playlists/orders/placement.h"
#include "playlists/programme/programme.h"
#include "playlists/timetable/civil_time.h"

namespace playlists::samples {

/// The instant a wall clock in Vietnam shows 2026-11-23 (a Monday) and that time.
Instant at(std::string_view time, int days_later = 0);

OrderId order_id(int n);
EntryId entry_id(int n);
MessageHash message_hash(int n);
AreaCode area(std::string_view code);

/// Own area 02.026.00715, then 02.026 and 02; a 192x96 picture and a 48 kHz sound output.
Placement placement();
/// Notice with a card and a sound rendition for both outputs; approved up to priority, everywhere
/// in 02.
Message message(int n, Duration duration);
Entry timed(int n, std::string_view time, ItemClass item_class = ItemClass::Routine);
Entry window(int n, std::string_view start, std::string_view end,
             ItemClass item_class = ItemClass::Background);
Programme programme(std::string_view code, std::vector<Entry> entries);
/// To the own area, with card, chime and `seconds` of speech, issued at `issued`, valid for an
/// hour.
Order announce(int n, Instant issued, ItemClass item_class, int seconds = 10);

}  // namespace playlists::samples
