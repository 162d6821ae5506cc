#include "players/device/play_log.h"

#include "protocols/io/log.h"

namespace players {

namespace io = protocols::io;
using playlists::Outcome;
using playlists::OutputKind;

namespace {

constexpr std::size_t most_remembered = 256;

PlayCount count_of(const playlists::Output& shape, playlists::Instant at, std::uint64_t amount,
                   const Level& level) {
  if (shape.kind != OutputKind::Sound) return {at, amount, {}, {}};
  return {at, amount, level.rms_dbfs, level.peak_dbfs};
}

}  // namespace

void PlayLog::began(Pass& pass, std::chrono::nanoseconds mono) {
  pass.record =
      journal_.open({shape_.kind, pass.due.item, pass.began, clock_.state(), mono.count()});
}

void PlayLog::count(const Pass& pass, const OutputStatus& status) {
  if (pass.record)
    journal_.checkpoint(*pass.record, count_of(shape_, clock_.now(), status.amount, status.level));
}

void PlayLog::over(const Pass& pass, const PlayFinished& report, playlists::Instant at,
                   bool broken) {
  const auto result = result_of(shape_, pass, report, broken);
  if (!report.problem.empty())
    io::log::warning("follower: an item failed",
                     {{"output", playlists::output_kind_text(shape_.kind)},
                      {"item", pass.due.item.id},
                      {"cause", report.problem}});
  if (pass.record)
    journal_.close(*pass.record, count_of(shape_, at, report.amount, report.level), result);
  else if (result.outcome == Outcome::Missed && !pass.leaving)
    missed(pass.due, result.reason, at, report.mono);
}

void PlayLog::missed(const playlists::DueItem& item, playlists::PlayReason reason,
                     playlists::Instant now, std::chrono::nanoseconds mono) {
  if (missed_.size() >= most_remembered) missed_.clear();
  if (!missed_.insert(item.playing).second) return;
  io::log::warning("follower: cannot play", {{"output", playlists::output_kind_text(shape_.kind)},
                                             {"item", item.item.id},
                                             {"title", item.item.title},
                                             {"reason", playlists::play_reason_text(reason)}});
  journal_.note({shape_.kind, item.item, now, clock_.state(), mono.count()},
                {Outcome::Missed, reason});
}

}  // namespace players
