#pragma once

#include <exception>
#include <functional>
#include <memory>
#include <optional>
#include <utility>

#include "players/output/playing.h"
#include "players/output/sweeper.h"

namespace players {

/// Opens items for an output and keeps at most one ready that has not had its turn. `Item` is what
/// the output's mixer draws from. What never comes to play is reported as finished here; what was
/// given out is the mixer's to finish. Confined to the output's thread.
template <class Item>
class Lineup {
 public:
  struct Entry {
    std::shared_ptr<Playing> playing;
    std::shared_ptr<Item> item;
  };
  /// Throws with a reason when the command cannot be played at all.
  using Open = std::function<std::shared_ptr<Item>(const PlayCommand&)>;

  Lineup(Open open, Report report, Sweeper& sweeper)
      : open_(std::move(open)), report_(std::move(report)), sweeper_(sweeper) {}

  /// The prepared item of this token, or a newly opened one; empty when it cannot be opened.
  std::optional<Entry> take(PlayCommand command, const Stamp& at) {
    if (ready_ && ready_->playing->command.token == command.token) return take_ready();
    return open(std::move(command), at);
  }
  /// What was prepared to come after `ended`; empty when nothing was.
  std::optional<Entry> following(PlayToken ended) {
    if (!ready_ || ready_->playing->command.after != ended) return std::nullopt;
    return take_ready();
  }
  void prepare(PlayCommand command, const Stamp& at) {
    discard(at);
    ready_ = open(std::move(command), at);
  }
  /// `gone` will not end by itself any more: what waits for it is discarded.
  void no_longer(PlayToken gone, const Stamp& at) {
    if (ready_ && ready_->playing->command.after == gone) discard(at);
  }
  /// Discards the prepared item if it has this token.
  void stop(PlayToken token, const Stamp& at) {
    if (ready_ && ready_->playing->command.token == token) discard(at);
  }
  void discard(const Stamp& at) {
    if (!ready_) return;
    report_(ready_->playing->finish(PlayEnd::Stopped, "", at));
    sweeper_.sweep(std::move(ready_->item));
    ready_.reset();
  }

 private:
  std::optional<Entry> take_ready() { return std::exchange(ready_, std::nullopt); }

  std::optional<Entry> open(PlayCommand command, const Stamp& at) {
    auto playing = std::make_shared<Playing>(std::move(command));
    try {
      auto item = open_(playing->command);
      return Entry{std::move(playing), std::move(item)};
    } catch (const std::exception& error) {
      report_(playing->finish(PlayEnd::Failed, error.what(), at));
      return std::nullopt;
    }
  }

  const Open open_;
  const Report report_;
  Sweeper& sweeper_;
  std::optional<Entry> ready_;
};

}  // namespace players
