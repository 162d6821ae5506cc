#include "controller/programmes/entry_judge.h"

#include <fmt/format.h>

#include <algorithm>

namespace controller {

namespace {

api::Detail wrong(std::string code, std::string vi, std::string en) {
  return {"", 0, std::move(code), std::move(vi), std::move(en)};
}

}  // namespace

// One message and what it is wanted for.
struct EntryJudge::Wanted {
  const playlists::MessageHash& hash;
  playlists::ItemClass item_class;
  const std::string& title;
  const std::string& area;
  playlists::Instant now;
};

std::optional<api::Detail> EntryJudge::judge_message(Session& session, const Wanted& wanted) const {
  const auto message = approved_message(find_, session, wanted.hash.text());
  const std::string name = wanted.title.empty() ? "" : "\"" + wanted.title + "\": ";
  if (!message) {
    return wrong("unknown_message", name + "bản tin này chưa được duyệt.",
                 name + "this message is not approved.");
  }
  // Of a playlist one would not know which.
  const std::string which = name + "“" + message->title + "”: ";
  const bool covered = std::ranges::any_of(
      message->areas, [&](const auto& root) { return areas_.is_within(wanted.area, root.text()); });
  if (!covered) {
    return wrong("not_entitled_area", which + "bản tin không được duyệt cho địa bàn này.",
                 which + "the message is not approved for this area.");
  }
  if (wanted.item_class > message->highest_class) {
    return wrong("not_entitled_class", which + "mức ưu tiên cao hơn mức được duyệt của bản tin.",
                 which + "the class is above what the message is approved for.");
  }
  if (message->valid_until <= wanted.now) {
    return wrong("message_expired", which + "bản tin đã hết hạn.",
                 which + "the message has expired.");
  }
  return std::nullopt;
}

std::vector<api::Detail> EntryJudge::judge(Session& session, const playlists::Programme& programme,
                                           playlists::Instant now) const {
  std::vector<api::Detail> out;
  const auto add = [&](std::optional<api::Detail> detail, std::string pointer) {
    if (!detail) return;
    detail->pointer = std::move(pointer);
    out.push_back(*std::move(detail));
  };
  for (const auto& problem : playlists::check_programme(programme)) {
    out.push_back({"/entries", 0, problem.code, problem.vi, problem.en});
  }
  const std::string& area = programme.area.text();
  for (std::size_t i = 0; i < programme.entries.size(); ++i) {
    const auto& entry = programme.entries[i];
    for (std::size_t j = 0; j < entry.messages.size(); ++j) {
      const Wanted wanted{entry.messages[j], entry.item_class, entry.title, area, now};
      add(judge_message(session, wanted), fmt::format("/entries/{}/messages/{}", i, j));
    }
  }
  if (!programme.offline.filler.empty()) {
    static const std::string none;
    const Wanted filler{programme.offline.filler, playlists::ItemClass::Background, none, area,
                        now};
    add(judge_message(session, filler), "/offline/filler");
  }
  return out;
}

}  // namespace controller
