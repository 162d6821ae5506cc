#pragma once

#include <functional>
#include <string>
#include <vector>

namespace players {

/// Looks round after round: every step in turn, and once more if a step asked for it while looking.
/// A step that throws is logged and spoils neither the others nor any later round; it is tried
/// again by retry(). Decides nothing. Lives on the device loop.
class Rounds {
 public:
  using Step = std::function<void()>;
  /// `name` stands in the log when the step throws.
  void add(std::string name, Step step);
  /// Called by a step: another round follows this one.
  void go();
  /// Goes round if a step threw in the last round. Call it every second or so.
  void retry();

 private:
  struct Named {
    std::string name;
    Step step;
  };
  void take(const Named& step);

  std::vector<Named> steps_;
  bool going_ = false;
  bool again_ = false;
  bool failed_ = false;
};

}  // namespace players
