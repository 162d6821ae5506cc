#pragma once

#include <string>

#include "players/device/gate_client.h"
#include "players/device/held_documents.h"
#include "players/device/trusted_clock.h"
#include "protocols/io/backoff.h"
#include "protocols/io/event_loop.h"
#include "protocols/io/timer.h"
#include "protocols/io/worker_pool.h"

namespace players {

/// Asks what time it is: every question has its own nonce and counts only the answer that repeats
/// it. The link's hello carries a question of its own; without an answer, or without a link, the
/// device listener is asked, with back-off until there is trusted time and every six hours after.
/// Keeps the clock's floor on disk every five minutes. Lives on the device loop.
class TimeKeeper {
 public:
  TimeKeeper(protocols::io::EventLoop& loop, protocols::io::WorkerPool& workers, GateClient& gate,
             HeldDocuments& documents, TrustedClock& clock);

  /// A nonce for a hello that leaves now.
  std::string ask_over_link();
  /// A `time` document that came over the link.
  void answered_over_link(const std::string& compact);

 private:
  struct Question {
    std::string nonce;
    protocols::io::SteadyTime asked{};
  };
  void ask_listener();
  void answered(const Question& question, const std::string& compact);
  void again();

  protocols::io::EventLoop& loop_;
  protocols::io::WorkerPool& workers_;
  GateClient& gate_;
  HeldDocuments& documents_;
  TrustedClock& clock_;
  protocols::io::Backoff backoff_;
  Question over_link_;
  protocols::io::Timer ask_;
  protocols::io::Timer keep_;
  std::shared_ptr<bool> alive_ = std::make_shared<bool>(true);
};

}  // namespace players
