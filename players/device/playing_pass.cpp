#include "players/device/playing_pass.h"

#include <algorithm>

namespace players {

using playlists::Duration;
using playlists::ItemClass;
using playlists::ItemKind;
using playlists::Outcome;
using playlists::OutputKind;
using playlists::PlayReason;

namespace {

/// Below this peak a loudspeaker was not heard, whatever the samples were.
constexpr double silent_dbfs = -60.0;
/// An order's card stays until the timeline takes it away; this only bounds a mistake.
constexpr Duration order_card_at_most = std::chrono::hours(1);
/// A file is left to its own end unless this much of it has no more time.
constexpr Duration cut_tolerance{250};
/// What may be missing at the end of content that the next item replaced: a frame, a codec's
/// padding.
constexpr Duration whole_tolerance{60};

PlayResult came_out(const playlists::Output& output, const PlayFinished& report) {
  if (output.kind == OutputKind::Picture) return {Outcome::Shown, PlayReason::Unknown};
  return {report.level.peak_dbfs > silent_dbfs ? Outcome::Heard : Outcome::Silent,
          PlayReason::Unknown};
}

}  // namespace

Duration Pass::length() const {
  if (due.item.kind == ItemKind::Entry && due.length > Duration{}) return due.length;
  return content;
}

std::int64_t units_a_second(const playlists::Output& output) {
  const auto units = output.kind == OutputKind::Picture ? output.fps : output.rate;
  return std::max(units, 1);
}

std::uint64_t units_in(const playlists::Output& output, Duration duration) {
  return static_cast<std::uint64_t>(
      std::max<std::int64_t>(duration.count() * units_a_second(output) / 1000, 0));
}

Duration duration_of(const playlists::Output& output, std::uint64_t units) {
  return Duration(static_cast<std::int64_t>(units) * 1000 / units_a_second(output));
}

PlayCommand command_for(const playlists::Output& output, const Pass& pass, Found found,
                        std::uint64_t offset, Duration left) {
  PlayCommand command;
  command.token = pass.token;
  command.item = pass.due.item.id;
  command.offset = offset;
  command.volume_db = pass.due.volume_db;
  const auto rest = pass.length() - pass.offset;
  if (pass.due.item.kind == ItemKind::Order) {
    if (std::holds_alternative<PicturePages>(found.source))
      command.length = units_in(output, order_card_at_most);
  } else if (pass.content == Duration{}) {
    command.length = std::max<std::uint64_t>(units_in(output, std::min(rest, left)), 1);
  } else if (left + cut_tolerance < std::min(rest, pass.content - pass.offset)) {
    command.length = std::max<std::uint64_t>(units_in(output, left), 1);
  }
  command.source = std::move(found.source);
  return command;
}

PlayResult result_of(const playlists::Output& output, const Pass& pass, const PlayFinished& report,
                     bool broken) {
  const auto cause = broken ? PlayReason::NoOutput : PlayReason::MissingContent;
  if (report.why == PlayEnd::Failed)
    return {report.amount > 0 ? Outcome::Interrupted : Outcome::Missed, cause};
  if (report.amount == 0) return {Outcome::Missed, PlayReason::NoOutput};
  const bool whole = pass.content > Duration{} &&
                     duration_of(output, report.position) + whole_tolerance >= pass.content;
  const bool in_its_last_moment = pass.leaving && pass.leaving->reason == PlayReason::WindowEnded;
  if (whole && in_its_last_moment) return came_out(output, report);
  if (pass.leaving) return *pass.leaving;
  if (report.why != PlayEnd::Ended) return {Outcome::Interrupted, PlayReason::Restart};
  return came_out(output, report);
}

PlayReason why_cut(const playlists::ItemRef& old, const std::optional<playlists::DueItem>& next) {
  if (!next) return PlayReason::ProgrammeChanged;
  if (next->item.kind == ItemKind::Order)
    return next->item.item_class == ItemClass::Emergency ? PlayReason::Emergency
                                                         : PlayReason::Order;
  return next->item.item_class > old.item_class ? PlayReason::HigherClass
                                                : PlayReason::ProgrammeChanged;
}

protocols::link::HealthOutput health_of(const playlists::Output& output, const OutputStatus& status,
                                        const Pass* pass) {
  protocols::link::HealthOutput health;
  health.kind = std::string(playlists::output_kind_text(output.kind));
  health.state = status.state == OutputState::Error     ? "error"
                 : status.state == OutputState::Playing ? "playing"
                                                        : "idle";
  health.since_ms = protocols::io::to_ms(status.since);
  health.frames = static_cast<std::int64_t>(status.amount);
  if (output.kind == OutputKind::Sound) health.level_dbfs = status.level.rms_dbfs;
  if (!pass) return health;
  const auto& item = pass->due.item;
  health.item = protocols::link::HealthItem{std::string(playlists::item_kind_text(item.kind)),
                                            item.id,
                                            item.area.text(),
                                            item.programme,
                                            item.message.text(),
                                            item.title,
                                            std::string(playlists::class_text(item.item_class))};
  health.since_ms = playlists::to_ms(pass->began);
  return health;
}

}  // namespace players
