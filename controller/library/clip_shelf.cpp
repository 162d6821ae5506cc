#include "controller/library/clip_shelf.h"

#include <algorithm>
#include <utility>

#include "controller/authority/paging.h"
#include "controller/authority/search_text.h"
#include "controller/library/clip_rows.h"
#include "controller/library/film_frame.h"
#include "protocols/io/log.h"
#include "protocols/io/storage_error.h"

namespace controller {

namespace io = protocols::io;
namespace fs = std::filesystem;

namespace {

api::Problem no_space() {
  return {507, "no_space", "Ổ đĩa của máy chủ không còn đủ chỗ cho tệp này.",
          "The server's disk has no room for this file."};
}

api::Problem no_such_clip() {
  return api::not_found("Không có clip này.", "There is no such clip.");
}

MediaProblem disk_full() {
  return {"no_space", "Ổ đĩa của máy chủ đã đầy; hãy dọn bớt rồi tải lên lại.",
          "The server's disk is full; make room and bring the file again."};
}

MediaProblem broken_here(const std::string& cause) {
  return {"internal", "Máy chủ không xử lý được tệp này: " + cause,
          "The server could not process this file: " + cause};
}

bool may_try_again(const api::Clip& clip) {
  return clip.state == "refused" && clip.refusal &&
         (clip.refusal->code == "no_space" || clip.refusal->code == "internal");
}

// Which of `outputs` the clip could have a rendition for but has not.
std::vector<playlists::Output> lacking(const api::Clip& clip,
                                       std::vector<playlists::Output> outputs) {
  std::erase_if(outputs, [&](const playlists::Output& output) {
    const bool can =
        output.kind == playlists::OutputKind::Picture ? clip.has_picture : clip.has_sound;
    const std::string key = playlists::rendition_key(output);
    const auto same = [&](const api::Rendition& made) { return made.key == key; };
    return !can || std::any_of(clip.renditions.begin(), clip.renditions.end(), same);
  });
  return outputs;
}

api::Blob blob_of(const fs::path& file, const std::string& sha256, const std::string& media) {
  return {file, fs::file_size(file), media, sha256};
}

}  // namespace

ClipShelf::ClipShelf(Store& store, MediaStore& media, const Rights& rights, const io::Clock& clock,
                     ProfilesInUse profiles, Voice voice)
    : store_(store),
      media_(media),
      rights_(rights),
      clock_(clock),
      profiles_(std::move(profiles)),
      voice_(std::move(voice)),
      previews_(store, media, voice_) {
  store_.read([this](Session& session) {
    for (const char* state : {"working", "queued"}) {
      for (auto& id : ClipTable(session).in_state(state)) waiting_.push_back(std::move(id));
    }
  });
  thread_ = std::thread([this] { work(); });
}

ClipShelf::~ClipShelf() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  wake_.notify_all();
  thread_.join();
}

fs::path ClipShelf::upload_dir() {
  return media_.incoming();
}

std::uint64_t ClipShelf::max_upload_bytes() {
  return ProbeLimits{}.bytes;
}

void ClipShelf::check_room(const api::Caller& caller, std::uint64_t bytes) {
  rights_.require(caller, Act::Speak, caller.area);
  try {
    media_.check_room(bytes);
  } catch (const io::StorageFull&) {
    throw no_space();
  }
}

api::Clip ClipShelf::add(const api::Caller& caller, const api::Upload& upload) {
  rights_.require(caller, Act::Speak, caller.area);
  StoredMedia stored;
  try {
    stored = media_.adopt(upload.file);
  } catch (const io::StorageFull&) {
    throw no_space();
  }
  if (auto known = find(stored.sha256); known && !may_try_again(*known)) return *known;
  api::Clip clip;
  clip.sha256 = stored.sha256;
  clip.name = upload.name;
  clip.bytes = stored.bytes;
  clip.added = clock_.wall();
  clip.added_by = caller.name;
  const auto row = deed(caller, clip.added, "clip.add", caller.area, clip.sha256, clip.name);
  store_
      .write([clip, row, area = caller.area](Session& session) {
        const ClipTable table(session);
        // Two people may bring the same file at once.
        if (table.find(clip.sha256)) {
          table.set_state(clip.sha256, "queued");
        } else {
          table.insert(clip, area);
        }
        AuditTable(session).append(row);
      })
      .get();
  queue(clip.sha256);
  return one(caller, clip.sha256);
}

