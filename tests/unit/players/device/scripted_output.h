#pragma once

#include <deque>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "players/device/output.h"
#include "protocols/io/event_loop.h"

namespace rig {

/// An output that keeps the contract of output.h on a fake clock: exactly `rate` units a second of
/// whatever it is told, for as long as the test says the content is.
class ScriptedOutput final : public players::Output {
 public:
  ScriptedOutput(std::string kind, std::int64_t rate, protocols::io::EventLoop& loop,
                 players::ReportListener listener)
      : kind_(std::move(kind)), rate_(rate), loop_(loop), listener_(std::move(listener)) {}

  std::string_view kind() const override { return kind_; }
  void play(players::PlayCommand command) override {
    if (on_) finish(players::PlayEnd::Replaced, now());
    if (prepared_ && prepared_->token == command.token)
      prepared_.reset();
    else if (prepared_ && prepared_->after)
      discard();
    start(std::move(command), now());
  }
  void prepare(players::PlayCommand command) override {
    if (prepared_) discard();
    prepared_ = std::move(command);
  }
  void stop(players::PlayToken token) override {
    if (on_ && on_->token == token)
      finish(players::PlayEnd::Stopped, now());
    else if (prepared_ && prepared_->token == token)
      discard();
  }
  players::OutputStatus status() const override {
    players::OutputStatus status;
    status.state = on_ ? players::OutputState::Playing : players::OutputState::Idle;
    if (!on_) return status;
    status.token = on_->token;
    status.amount = amount_at(now());
    status.level = {-20, -3};
    return status;
  }
  std::optional<players::Snapshot> snapshot() const override { return {}; }

  /// Units the content of an item has; without it, it goes on for ever.
  std::map<std::string, std::uint64_t> content;
  /// Every command that was put on, in order.
  std::vector<players::PlayCommand> played;
  const players::PlayCommand* on() const { return on_ ? &*on_ : nullptr; }

  /// Ends what has come to its end by now, at the very moment it did.
  void run() {
    for (auto end = end_of_on(); end && *end <= now(); end = end_of_on()) {
      const auto at = *end;
      const auto token = on_->token;
      finish(players::PlayEnd::Ended, at);
      if (prepared_ && prepared_->after == token) start(*std::exchange(prepared_, {}), at);
    }
  }
  void fail() { finish(players::PlayEnd::Failed, now()); }

 private:
  using Mono = std::chrono::nanoseconds;
  Mono now() const { return loop_.clock().steady().time_since_epoch(); }
  std::uint64_t amount_at(Mono at) const {
    return static_cast<std::uint64_t>((at - began_).count() * rate_ / 1'000'000'000);
  }
  std::optional<Mono> end_of_on() const {
    if (!on_) return {};
    auto units = on_->length;
    if (const auto found = content.find(on_->item); found != content.end()) {
      const auto rest = found->second - on_->offset;
      units = units ? std::min(units, rest) : rest;
    }
    if (units == 0) return {};
    // Rounded up: at that moment all of it is out.
    const auto whole = static_cast<std::int64_t>(units) * 1'000'000'000;
    return began_ + Mono((whole + rate_ - 1) / rate_);
  }
  void start(players::PlayCommand command, Mono at) {
    began_ = at;
    on_ = command;
    played.push_back(std::move(command));
    post(players::PlayStarted{on_->token, 0, at, {}});
  }
  void finish(players::PlayEnd why, Mono at) {
    const auto amount = amount_at(at);
    post(players::PlayFinished{
        on_->token, why, "", amount, on_->offset + amount, {-20, -3}, at, {}});
    on_.reset();
  }
  void discard() {
    post(players::PlayFinished{
        prepared_->token, players::PlayEnd::Stopped, "", 0, 0, {}, now(), {}});
    prepared_.reset();
  }
  void post(players::PlayReport report) {
    loop_.post([this, report = std::move(report)] { listener_(report); });
  }

  const std::string kind_;
  const std::int64_t rate_;
  protocols::io::EventLoop& loop_;
  const players::ReportListener listener_;
  std::optional<players::PlayCommand> on_;
  std::optional<players::PlayCommand> prepared_;
  Mono began_{};
};

}  // namespace rig
