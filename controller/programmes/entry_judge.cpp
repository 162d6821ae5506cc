#include "controller/programmes/entry_judge.h"

#include <algorithm>

#include "playlists/messages/message_json.h"
#include "protocols/trust/jws.h"

namespace controller {

namespace {

api::Detail wrong(std::string code, std::string vi, std::string en) {
  return {"", 0, std::move(code), std::move(vi), std::move(en)};
}

}  // namespace

std::optional<playlists::Message> EntryJudge::message_of(Session& session,
                                                         const std::string& hash) const {
  const auto jws = find_(session, hash);
  if (!jws) return std::nullopt;
  // The library keeps only what it has verified; here only the payload is needed.
  const auto parts = protocols::trust::parse_compact(*jws);
  if (!parts) return std::nullopt;
  return playlists::parse_message(parts->payload).value;
}

std::optional<api::Detail> EntryJudge::judge_entry(Session& session, const playlists::Entry& entry,
                                                   const std::string& area,
                                                   playlists::Instant now) const {
  const auto message = message_of(session, entry.message.text());
  const std::string name = "\"" + entry.title + "\": ";
  if (!message) {
    return wrong("unknown_message", name + "bản tin này chưa được duyệt.",
                 name + "this message is not approved.");
  }
  const bool covered = std::ranges::any_of(
      message->areas, [&](const auto& root) { return areas_.is_within(area, root.text()); });
  if (!covered) {
    return wrong("not_entitled_area", name + "bản tin không được duyệt cho địa bàn này.",
                 name + "the message is not approved for this area.");
  }
  if (entry.item_class > message->highest_class) {
    return wrong("not_entitled_class", name + "mức ưu tiên cao hơn mức được duyệt của bản tin.",
                 name + "the class is above what the message is approved for.");
  }
  if (message->valid_until <= now) {
    return wrong("message_expired", name + "bản tin đã hết hạn.",
                 name + "the message has expired.");
  }
  return std::nullopt;
}

std::vector<api::Detail> EntryJudge::judge(Session& session, const playlists::Programme& programme,
                                           playlists::Instant now) const {
  std::vector<api::Detail> out;
  for (const auto& problem : playlists::check_programme(programme)) {
    out.push_back({"/entries", 0, problem.code, problem.vi, problem.en});
  }
  for (std::size_t i = 0; i < programme.entries.size(); ++i) {
    auto detail = judge_entry(session, programme.entries[i], programme.area.text(), now);
    if (!detail) continue;
    detail->pointer = "/entries/" + std::to_string(i) + "/message";
    out.push_back(*std::move(detail));
  }
  return out;
}

}  // namespace controller
