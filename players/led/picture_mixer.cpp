#include "players/led/picture_mixer.h"

#include <fmt/format.h>

#include <utility>

namespace players {

PictureMixer::PictureMixer(const PictureFormat& format, Open open, Report report, Sweeper& sweeper)
    : format_(format),
      report_(std::move(report)),
      sweeper_(sweeper),
      lineup_(std::move(open), report_, sweeper),
      black_(std::make_shared<const Image>(format.width, format.height)),
      held_(black_) {
  shown_.image = black_;
}

void PictureMixer::apply(Request request, const Stamp& at) {
  std::visit([&](auto& asked) { apply_to(asked, at); }, request);
}

void PictureMixer::apply_to(PlayRequest& request, const Stamp& at) {
  // Taken first: what was prepared to follow the replaced item may be the very thing asked for.
  auto entry = lineup_.take(std::move(request.command), at);
  if (on_) take_off(PlayEnd::Replaced, "", at);
  put_on(std::move(entry), at);
}

void PictureMixer::apply_to(PrepareRequest& request, const Stamp& at) {
  lineup_.prepare(std::move(request.command), at);
}

void PictureMixer::apply_to(StopRequest& request, const Stamp& at) {
  lineup_.stop(request.token, at);
  if (!on_ || on_->playing->command.token != request.token) return;
  take_off(PlayEnd::Stopped, "", at);
  held_ = black_;
  idle_since_ = at.wall;
}

void PictureMixer::put_on(std::optional<Entry> entry, const Stamp& at) {
  on_ = std::move(entry);
  begun_ = false;
  waiting_since_ = at.mono;
  if (on_) return;
  hold_frames_ = static_cast<std::uint64_t>(format_.fps * kHold.count() / 1000);
  idle_since_ = at.wall;
}

void PictureMixer::take_off(PlayEnd why, const std::string& problem, const Stamp& at) {
  report_(on_->playing->finish(why, problem, at));
  if (why == PlayEnd::Replaced || why == PlayEnd::Stopped)
    lineup_.no_longer(on_->playing->command.token, at);
  sweeper_.sweep(std::move(on_->item));
  on_.reset();
}

void PictureMixer::end(PlayEnd why, const std::string& problem, const Stamp& at) {
  const auto token = on_->playing->command.token;
  take_off(why, problem, at);
  put_on(lineup_.following(token), at);
}

bool PictureMixer::length_reached() const {
  const Playing& playing = *on_->playing;
  return playing.command.length > 0 &&
         playing.position - playing.command.offset >= playing.command.length;
}

bool PictureMixer::stalled(const Stamp& at) {
  return at.mono - waiting_since_ > kStall;
}

std::optional<ShownFrame> PictureMixer::next(const Stamp& at) {
  while (on_) {
    auto next = on_->item->next();
    if (next.state == PictureItem::State::Ready) return item_frame(next.image, at);
    if (next.state == PictureItem::State::Waiting && !stalled(at)) {
      if (begun_) return std::nullopt;
      return held_frame(at);
    }
    if (next.state == PictureItem::State::Waiting)
      end(PlayEnd::Failed, fmt::format("nothing was decoded for {} s", kStall.count()), at);
    else if (next.state == PictureItem::State::Ended && begun_)
      end(PlayEnd::Ended, "", at);
    else
      end(PlayEnd::Failed, next.problem.empty() ? "it holds no frame from there on" : next.problem,
          at);
  }
  return held_frame(at);
}

const ShownFrame& PictureMixer::item_frame(std::shared_ptr<const Image> image, const Stamp& at) {
  begun_ = true;
  waiting_since_ = at.mono;
  held_ = std::move(image);
  return make_due(on_->playing.get(), at);
}

const ShownFrame& PictureMixer::held_frame(const Stamp& at) {
  if (!on_ && hold_frames_ == 0) held_ = black_;
  if (!on_ && hold_frames_ > 0) hold_frames_--;
  return make_due(nullptr, at);
}

const ShownFrame& PictureMixer::make_due(const Playing* playing, const Stamp& at) {
  due_is_of_item_ = playing != nullptr;
  due_.image = held_;
  // The one comparison of pixels: sinks and watchers both want to know.
  due_.changed = held_ != shown_.image && !(*held_ == *shown_.image);
  const PlayToken token = playing ? playing->command.token : 0;
  due_.new_item = std::exchange(last_token_, token) != token;
  due_.item = playing ? playing->command.item : "";
  due_.item_frame = playing ? playing->position : 0;
  due_.at = at;
  return due_;
}

void PictureMixer::delivered(bool accepted, const Stamp& at) {
  if (accepted) {
    if (due_.changed) shown_.changes++;
    shown_.image = due_.image;
    if (due_is_of_item_) on_->playing->accept(1, total_, at, report_);
    total_++;
  }
  if (!due_is_of_item_) return;
  on_->playing->position++;
  if (length_reached() || on_->item->ended()) end(PlayEnd::Ended, "", at);
}

void PictureMixer::close(const Stamp& at) {
  if (on_) take_off(PlayEnd::Stopped, "", at);
  lineup_.discard(at);
}

OutputStatus PictureMixer::status() const {
  OutputStatus status;
  status.total = total_;
  status.since = idle_since_;
  status.state = on_ ? OutputState::Playing : OutputState::Idle;
  if (!on_) return status;
  const Playing& playing = *on_->playing;
  status.token = playing.command.token;
  status.item = playing.command.item;
  status.since = playing.since;
  status.amount = playing.amount;
  status.position = playing.position;
  return status;
}

}  // namespace players
