#include "controller/library/ingest.h"

#include <algorithm>
#include <exception>
#include <future>
#include <utility>

#include "controller/library/film_take.h"
#include "controller/library/made_files.h"
#include "controller/library/media_source.h"
#include "controller/library/sound_rendition.h"
#include "controller/library/sound_take.h"
#include "controller/library/still_take.h"

namespace controller {
namespace {

namespace fs = std::filesystem;
using playlists::OutputKind;

constexpr int kLargestBoard = 4096;  // pixels a side
constexpr int kFastest = 120;        // frames a second

bool is_good_board(const playlists::Output& board) {
  return board.width > 0 && board.height > 0 && board.width % 2 == 0 && board.height % 2 == 0 &&
         board.width <= kLargestBoard && board.height <= kLargestBoard && board.fps > 0 &&
         board.fps <= kFastest;
}

std::chrono::milliseconds length_of(std::int64_t count, std::int64_t rate) {
  return std::chrono::milliseconds((count * 1000 + rate / 2) / rate);
}

struct SoundWork {
  std::optional<MadeRendition> made;  // its file is not adopted yet
  fs::path file;
  std::int64_t damaged = 0;
  std::optional<MediaProblem> problem;
};

// One ingest from start to end. Confined to `ingest`.
class Work {
 public:
  Work(const fs::path& source, const std::vector<playlists::Output>& targets, MediaStore& store,
       const IngestOptions& options)
      : source_(source), store_(store), options_(options), files_(store) {
    for (const auto& target : targets) {
      if (target.kind == OutputKind::Picture) boards_.push_back(target);
      if (target.kind == OutputKind::Sound) {
        sound_keys_.push_back(playlists::rendition_key(target));
      }
    }
  }

  Ingested run() {
    if (!std::all_of(boards_.begin(), boards_.end(), is_good_board)) {
      return refuse("odd_board", "Kích thước bảng phải là số chẵn, tối đa 4096 điểm ảnh.",
                    "A board's sides must be even and at most 4096 pixels.");
    }
    auto probed = probe(source_, options_.limits);
    result_.facts = probed.facts;
    if (!probed) return refuse(std::move(*probed.problem));
    if (probed.facts.kind == MediaKind::kStill) return run_still();
    return run_timed();
  }

 private:
  Ingested refuse(MediaProblem problem) {
    result_.renditions.clear();
    result_.problem = std::move(problem);
    return std::move(result_);
  }
  Ingested refuse(std::string code, std::string vi, std::string en) {
    return refuse(MediaProblem{std::move(code), std::move(vi), std::move(en)});
  }
  Ingested refuse_undecodable() {
    return refuse("nothing_decodes", "Không giải mã được nội dung của tệp.",
                  "Nothing in the file could be decoded.");
  }

  MediaSource open() const {
    int error = 0;
    auto source = MediaSource::open(source_, options_.limits, error);
    if (!source) throw std::runtime_error("ingest: cannot open " + source_.string() + " again");
    return std::move(*source);
  }

  bool cancelled() const { return stop_ || (options_.cancel && options_.cancel->load()); }

  Ingested run_still() {
    std::vector<PictureSize> sizes;
    for (const auto& board : boards_) sizes.push_back({board.width, board.height});
    const auto taken = take_still(open(), sizes, options_.limits);
    if (!taken) return refuse_undecodable();
    result_.facts.width = taken->seen.width;
    result_.facts.height = taken->seen.height;
    result_.facts.rotation = taken->turn.degrees;
    for (std::size_t i = 0; i < boards_.size(); ++i) {
      MadeRendition made;
      made.key = playlists::rendition_key(boards_[i]);
      made.stored = store_.keep(players::encode_png(taken->images[i], 9));
      made.media = "image/png";
      made.frames = 1;
      result_.renditions.push_back(std::move(made));
    }
    tell(1.0);
    return std::move(result_);
  }