std::optional<api::Clip> ClipShelf::find(std::string_view sha256) const {
  auto clip = store_.read([&](Session& session) { return ClipTable(session).find(sha256); });
  if (!clip) return clip;
  const std::lock_guard lock(mutex_);
  const auto at = progress_.find(sha256);
  if (at != progress_.end()) clip->progress = at->second;
  return clip;
}

api::Page<api::Clip> ClipShelf::list(const api::Caller& caller, const std::string& text,
                                     const api::PageAsk& page) {
  rights_.require(caller, Act::Look, "");
  auto clips = store_.read([](Session& session) { return ClipTable(session).all(); });
  std::erase_if(clips, [&](const api::Clip& clip) { return !found_in(text, {clip.name}); });
  {
    const std::lock_guard lock(mutex_);
    for (auto& clip : clips) {
      const auto at = progress_.find(clip.sha256);
      if (at != progress_.end()) clip.progress = at->second;
    }
  }
  // Newest first; the key turns that into a rising order for the cursor.
  const auto key_of = [](const api::Clip& clip) {
    const auto age = playlists::max_instant_ms - clip.added.time_since_epoch().count();
    std::string digits = std::to_string(age);
    return std::string(15 - std::min<std::size_t>(15, digits.size()), '0') + digits + clip.sha256;
  };
  return page_of(std::move(clips), page, key_of);
}

api::Clip ClipShelf::one(const api::Caller& caller, const std::string& sha256) {
  rights_.require(caller, Act::Look, "");
  auto clip = find(sha256);
  if (!clip) throw no_such_clip();
  return *clip;
}

api::Blob ClipShelf::content(const api::Caller& caller, const std::string& sha256) {
  const api::Clip clip = one(caller, sha256);
  const auto file = media_.find(sha256);
  if (!file) throw no_such_clip();
  return blob_of(*file, sha256, clip.media.empty() ? "application/octet-stream" : clip.media);
}

api::Blob ClipShelf::rendition(const api::Caller& caller, const std::string& sha256,
                               const std::string& key) {
  const api::Clip clip = one(caller, sha256);
  for (const auto& made : clip.renditions) {
    const auto file = media_.find(made.sha256);
    if (made.key == key && file) return blob_of(*file, made.sha256, made.media);
  }
  throw api::not_found("Clip chưa có bản cho loại thiết bị này.",
                       "The clip has no rendition for this kind of device yet.");
}

api::Blob ClipShelf::preview(const api::Caller& caller, const std::string& sha256) {
  const api::Clip clip = one(caller, sha256);
  try {
    return previews_.of(clip);
  } catch (const api::Problem&) {
    {
      const std::lock_guard lock(mutex_);
    }  // the worker either waits or has yet to look
    wake_.notify_all();
    throw;
  }
}

api::Picture ClipShelf::thumbnail(const api::Caller& caller, const std::string& sha256) {
  const api::Clip clip = one(caller, sha256);
  const api::Rendition* best = nullptr;
  for (const auto& made : clip.renditions) {
    const bool picture = made.key.substr(0, 8) == "picture:";
    if (picture && (!best || made.bytes > best->bytes)) best = &made;
  }
  const auto file = best ? media_.find(best->sha256) : std::nullopt;
  // A little way in: many films begin in black.
  const auto image =
      file ? frame_at(*file, std::min(best->duration / 3, api::Millis(3000))) : std::nullopt;
  if (!image) throw api::not_found("Clip không có hình.", "The clip has no picture.");
  return {players::encode_png(*image, 6), best->sha256, {}};
}

std::optional<fs::path> ClipShelf::sound_file(std::string_view sha256) const {
  const auto clip = find(sha256);
  if (!clip || clip->state != "ready" || !clip->has_sound) return std::nullopt;
  return media_.find(sha256);
}

std::vector<playlists::Output> ClipShelf::missing(const api::Clip& clip) const {
  return lacking(clip, outputs_of(profiles_()));
}

