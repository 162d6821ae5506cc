#include "players/device/output_follower.h"

#include <algorithm>
#include <cassert>

#include "protocols/io/log.h"

namespace players {

namespace io = protocols::io;
using playlists::Duration;
using playlists::Instant;
using playlists::ItemKind;
using playlists::Outcome;
using playlists::OutputKind;
using playlists::PlayReason;

namespace {

/// A next pass shorter than this is not begun.
constexpr Duration shortest_pass{250};
/// Content and message count as equally long up to this: passes then follow without a gap.
constexpr Duration same_length{100};
constexpr Duration natural_end{100};
/// The last frames of a file may come so much later than planned: they are waited for.
constexpr Duration own_end{1'000};
constexpr Duration prepare_ahead{2'000};
constexpr auto forgive_after = std::chrono::seconds(60);

}  // namespace

OutputFollower::OutputFollower(Parts parts, playlists::Output shape)
    : parts_(std::move(parts)),
      shape_(shape),
      log_(parts_.journal, parts_.clock, shape),
      look_(parts_.loop),
      prepare_(parts_.loop),
      forgive_(parts_.loop) {}

Instant OutputFollower::instant_of(std::chrono::nanoseconds mono) const {
  // steady_clock is CLOCK_MONOTONIC here, which is what outputs stamp with.
  return parts_.clock.at(
      io::SteadyTime(std::chrono::duration_cast<io::SteadyTime::duration>(mono)));
}

Pass* OutputFollower::find(PlayToken token) {
  const auto found = passes_.find(token);
  return found == passes_.end() ? nullptr : &found->second;
}

void OutputFollower::look() {
  assert(parts_.loop.inside());
  if (ending_) return;
  const auto now = parts_.clock.now();
  const auto due = parts_.timeline.due(shape_.kind, now).item;
  if (about_to_end(due, now)) {
    look_.once(own_end, parts_.wake);
    return;
  }
  if (!due) {
    if (on_) leave({}, now);
  } else if (!on_ || on_->playing != due->playing) {
    begin(*due, now);
  } else {
    on_ = due;
    if (current_ == 0 && now >= next_pass_) {
      if (auto found = parts_.content.find(shape_, due->item))
        begin_pass(*due, *std::move(found), {next_base_, {}, {}}, now);
      else
        give_up(*due, now);
    }
  }
  arm(now);
}

// The programme's clock and the output's own end meet within milliseconds: the last frame and the
// last samples still go out.
bool OutputFollower::about_to_end(const std::optional<playlists::DueItem>& due, Instant now) const {
  if (!on_ || !passes_.contains(current_)) return false;
  const bool another = !due || (due->playing != on_->playing && due->item.kind == ItemKind::Entry &&
                                due->item.item_class <= on_->item.item_class);
  return another && on_->item.kind == ItemKind::Entry && now + natural_end >= on_->until &&
         now < on_->until + own_end;
}

void OutputFollower::arm(Instant now) {
  auto next = parts_.timeline.next_change(shape_.kind, now);
  const auto wait = next - now;
  if (!prepared_follows_ && wait > Duration{20})
    prepare_.once(std::max(wait - prepare_ahead, Duration{}),
                  [this, next] { prepare_what_comes(next); });
  if (on_ && current_ == 0) next = std::min(next, next_pass_);
  look_.once(std::max(next - now, Duration{1}), parts_.wake);
}

// --- beginning

void OutputFollower::begin(const playlists::DueItem& item, Instant now) {
  auto found = parts_.content.find(shape_, item.item);
  if (!found) return give_up(item, now);
  if (on_) leave(item, now);
  on_ = item;
  begin_pass(item, *std::move(found), cuts_.place_for(item), now);
}

void OutputFollower::begin_pass(const playlists::DueItem& item, Found found, const Place& place,
                                Instant now) {
  if (take_prepared(item, place)) return;
  const auto token = ++parts_.next_token;
  Pass pass{token, item, place.base, place.offset, found.length, true, now, {}, {}, false};
  if (found.length > Duration{} && place.offset + Duration{20} >= found.length) {
    // Its content is over, its time is not: a picture that is shorter than its sound.
    for (const auto& [old, left] : passes_)
      if (left.leaving) parts_.output.stop(old);
    current_ = 0;
    next_base_ = place.base + pass.length();
    next_pass_ = now + pass.length() - place.offset;
    return;
  }
  const auto from = place.units.value_or(units_in(shape_, place.offset));
  auto command = command_for(shape_, pass, std::move(found), from, item.until - now);
  current_ = token;
  passes_.emplace(token, std::move(pass));
  parts_.output.play(std::move(command));
}

bool OutputFollower::take_prepared(const playlists::DueItem& item, const Place& place) {
  auto* pass = find(prepared_);
  if (!pass || prepared_follows_ || pass->due.playing != item.playing || pass->base != place.base ||
      pass->offset != place.offset)
    return false;
  pass->due = item;
  pass->commanded = true;
  current_ = std::exchange(prepared_, 0);
  parts_.output.play(std::exchange(prepared_command_, {}));
  return true;
}

void OutputFollower::give_up(const playlists::DueItem& item, Instant now) {
  // What is on stays on: it may be what the timeline turns to without this one.
  if (on_ && on_->playing == item.playing) {
    on_.reset();
    current_ = 0;
  }
  log_.missed(item, PlayReason::MissingContent, now,
              parts_.loop.clock().steady().time_since_epoch());
  if (item.item.kind == ItemKind::Order) {
    if (const auto id = playlists::OrderId::parse(item.item.id)) parts_.desk.failed(*id);
    parts_.timeline.finished(shape_.kind, item.playing, now);
  } else {
    parts_.timeline.set_ready(item.item.message, shape_.kind, false);
    set_aside_.insert(item.item.message);
    forgive_.once(forgive_after, [this] { forgive(); });
  }
  parts_.loop.post(parts_.wake);
}

void OutputFollower::forgive() {
  for (const auto& hash : std::exchange(set_aside_, {}))
    if (parts_.content.has(shape_, hash))
      parts_.timeline.set_ready(hash, shape_.kind, true);
    else
      set_aside_.insert(hash);
  if (!set_aside_.empty()) forgive_.once(forgive_after, [this] { forgive(); });
  parts_.wake();
}

// --- preparing

void OutputFollower::prepare_next_pass(const Pass& pass) {
  if (pass.due.item.kind != ItemKind::Entry || pass.token != current_ || !on_) return;
  const auto left = on_->until - pass.end();
  const auto differ = std::chrono::abs(pass.length() - pass.content);
  if (left < shortest_pass || (pass.content > Duration{} && differ > same_length)) return;
  auto found = parts_.content.find(shape_, pass.due.item);
  if (!found) return;
  Pass next{++parts_.next_token,
            *on_,
            pass.base + pass.length(),
            {},
            found->length,
            false,
            Instant{},
            {},
            {},
            false};
  auto command = command_for(shape_, next, std::move(*found), 0, left);
  command.after = pass.token;
  prepared_ = next.token;
  prepared_follows_ = true;
  passes_.emplace(next.token, std::move(next));
  parts_.output.prepare(std::move(command));
}

void OutputFollower::prepare_what_comes(Instant change) {
  if (ending_ || prepared_follows_) return;
  const auto item = parts_.timeline.due(shape_.kind, change).item;
  if (!item || item->item.kind == ItemKind::Order || item->position > Duration{} ||
      (on_ && on_->playing == item->playing))
    return;
  if (const auto* ready = find(prepared_); ready && ready->due.playing == item->playing) return;
  auto found = parts_.content.find(shape_, item->item);
  if (!found) return;
  Pass pass{++parts_.next_token, *item, {}, {}, found->length, false, Instant{}, {}, {}, false};
  prepared_ = pass.token;
  prepared_command_ = command_for(shape_, pass, std::move(*found), 0, item->until - change);
  passes_.emplace(pass.token, std::move(pass));
  parts_.output.prepare(prepared_command_);
}

// --- leaving

OutputFollower::Leaving OutputFollower::how_left(const playlists::DueItem& item,
                                                 const std::optional<playlists::DueItem>& next,
                                                 Instant now) const {
  const PlayResult came_out{shape_.kind == OutputKind::Picture ? Outcome::Shown : Outcome::Heard,
                            PlayReason::Unknown};
  if (item.item.kind == ItemKind::Order) {
    const auto id = playlists::OrderId::parse(item.item.id);
    const auto end = id ? parts_.desk.end_of(*id) : std::nullopt;
    if (end == "stopped") return {{Outcome::Interrupted, PlayReason::Stopped}, true};
    if (end == "expired") return {{Outcome::Interrupted, PlayReason::Expired}, true};
    const bool cut = next && next->item.kind == ItemKind::Order && parts_.timeline.live_order(*id);
    if (!cut) return {came_out, true};
    return {{Outcome::Interrupted, why_cut(item.item, next)}, false};
  }
  if (now + natural_end < item.until)
    return {{Outcome::Interrupted, why_cut(item.item, next)}, false};
  const auto* pass = passes_.contains(current_) ? &passes_.at(current_) : nullptr;
  if (pass && pass->content == Duration{}) return {came_out, true};
  return {{Outcome::Interrupted, PlayReason::WindowEnded}, true};
}

void OutputFollower::leave(const std::optional<playlists::DueItem>& next, Instant now) {
  const auto how = how_left(*on_, next, now);
  const auto item = *std::exchange(on_, std::nullopt);
  const auto token = std::exchange(current_, 0);
  if (std::exchange(prepared_follows_, false)) parts_.output.stop(std::exchange(prepared_, 0));
  auto* pass = find(token);
  if (!pass) {
    if (how.over)
      parts_.timeline.finished(shape_.kind, item.playing, now);
    else
      parts_.timeline.interrupted(shape_.kind, item.playing, next_base_, now);
    return;
  }
  pass->over = how.over;
  pass->leaving = how.result;
  if (!next) parts_.output.stop(token);
}

void OutputFollower::end() {
  if (ending_) return;
  if (auto* pass = find(current_)) {
    pass->leaving = PlayResult{Outcome::Interrupted, PlayReason::Restart};
    if (prepared_follows_) parts_.output.stop(prepared_);
    parts_.output.stop(current_);
  }
  ending_ = true;
  look_.cancel();
  prepare_.cancel();
  forgive_.cancel();
}

// --- what the output says

void OutputFollower::report(const PlayReport& report) {
  assert(parts_.loop.inside());
  if (const auto* begun = std::get_if<PlayStarted>(&report))
    started(*begun);
  else
    finished(std::get<PlayFinished>(report));
  if (!ending_) parts_.wake();
}

void OutputFollower::started(const PlayStarted& report) {
  auto* pass = find(report.token);
  if (!pass) return;
  if (report.token == prepared_) {
    current_ = std::exchange(prepared_, 0);
    prepared_follows_ = false;
  }
  pass->commanded = true;
  pass->began = instant_of(report.mono);
  parts_.timeline.started(shape_.kind, pass->due.playing, pass->base + pass->offset, pass->began);
  cuts_.forget(pass->due.playing);
  if (const auto id = playlists::OrderId::parse(pass->due.item.id);
      id && pass->due.item.kind == ItemKind::Order)
    parts_.desk.started(*id);
  log_.began(*pass, report.mono);
  prepare_next_pass(*pass);
}

void OutputFollower::finished(const PlayFinished& report) {
  const auto taken = passes_.extract(report.token);
  if (!taken) return;
  const auto& pass = taken.mapped();
  const bool was_next = report.token == prepared_;
  if (was_next) {
    prepared_ = 0;
    prepared_follows_ = false;
  }
  if (!pass.commanded && report.token != current_) return;  // prepared and not needed
  const auto at = instant_of(report.mono);
  log_.over(pass, report, at, parts_.output.status().state == OutputState::Error);
  if (report.why == PlayEnd::Failed)
    pass_failed(pass, at);
  else if (report.why == PlayEnd::Ended)
    pass_ended(pass, at);
  else
    pass_left(pass, report, at);
}

void OutputFollower::pass_ended(const Pass& pass, Instant at) {
  const auto& playing = pass.due.playing;
  const bool current = pass.token == current_;
  if (current && prepared_follows_) {
    current_ = prepared_;
    return;
  }
  const auto end = std::max(at, pass.end());
  const auto until = (current && on_ ? *on_ : pass.due).until;
  const bool more = pass.due.item.kind == ItemKind::Entry && until - end > shortest_pass;
  if (current) current_ = 0;
  if (!more) {
    if (current) on_.reset();
    parts_.timeline.finished(shape_.kind, playing, at);
  } else if (current) {
    next_base_ = pass.base + pass.length();
    next_pass_ = end - at > Duration{20} ? end : at;
  } else {
    const auto position = pass.base + pass.length();
    parts_.timeline.interrupted(shape_.kind, playing, position, at);
    cuts_.cut(playing, position, position, 0);
  }
}

void OutputFollower::pass_left(const Pass& pass, const PlayFinished& report, Instant at) {
  const auto& playing = pass.due.playing;
  if (pass.token == current_) {
    current_ = 0;
    on_.reset();
  }
  if (pass.over) {
    parts_.timeline.finished(shape_.kind, playing, at);
    return;
  }
  const auto position = pass.base + duration_of(shape_, report.position);
  parts_.timeline.interrupted(shape_.kind, playing, position, at);
  cuts_.cut(playing, pass.base, position, report.position);
}

void OutputFollower::pass_failed(const Pass& pass, Instant at) {
  if (std::exchange(prepared_follows_, false)) {
    if (auto* next = find(prepared_))
      next->leaving = PlayResult{Outcome::Interrupted, PlayReason::MissingContent};
    parts_.output.stop(std::exchange(prepared_, 0));
  }
  if (pass.token == current_ || !on_) give_up(pass.due, at);
}

// --- telling

void OutputFollower::checkpoint() {
  const auto status = parts_.output.status();
  if (const auto* pass = find(status.token)) log_.count(*pass, status);
}

protocols::link::HealthOutput OutputFollower::health() const {
  const auto status = parts_.output.status();
  const auto found = passes_.find(status.token);
  return health_of(shape_, status, found == passes_.end() ? nullptr : &found->second);
}

}  // namespace players