  // Sound and picture are read by one thread each: levelling the sound takes as long as nothing
  // beside decoding a film, and neither stream is decoded twice.
  Ingested run_timed() {
    const bool has_film = result_.facts.kind == MediaKind::kFilm;
    const bool has_sound = !result_.facts.audio.empty();
    std::future<SoundWork> sound;
    const bool sound_wanted = !sound_keys_.empty() && has_sound;
    if (sound_wanted) {
      const fs::path file = files_.add(".opus");
      sound = std::async(std::launch::async,
                         [this, has_film, file] { return make_sound(file, !has_film); });
    }
    // A source that never says how it goes on must not outlive us: whatever throws, stop and wait.
    struct Stop {
      std::atomic<bool>& flag;
      ~Stop() { flag = true; }
    } stop{stop_};
    std::optional<MediaSource> source;
    std::optional<FilmTake> film;
    if (has_film && !boards_.empty()) {
      source.emplace(open());
      film.emplace(*source, options_.limits, has_sound ? options_.voice.lead() : 0);
      take_film(*film);
    }
    const SoundWork heard = sound.valid() ? sound.get() : SoundWork{};
    if (heard.problem) return refuse(*heard.problem);
    if (cancelled()) return refuse("cancelled", "Đã hủy.", "Cancelled.");
    const bool nothing_seen = !film || film->nothing_decoded();
    const bool wanted = film.has_value() || sound_wanted;
    if (wanted && nothing_seen && !heard.made) return refuse_undecodable();
    // What the container promises and the decoder does not give is not there.
    if (film && nothing_seen) result_.facts.video.clear();
    if (sound_wanted && !heard.made) result_.facts.audio.clear();
    collect(film ? &*film : nullptr, heard);
    return std::move(result_);
  }

  void take_film(FilmTake& film) {
    for (const auto& board : boards_) film.add_board(board, files_.add(".mp4"));
    const double whole = std::chrono::duration<double>(result_.facts.duration).count();
    film.run([&](double seconds) {
      tell(whole > 0 ? seconds / whole : 0.0);
      return !cancelled();
    });
  }

  SoundWork make_sound(const fs::path& file, bool tells) {
    const MediaSource source = open();
    const double whole = std::chrono::duration<double>(result_.facts.duration).count();
    auto taken = take_sound(source, options_.limits, [&](const AVPacket& packet) {
      if (tells && whole > 0 && packet.pts != AV_NOPTS_VALUE) {
        tell(0.9 * static_cast<double>(packet.pts) * av_q2d(source.audio()->time_base) / whole);
      }
      return !cancelled();
    });
    SoundWork work;
    work.damaged = taken.damaged;
    if (taken.stopped || taken.sound.samples.empty()) return work;
    auto given = options_.voice.present(std::move(taken.sound));
    if (!given) {
      work.problem = MediaProblem{given.problem->code, given.problem->vi, given.problem->en};
      return work;
    }
    work.file = file;
    MadeRendition made;
    made.media = "audio/ogg";
    made.duration = length_of(std::ssize(given.sound.samples), players::kSoundRate);
    made.level = write_levelled(work.file, given.sound, kClipBits);
    work.made = std::move(made);
    return work;
  }

  void collect(FilmTake* film, const SoundWork& heard) {
    std::int64_t damaged = heard.damaged;
    if (film) damaged += film->damaged();
    for (std::size_t i = 0; film && !film->nothing_decoded() && i < boards_.size(); ++i) {
      MadeRendition made;
      made.key = playlists::rendition_key(boards_[i]);
      made.media = "video/mp4";
      made.frames = film->films()[i].frames();
      made.duration = length_of(made.frames, boards_[i].fps);
      made.stored = store_.adopt(film->films()[i].file());
      result_.renditions.push_back(std::move(made));
    }
    if (heard.made) {
      MadeRendition made = *heard.made;
      made.stored = store_.adopt(heard.file);
      for (const auto& key : sound_keys_) {
        made.key = key;
        result_.renditions.push_back(made);
      }
      warn_if_short(*heard.made->level);
    }
    for (const auto& each : result_.renditions) {
      result_.duration = std::max(result_.duration, each.duration);
    }
    if (damaged > 0) {
      result_.warnings.push_back(
          {"damaged_parts",
           "Tệp có chỗ bị hỏng; những chỗ đó đã được bỏ qua, hình và tiếng vẫn khớp nhau.",
           "Parts of the file are damaged; they were left out, picture and sound still fit."});
    }
    tell(1.0);
  }

  void warn_if_short(const players::LevelReport& level) {
    if (level.short_lu <= 0.5) return;
    result_.warnings.push_back({"short_of_target",
                                "Tiếng nhỏ hơn mức chuẩn dù đã nâng hết mức cho phép.",
                                "The sound stays below the standard level even with all the gain "
                                "allowed."});
  }

  void tell(double part) {
    const int percent = std::clamp(static_cast<int>(part * 100.0), 0, 100);
    if (!options_.progress || percent == told_) return;
    told_ = percent;
    options_.progress(percent / 100.0);
  }

  const fs::path& source_;
  MediaStore& store_;
  const IngestOptions& options_;
  MadeFiles files_;
  std::vector<playlists::Output> boards_;
  std::vector<std::string> sound_keys_;
  std::atomic<bool> stop_{false};
  int told_ = -1;
  Ingested result_;
};

}  // namespace

Ingested ingest(const fs::path& source, const std::vector<playlists::Output>& targets,
                MediaStore& store, const IngestOptions& options) {
  return Work(source, targets, store, options).run();
}

}  // namespace controller
