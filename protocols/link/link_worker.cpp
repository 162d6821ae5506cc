#include "protocols/link/link_worker.h"

#include <nats/nats.h>
#include <pthread.h>

#include <utility>

namespace protocols::link {

LinkConnection::Worker::Worker(Post post, LinkOptions options, LinkEvents events)
    : post_(std::move(post)),
      options_(std::move(options)),
      inbox_(std::make_shared<Inbox>()),
      outbox_(options_.outbox_bytes),
      backoff_(options_.backoff_first, options_.backoff_most) {
  inbox_->events = std::move(events);
  orders_.subscriptions = options_.subscriptions;
  orders_.servers = options_.servers;
  thread_ = std::thread([this] { run(); });
  pthread_setname_np(thread_.native_handle(), "link");
}

LinkConnection::Worker::~Worker() {
  inbox_->alive = false;
  {
    const std::lock_guard lock(mutex_);
    orders_.stop = true;
  }
  wake_.notify_all();
  thread_.join();
}

bool LinkConnection::Worker::publish(Outgoing message) {
  if (!connected_ || message.payload.size() > kMaxPayload) return false;
  if (!outbox_.push(std::move(message))) return false;
  // Taking the mutex once orders this push before the link thread's next look at the outbox.
  { const std::lock_guard lock(mutex_); }
  wake_.notify_all();
  return true;
}

bool LinkConnection::Worker::flush(std::chrono::milliseconds timeout) {
  Lock lock(mutex_);
  const std::uint64_t mine = ++orders_.flush_asked;
  wake_.notify_all();
  return wake_.wait_for(lock, timeout, [&] { return orders_.flush_done >= mine || !connected_; }) &&
         orders_.flush_done >= mine;
}

void LinkConnection::Worker::subscribe_to(std::vector<std::string> subscriptions) {
  {
    const std::lock_guard lock(mutex_);
    orders_.subscriptions = std::move(subscriptions);
    orders_.subscriptions_changed = true;
  }
  wake_.notify_all();
}

void LinkConnection::Worker::reconnect_to(std::optional<std::vector<std::string>> servers) {
  {
    const std::lock_guard lock(mutex_);
    if (servers) orders_.servers = std::move(*servers);
    orders_.restart = true;
  }
  wake_.notify_all();
}

void LinkConnection::Worker::run() {
  while (true) {
    {
      const std::lock_guard lock(mutex_);
      if (orders_.stop) break;
      orders_.restart = false;
      orders_.lost.reset();
    }
    attempt();
  }
  nats_ReleaseThreadMemory();
}

void LinkConnection::Worker::attempt() {
  try {
    const LinkOptions options = options_now();
    NatsSession session(options, sinks());
    session.subscribe_to(options.subscriptions, options_.connect_timeout);
    backoff_.reset();
    announce_connected();
    announce_down(serve(session));
  } catch (const LinkFailure& failure) {
    if (failure.kind() == LinkFailure::Kind::Unlucky) return;  // another nonce, at once
    announce_down({failure.what(), failure.kind() == LinkFailure::Kind::Refused});
  } catch (const std::exception& failure) {  // the credentials could not be read
    announce_down({failure.what(), false});
  }
  pause(backoff_.next());
}

// Until the session is lost, the owner wants another, or the connection is destroyed.
LinkDown LinkConnection::Worker::serve(NatsSession& session) {
  while (true) {
    Lock lock(mutex_);
    wake_.wait(lock, [&] { return something_to_do(); });
    if (orders_.lost) return *orders_.lost;
    if (orders_.stop || orders_.restart) return {"closed by its owner", false};
    if (orders_.subscriptions_changed) apply_subscriptions(session, lock);
    const bool flush_wanted = orders_.flush_asked > orders_.flush_done;
    lock.unlock();
    send_outbox(session);
    lock.lock();
    if (flush_wanted) answer_flush(session, lock);
  }
}

bool LinkConnection::Worker::something_to_do() const {
  return orders_.lost || orders_.stop || orders_.restart || orders_.subscriptions_changed ||
         orders_.flush_asked > orders_.flush_done || !outbox_.empty();
}

void LinkConnection::Worker::send_outbox(NatsSession& session) {
  for (const auto& message : outbox_.take_all()) session.publish(message);
}

void LinkConnection::Worker::apply_subscriptions(NatsSession& session, Lock& lock) {
  const auto wanted = orders_.subscriptions;
  orders_.subscriptions_changed = false;
  lock.unlock();
  session.subscribe_to(wanted, options_.connect_timeout);
  lock.lock();
}

void LinkConnection::Worker::answer_flush(NatsSession& session, Lock& lock) {
  const std::uint64_t asked = orders_.flush_asked;
  lock.unlock();
  send_outbox(session);
  const bool flushed = session.flush(options_.connect_timeout);
  lock.lock();
  if (flushed) orders_.flush_done = asked;
  wake_.notify_all();
}

void LinkConnection::Worker::pause(std::chrono::milliseconds length) {
  Lock lock(mutex_);
  wake_.wait_for(lock, length, [&] { return orders_.stop || orders_.restart; });
}

LinkOptions LinkConnection::Worker::options_now() {
  LinkOptions options = options_;
  const std::lock_guard lock(mutex_);
  options.servers = orders_.servers;
  options.subscriptions = orders_.subscriptions;
  orders_.subscriptions_changed = false;
  return options;
}

NatsSession::Sinks LinkConnection::Worker::sinks() {
  return {[this](LinkMessage message) { deliver(std::move(message)); },
          [this](const LinkDown& down) {
            {
              const std::lock_guard lock(mutex_);
              orders_.lost = down;
            }
            wake_.notify_all();
          },
          [this](std::string complaint) {
            tell([complaint = std::move(complaint)](const LinkEvents& events) {
              if (events.complaint) events.complaint(complaint);
            });
          }};
}

void LinkConnection::Worker::announce_connected() {
  outbox_.open();
  connected_ = true;
  tell([](const LinkEvents& events) {
    if (events.connected) events.connected();
  });
}

void LinkConnection::Worker::announce_down(LinkDown down) {
  connected_ = false;
  outbox_.close();
  wake_.notify_all();  // whoever waits in flush()
  tell([down = std::move(down)](const LinkEvents& events) {
    if (events.disconnected) events.disconnected(down);
  });
}

void LinkConnection::Worker::deliver(LinkMessage message) {
  if (inbox_->waiting >= options_.inbox_messages) {
    ++inbox_->dropped;
    return;
  }
  ++inbox_->waiting;
  tell([message = std::move(message), inbox = inbox_.get()](const LinkEvents& events) {
    --inbox->waiting;
    if (events.message) events.message(message);
  });
}

void LinkConnection::Worker::tell(std::function<void(const LinkEvents&)> call) {
  post_([inbox = inbox_, call = std::move(call)] {
    if (inbox->alive) call(inbox->events);
  });
}

}  // namespace protocols::link
