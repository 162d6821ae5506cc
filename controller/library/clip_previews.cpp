#include "controller/library/clip_previews.h"

#include <algorithm>
#include <utility>

#include "controller/library/clip_preview.h"
#include "controller/library/clip_rows.h"
#include "protocols/io/log.h"
#include "protocols/io/storage_error.h"

namespace controller {

namespace io = protocols::io;

namespace {

constexpr std::chrono::seconds kAskAgain{2};

api::Problem being_made() {
  return api::unavailable("being_made", "Đang chuẩn bị bản xem trước; hãy chờ một chút.",
                          "The preview is being made: wait a moment.", kAskAgain);
}

api::Problem refused_clip() {
  return api::conflict("clip_refused", "Clip này đã bị từ chối nên không có gì để xem.",
                       "This clip was refused: there is nothing to see.");
}

api::Problem no_space() {
  return {507, "no_space", "Ổ đĩa của máy chủ đã đầy, không làm được bản xem trước.",
          "The server's disk is full: the preview cannot be made."};
}

api::Problem no_preview() {
  return {404, "no_preview", "Không làm được bản xem trước của clip này.",
          "No preview can be made of this clip."};
}

ClipPreviewParts parts_of(const api::Clip& clip, const MediaStore& media) {
  ClipPreviewParts parts;
  parts.source = media.find(clip.sha256).value_or("");
  if (clip.has_picture) parts.seen = PictureSize{clip.width, clip.height};
  for (const auto& made : clip.renditions) {
    if (made.key.starts_with("sound:")) parts.sound = media.find(made.sha256);
  }
  return parts;
}

}  // namespace

std::optional<api::Blob> ClipPreviews::find(const std::string& clip) const {
  const auto sha256 =
      store_.read([&](Session& session) { return ClipTable(session).preview(clip); });
  const auto file = sha256 ? media_.find(*sha256) : std::nullopt;
  if (!file) return std::nullopt;
  return api::Blob{*file, std::filesystem::file_size(*file), "video/mp4", *sha256};
}

api::Blob ClipPreviews::of(const api::Clip& clip) {
  if (clip.state == "refused") throw refused_clip();
  if (auto made = find(clip.sha256)) return *std::move(made);
  const auto failed = asked_.with([&](Asked& asked) -> std::optional<api::Problem> {
    if (auto why = asked.failed.extract(clip.sha256)) return why.mapped();
    if (std::ranges::find(asked.wanted, clip.sha256) == asked.wanted.end()) {
      asked.wanted.push_back(clip.sha256);
    }
    return std::nullopt;
  });
  throw failed ? *failed : being_made();
}

bool ClipPreviews::wanted() const {
  return asked_.with([](const Asked& asked) { return !asked.wanted.empty(); });
}

// It stays in the list while it is made, so that nobody can ask for it twice.
void ClipPreviews::make_next(const std::function<bool()>& go_on) {
  const auto clip = asked_.with([](const Asked& asked) {
    return asked.wanted.empty() ? std::string() : asked.wanted.front();
  });
  if (clip.empty()) return;
  try {
    if (!make(clip, go_on)) return;
  } catch (const io::StorageFull&) {
    give_up(clip, no_space());
  } catch (const std::exception& error) {
    io::log::error("library: cannot make a preview", {{"clip", clip}, {"cause", error.what()}});
    give_up(clip, no_preview());
  }
  asked_.with([&](Asked& asked) { std::erase(asked.wanted, clip); });
}

void ClipPreviews::give_up(const std::string& clip, const api::Problem& why) {
  asked_.with([&](Asked& asked) { asked.failed.insert_or_assign(clip, why); });
}

// False if it was stopped.
bool ClipPreviews::make(const std::string& id, const std::function<bool()>& go_on) {
  const auto clip = store_.read([&](Session& session) { return ClipTable(session).find(id); });
  if (!clip || clip->state != "ready" || find(id)) return true;
  auto parts = parts_of(*clip, media_);
  if (parts.sound) parts.lead = voice_.lead();
  const auto made = make_clip_preview(parts, media_, go_on);
  if (!made) return false;
  store_.write([id, sha256 = made->sha256](Session& s) { ClipTable(s).keep_preview(id, sha256); })
      .get();
  return true;
}

}  // namespace controller
