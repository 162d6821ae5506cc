// Every document's JSON: never a crash, and what was read once is written and read again as the
// same value.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "playlists/calendar/daypart_json.h"
#include "playlists/calendar/special_days_json.h"
#include "playlists/messages/message_json.h"
#include "playlists/messages/messages_file_json.h"
#include "playlists/messages/spoken_form.h"
#include "playlists/orders/dispatch_json.h"
#include "playlists/orders/order_json.h"
#include "playlists/orders/placement_json.h"
#include "playlists/orders/play_json.h"
#include "playlists/orders/receipt_json.h"
#include "playlists/programme/programme_json.h"

namespace {

template <class Parse, class Write>
void try_one(std::string_view text, Parse parse, Write write) {
  const auto once = parse(text);
  if (once.value.has_value() != once.problems.empty()) std::abort();
  if (!once) return;
  const auto twice = parse(write(*once));
  if (!twice || !(*twice == *once)) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace playlists;
  const std::string_view text{reinterpret_cast<const char*>(data), size};
  try_one(text, parse_message, message_to_json);
  try_one(text, parse_programme, programme_to_json);
  try_one(text, parse_entry, entry_to_json);
  try_one(text, parse_calendar, calendar_to_json);
  try_one(text, parse_daypart, daypart_to_json);
  try_one(text, parse_order, order_to_json);
  try_one(text, parse_dispatch, dispatch_to_json);
  try_one(text, parse_time, time_to_json);
  try_one(text, parse_placement, placement_to_json);
  try_one(text, parse_profile, profile_to_json);
  try_one(text, parse_receipt, receipt_to_json);
  try_one(text, parse_plays, plays_to_json);
  try_one(text, parse_play_record, play_record_to_json);
  try_one(text, parse_item, item_to_json);
  parse_messages_file(text);
  spoken_form(text);
  return 0;
}
