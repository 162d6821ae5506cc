#include "controller/dispatch/play_list.h"

#include <charconv>
#include <optional>
#include <utility>

#include "controller/api/problem.h"
#include "controller/dispatch/play_rows.h"
#include "controller/fleet/now_view.h"
#include "protocols/io/clock.h"

namespace controller {

namespace io = protocols::io;

namespace {

constexpr std::size_t kReadAtOnce = 500;
constexpr int kReads = 40;  // then the answer is short and the cursor goes on: nobody waits longer

std::string cursor_of(const PlayPlace& place) {
  return std::to_string(place.start_ms) + "." + std::to_string(place.row);
}

std::optional<PlayPlace> place_of(const std::string& cursor) {
  if (cursor.empty()) return std::nullopt;
  PlayPlace place;
  const char* end = cursor.data() + cursor.size();
  const auto start = std::from_chars(cursor.data(), end, place.start_ms);
  const bool dot = start.ec == std::errc() && start.ptr != end && *start.ptr == '.';
  if (!dot || std::from_chars(start.ptr + 1, end, place.row).ptr != end) {
    throw api::invalid(
        {{"?cursor", 0, "bad_cursor", "Con trỏ trang không đúng", "This page cursor is not ours"}});
  }
  return place;
}

PlaysWanted wanted_of(const api::PlayFilter& filter, const std::string& cursor) {
  return {filter.device,           filter.item,     filter.message, io::to_ms(filter.from),
          io::to_ms(filter.until), place_of(cursor)};
}

}  // namespace

bool PlayList::shows(const std::string& device, const std::string& root,
                     const std::string& area) const {
  if (root.empty() && area.empty()) return true;
  const DevicePointer known = directory_.find(device);
  return known && known->within(root) && known->within(area);
}

api::Page<api::Play> PlayList::list(const api::Caller& caller, const api::PlayFilter& filter,
                                    const api::PageAsk& ask) {
  const std::string root = area_seen_by(caller);
  PlaysWanted wanted = wanted_of(filter, ask.cursor);
  api::Page<api::Play> page;
  const auto limit = static_cast<std::size_t>(ask.limit);
  for (int read = 0; read < kReads; ++read) {
    auto found =
        store_.read([&](Session& session) { return PlayRows(session).find(wanted, kReadAtOnce); });
    for (auto& one : found) {
      wanted.before = one.place;
      if (!shows(one.play.device, root, filter.area)) continue;
      page.items.push_back(std::move(one.play));
      if (page.items.size() == limit) {
        page.next = cursor_of(one.place);
        return page;
      }
    }
    if (found.size() < kReadAtOnce) return page;
  }
  page.next = cursor_of(*wanted.before);
  return page;
}

}  // namespace controller
