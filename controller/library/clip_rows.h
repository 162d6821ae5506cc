// Clips and their renditions as they lie in the store.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "controller/api/clips.h"
#include "controller/library/ingest.h"
#include "controller/store/query.h"
#include "controller/store/store.h"

namespace controller {

/// The tables `clips`, `renditions` and `clip_previews`, over a session lent by Store. A clip comes
/// back with its renditions; `progress` is 0. Confined to its owner.
class ClipTable {
 public:
  explicit ClipTable(Poco::Data::Session& session) : session_(session) {}

  /// A new clip in state `queued`; `area` is that of whoever brought it.
  void insert(const api::Clip& clip, std::string_view area) const;
  void set_state(std::string_view sha256, std::string_view state) const;
  void refuse(std::string_view sha256, const MediaProblem& problem) const;
  /// Facts, loudness and renditions of a finished ingest; the state becomes `ready`.
  void finish(std::string_view sha256, const Ingested& result) const;
  /// Renditions made later for a ready clip; those of other keys stay.
  void add_renditions(std::string_view sha256, const Ingested& result) const;

  /// SHA-256 of what browsers play; nullopt before it was made.
  std::optional<std::string> preview(std::string_view clip) const;
  void keep_preview(std::string_view clip, std::string_view sha256) const;

  std::optional<api::Clip> find(std::string_view sha256) const;
  /// Newest first.
  std::vector<api::Clip> all() const;
  /// Ids of clips in this state, oldest first.
  std::vector<std::string> in_state(std::string_view state) const;

 private:
  std::vector<api::Clip> select(std::string_view where, std::string_view value) const;
  void add_loudness(api::Clip& clip) const;
  std::vector<api::Rendition> renditions(std::string_view clip) const;
  void put_loudness(std::string_view sha256, const players::LevelReport& level) const;

  Poco::Data::Session& session_;
};

}  // namespace controller
