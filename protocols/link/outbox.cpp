#include "protocols/link/outbox.h"

#include <utility>

namespace protocols::link {

namespace {

std::size_t size_of(const Outgoing& message) {
  return message.subject.size() + message.payload.size() + message.reply_to.size();
}

}  // namespace

bool Outbox::push(Outgoing message) {
  const std::lock_guard lock(mutex_);
  const std::size_t size = size_of(message);
  if (!open_ || bytes_ + size > most_bytes_) return false;
  bytes_ += size;
  messages_.push_back(std::move(message));
  return true;
}

std::deque<Outgoing> Outbox::take_all() {
  const std::lock_guard lock(mutex_);
  bytes_ = 0;
  return std::exchange(messages_, {});
}

bool Outbox::empty() const {
  const std::lock_guard lock(mutex_);
  return messages_.empty();
}

void Outbox::open() {
  const std::lock_guard lock(mutex_);
  open_ = true;
}

void Outbox::close() {
  const std::lock_guard lock(mutex_);
  open_ = false;
  messages_.clear();
  bytes_ = 0;
}

}  // namespace protocols::link