void ClipShelf::profiles_changed() {
  const auto outputs = outputs_of(profiles_());
  {
    const std::lock_guard lock(mutex_);
    if (looked_for_ == outputs) return;
    looked_for_ = outputs;
  }
  for (const auto& clip : store_.read([](Session& s) { return ClipTable(s).all(); })) {
    if (clip.state == "ready" && !lacking(clip, outputs).empty()) queue(clip.sha256);
  }
}

void ClipShelf::complete(const std::string& sha256) {
  queue(sha256);
}

void ClipShelf::queue(std::string sha256) {
  {
    const std::lock_guard lock(mutex_);
    if (std::find(waiting_.begin(), waiting_.end(), sha256) != waiting_.end()) return;
    waiting_.push_back(std::move(sha256));
  }
  wake_.notify_all();
}

void ClipShelf::work() {
  for (;;) {
    std::string id;
    {
      std::unique_lock lock(mutex_);
      wake_.wait(lock, [this] { return stopping_ || !waiting_.empty() || previews_.wanted(); });
      if (stopping_) return;
      if (!waiting_.empty()) {
        id = std::move(waiting_.front());
        waiting_.pop_front();
        progress_[id] = 0.0;
      }
    }
    if (id.empty()) {
      previews_.make_next([this] { return nothing_more_urgent(); });
    } else {
      ingest_next(std::move(id));
    }
  }
}

bool ClipShelf::nothing_more_urgent() {
  const std::lock_guard lock(mutex_);
  return !stopping_ && waiting_.empty();
}

void ClipShelf::ingest_next(std::string id) {
  try {
    ingest_one(id);
  } catch (const std::exception& error) {
    io::log::error("library: cannot ingest", {{"clip", id}, {"cause", error.what()}});
  }
  const std::lock_guard lock(mutex_);
  progress_.erase(id);
}

void ClipShelf::ingest_one(const std::string& sha256) {
  const auto clip = find(sha256);
  const auto file = media_.find(sha256);
  if (!clip || !file) return;
  const bool again = clip->state == "ready";
  const auto outputs = outputs_of(profiles_());
  const auto targets = again ? lacking(*clip, outputs) : outputs;
  if (again && targets.empty()) return;
  if (!again) {
    store_.write([=](Session& s) { ClipTable(s).set_state(sha256, "working"); }).get();
  }
  IngestOptions options;
  options.voice = voice_;
  options.cancel = &stopping_;
  options.progress = [this, &sha256](double part) {
    const std::lock_guard lock(mutex_);
    progress_[sha256] = part;
  };
  try {
    keep_result(sha256, ingest(*file, targets, media_, options), again);
  } catch (const io::StorageFull&) {
    if (!again) refuse(sha256, disk_full());
  } catch (const std::exception& error) {
    if (!again) refuse(sha256, broken_here(error.what()));
  }
  look_again(sha256, outputs);
}

// A new kind of device that came meanwhile found the clip not yet ready; and what could not be made
// (disk full) is tried again when next a device changes.
void ClipShelf::look_again(const std::string& sha256,
                           const std::vector<playlists::Output>& worked_for) {
  const auto clip = find(sha256);
  if (!clip || clip->state != "ready") return;
  const auto outputs = outputs_of(profiles_());
  if (lacking(*clip, outputs).empty()) return;
  if (outputs != worked_for) return queue(sha256);
  const std::lock_guard lock(mutex_);
  looked_for_.reset();
}

void ClipShelf::keep_result(const std::string& sha256, const Ingested& result, bool again) {
  if (result.problem && result.problem->code == "cancelled") return;  // taken up at the next start
  if (result.problem) {
    if (!again) refuse(sha256, *result.problem);
    return;
  }
  store_
      .write([=](Session& s) {
        const ClipTable table(s);
        again ? table.add_renditions(sha256, result) : table.finish(sha256, result);
      })
      .get();
}

void ClipShelf::refuse(const std::string& sha256, const MediaProblem& problem) {
  store_.write([=](Session& s) { ClipTable(s).refuse(sha256, problem); }).get();
}

}  // namespace controller
