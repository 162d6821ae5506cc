// The queue between the owner's loop and the link thread: messages on their way to the broker,
// bounded by bytes, so that a dead link costs a refused publish() and not memory. Thread-safe.
#pragma once

#include <cstddef>
#include <deque>
#include <mutex>
#include <string>

namespace protocols::link {

struct Outgoing {
  std::string subject;
  std::string payload;
  std::string reply_to;  // empty = none
};

class Outbox {
 public:
  explicit Outbox(std::size_t most_bytes) : most_bytes_(most_bytes) {}

  // False when closed or when the message would pass the limit.
  bool push(Outgoing message);
  // Everything queued, oldest first; the queue is empty afterwards.
  std::deque<Outgoing> take_all();
  bool empty() const;

  // Closed, it refuses and holds nothing: while there is no session, nothing is kept for later.
  void open();
  void close();

 private:
  mutable std::mutex mutex_;
  std::deque<Outgoing> messages_;
  std::size_t bytes_ = 0;
  const std::size_t most_bytes_;
  bool open_ = false;
};

}  // namespace protocols::link
