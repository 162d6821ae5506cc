#pragma once

#include <memory>

#include "players/device/output.h"
#include "protocols/io/event_loop.h"

namespace players {

/// Carries reports from an output's thread to its owner's loop, in order. After destruction nothing
/// more is posted; what was posted before keeps only the listener alive. Thread-safe.
class Reporter {
 public:
  Reporter(protocols::io::EventLoop& owner, ReportListener listener)
      : owner_(owner), listener_(std::make_shared<const ReportListener>(std::move(listener))) {}

  void report(PlayReport report) {
    owner_.post([listener = listener_, report = std::move(report)] { (*listener)(report); });
  }

 private:
  protocols::io::EventLoop& owner_;
  const std::shared_ptr<const ReportListener> listener_;
};

}  // namespace players
