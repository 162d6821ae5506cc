// Clips: brought by people, ingested one after the other on a thread of this object's own, kept in
// the media store, told about in the store.
#pragma once

#include <atomic>
#include <condition_variable>
#include <deque>
#include <filesystem>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "controller/api/clips.h"
#include "controller/authority/rights.h"
#include "controller/library/clip_previews.h"
#include "controller/library/ingest.h"
#include "controller/library/media_store.h"
#include "controller/library/profiles_in_use.h"
#include "controller/store/store.h"
#include "protocols/io/clock.h"

namespace controller {

/// `api::Clips`. What was queued or half done when the program ended is begun again at start. An
/// ingest that finds the disk full refuses the clip with `no_space`; bringing the same file again
/// tries again. Owns one thread, `ingest`, which may block on files and encoders; previews are made
/// on it when no clip waits for its renditions, and left off when one comes. The destructor stops
/// it between two frames. Thread-safe.
class ClipShelf final : public api::Clips {
 public:
  /// All parts outlive it.
  ClipShelf(Store& store, MediaStore& media, const Rights& rights,
            const protocols::io::Clock& clock, ProfilesInUse profiles, Voice voice = Voice());
  ~ClipShelf() override;
  ClipShelf(const ClipShelf&) = delete;
  ClipShelf& operator=(const ClipShelf&) = delete;

  std::filesystem::path upload_dir() override;
  std::uint64_t max_upload_bytes() override;
  void check_room(const api::Caller& caller, std::uint64_t bytes) override;
  api::Clip add(const api::Caller& caller, const api::Upload& upload) override;
  api::Page<api::Clip> list(const api::Caller& caller, const std::string& text,
                            const api::PageAsk& page) override;
  api::Clip one(const api::Caller& caller, const std::string& sha256) override;
  api::Blob content(const api::Caller& caller, const std::string& sha256) override;
  api::Blob rendition(const api::Caller& caller, const std::string& sha256,
                      const std::string& key) override;
  api::Blob preview(const api::Caller& caller, const std::string& sha256) override;
  api::Picture thumbnail(const api::Caller& caller, const std::string& sha256) override;

  /// The original file of a ready clip with sound: what dispatch announces.
  std::optional<std::filesystem::path> sound_file(std::string_view sha256) const;
  /// As the store has it, with the progress of a clip that is being worked on.
  std::optional<api::Clip> find(std::string_view sha256) const;
  /// Keys that profiles in use ask for and the clip could have but has not.
  std::vector<playlists::Output> missing(const api::Clip& clip) const;
  /// Call when a device was enrolled or changed: ready clips get what they lack. Asks for the
  /// profiles once, and looks at the clips only if these ask for other outputs than the last time.
  void profiles_changed();
  /// Makes the clip's missing renditions, after what is already queued.
  void complete(const std::string& sha256);

 private:
  void queue(std::string sha256);
  void work();
  bool nothing_more_urgent();
  void ingest_next(std::string id);
  void ingest_one(const std::string& sha256);
  void look_again(const std::string& sha256, const std::vector<playlists::Output>& worked_for);
  void keep_result(const std::string& sha256, const Ingested& result, bool again);
  void refuse(const std::string& sha256, const MediaProblem& problem);

  Store& store_;
  MediaStore& media_;
  const Rights& rights_;
  const protocols::io::Clock& clock_;
  const ProfilesInUse profiles_;
  const Voice voice_;
  ClipPreviews previews_;

  mutable std::mutex mutex_;  // guards what follows
  std::condition_variable wake_;
  std::deque<std::string> waiting_;
  std::map<std::string, double, std::less<>> progress_;
  std::optional<std::vector<playlists::Output>> looked_for_;  // by profiles_changed

  std::atomic<bool> stopping_{false};
  std::thread thread_;
};

}  // namespace controller
