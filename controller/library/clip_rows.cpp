#include "controller/library/clip_rows.h"

namespace controller {
namespace {

using Number = std::int64_t;
using Real = std::optional<double>;

std::chrono::milliseconds ms(Number value) {
  return std::chrono::milliseconds(value);
}

}  // namespace

void ClipTable::insert(const api::Clip& clip, std::string_view area) const {
  run(session_,
      "INSERT INTO clips(sha256, name, bytes, media, state, problem_code, problem_vi, problem_en, "
      "duration_ms, width, height, has_picture, has_sound, added_ms, added_by, area) "
      "VALUES(?, ?, ?, '', 'queued', '', '', '', 0, 0, 0, 0, 0, ?, ?, ?)",
      clip.sha256, clip.name, static_cast<Number>(clip.bytes),
      static_cast<Number>(clip.added.time_since_epoch().count()), clip.added_by, area);
}

void ClipTable::set_state(std::string_view sha256, std::string_view state) const {
  run(session_,
      "UPDATE clips SET state = ?, problem_code = '', problem_vi = '', problem_en = '' "
      "WHERE sha256 = ?",
      state, sha256);
}

void ClipTable::refuse(std::string_view sha256, const MediaProblem& problem) const {
  run(session_,
      "UPDATE clips SET state = 'refused', problem_code = ?, problem_vi = ?, problem_en = ? "
      "WHERE sha256 = ?",
      problem.code, problem.vi, problem.en, sha256);
}

void ClipTable::put_loudness(std::string_view sha256, const players::LevelReport& level) const {
  run(session_,
      "UPDATE clips SET measured_lufs = ?, measured_peak_dbtp = ?, gain_db = ?, limited_db = ?, "
      "short_lu = ?, lufs = ?, peak_dbtp = ? WHERE sha256 = ?",
      level.before.lufs, level.before.peak_dbtp, level.gain_db, level.limited_db, level.short_lu,
      level.after.lufs, level.after.peak_dbtp, sha256);
}

void ClipTable::finish(std::string_view sha256, const Ingested& result) const {
  const MediaFacts& facts = result.facts;
  run(session_,
      "UPDATE clips SET state = 'ready', problem_code = '', problem_vi = '', problem_en = '', "
      "media = ?, duration_ms = ?, width = ?, height = ?, has_picture = ?, has_sound = ? "
      "WHERE sha256 = ?",
      media_type(facts), static_cast<Number>(result.duration.count()), facts.width, facts.height,
      !facts.video.empty(), !facts.audio.empty(), sha256);
  add_renditions(sha256, result);
}

void ClipTable::add_renditions(std::string_view sha256, const Ingested& result) const {
  for (const MadeRendition& made : result.renditions) {
    run(session_, "DELETE FROM renditions WHERE clip = ? AND rendition = ?", sha256, made.key);
    const Real lufs = made.level ? made.level->after.lufs : Real{};
    const Real peak = made.level ? Real(made.level->after.peak_dbtp) : Real{};
    run(session_,
        "INSERT INTO renditions(clip, rendition, sha256, bytes, media, duration_ms, frames, lufs, "
        "peak_dbtp) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?)",
        sha256, made.key, made.stored.sha256, static_cast<Number>(made.stored.bytes), made.media,
        static_cast<Number>(made.duration.count()), made.frames, lufs, peak);
    if (made.level) put_loudness(sha256, *made.level);
  }
}

std::optional<std::string> ClipTable::preview(std::string_view clip) const {
  const auto found =
      row<std::string>(session_, "SELECT sha256 FROM clip_previews WHERE clip = ?", clip);
  if (!found) return std::nullopt;
  return std::get<0>(*found);
}

void ClipTable::keep_preview(std::string_view clip, std::string_view sha256) const {
  run(session_,
      "INSERT INTO clip_previews(clip, sha256) VALUES(?, ?) "
      "ON CONFLICT(clip) DO UPDATE SET sha256 = excluded.sha256",
      clip, sha256);
}

std::vector<api::Rendition> ClipTable::renditions(std::string_view clip) const {
  std::vector<api::Rendition> list;
  for (const auto& [key, sha256, bytes, media, duration, frames, lufs, peak] :
       rows<std::string, std::string, Number, std::string, Number, Number, Real, Real>(
           session_,
           "SELECT rendition, sha256, bytes, media, duration_ms, frames, lufs, peak_dbtp "
           "FROM renditions WHERE clip = ? ORDER BY rendition",
           clip)) {
    list.push_back({key, "", sha256, static_cast<std::uint64_t>(bytes), media, ms(duration),
                    static_cast<std::uint64_t>(frames), lufs, peak});
  }
  return list;
}

void ClipTable::add_loudness(api::Clip& clip) const {
  const auto found = row<Real, Real, double, double, double, Real, Real>(
      session_,
      "SELECT measured_lufs, measured_peak_dbtp, gain_db, limited_db, short_lu, lufs, peak_dbtp "
      "FROM clips WHERE sha256 = ? AND peak_dbtp IS NOT NULL",
      clip.sha256);
  if (!found) return;
  const auto& [measured, measured_peak, gain, limited, missing, lufs, peak] = *found;
  constexpr double kSilence = -70.0;  // what BS.1770 calls silent has no other figure
  clip.loudness = api::Loudness{measured.value_or(kSilence),
                                measured_peak.value_or(kSilence),
                                gain,
                                limited,
                                lufs.value_or(kSilence),
                                peak.value_or(kSilence),
                                missing,
                                !measured.has_value()};
}

std::vector<api::Clip> ClipTable::select(std::string_view where, std::string_view value) const {
  std::vector<api::Clip> clips;
  for (const auto& [sha256, name, bytes, media, state, code, vi, en, duration, width, height,
                    picture, sound, added, by] :
       rows<std::string, std::string, Number, std::string, std::string, std::string, std::string,
            std::string, Number, Number, Number, Number, Number, Number, std::string>(
           session_,
           "SELECT sha256, name, bytes, media, state, problem_code, problem_vi, problem_en, "
           "duration_ms, width, height, has_picture, has_sound, added_ms, added_by FROM clips "
           "WHERE " +
               std::string(where) + " ORDER BY added_ms DESC, sha256",
           value)) {
    api::Clip clip;
    clip.sha256 = sha256;
    clip.name = name;
    clip.bytes = static_cast<std::uint64_t>(bytes);
    clip.media = media;
    clip.state = state;
    if (!code.empty()) clip.refusal = api::Detail{"", 0, code, vi, en};
    clip.duration = ms(duration);
    clip.width = static_cast<int>(width);
    clip.height = static_cast<int>(height);
    clip.has_picture = picture != 0;
    clip.has_sound = sound != 0;
    clip.added = api::Instant(ms(added));
    clip.added_by = by;
    clips.push_back(std::move(clip));
  }
  for (api::Clip& clip : clips) {
    clip.renditions = renditions(clip.sha256);
    add_loudness(clip);
  }
  return clips;
}

std::optional<api::Clip> ClipTable::find(std::string_view sha256) const {
  auto found = select("sha256 = ?", sha256);
  if (found.empty()) return std::nullopt;
  return std::move(found.front());
}

std::vector<api::Clip> ClipTable::all() const {
  return select("sha256 >= ?", "");
}

std::vector<std::string> ClipTable::in_state(std::string_view state) const {
  std::vector<std::string> ids;
  for (auto& [sha256] : rows<std::string>(
           session_, "SELECT sha256 FROM clips WHERE state = ? ORDER BY added_ms", state)) {
    ids.push_back(sha256);
  }
  return ids;
}

}  // namespace controller
