// The thread behind a LinkConnection: connect, log in, subscribe, send what the outbox holds,
// notice the loss, wait, again. Everything that may block on the network happens here. The public
// functions are thread-safe; the rest runs on the thread "link".
#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "protocols/io/backoff.h"
#include "protocols/link/link_connection.h"
#include "protocols/link/nats_session.h"
#include "protocols/link/outbox.h"

namespace protocols::link {

class LinkConnection::Worker {
 public:
  Worker(Post post, LinkOptions options, LinkEvents events);
  ~Worker();
  Worker(const Worker&) = delete;
  Worker& operator=(const Worker&) = delete;

  bool connected() const { return connected_; }
  bool publish(Outgoing message);
  bool flush(std::chrono::milliseconds timeout);
  void subscribe_to(std::vector<std::string> subscriptions);
  void reconnect_to(std::optional<std::vector<std::string>> servers);
  std::size_t dropped() const { return inbox_->dropped; }

 private:
  // Shared with tasks still waiting in the owner's loop when the connection is destroyed there.
  struct Inbox {
    LinkEvents events;
    bool alive = true;  // on the owner's loop only
    std::atomic<std::size_t> waiting{0};
    std::atomic<std::size_t> dropped{0};
  };
  struct Orders {  // what other threads want of the link thread
    std::vector<std::string> subscriptions;
    std::vector<std::string> servers;
    bool subscriptions_changed = false;
    bool restart = false;
    bool stop = false;
    std::uint64_t flush_asked = 0;
    std::uint64_t flush_done = 0;
    std::optional<LinkDown> lost;
  };
  using Lock = std::unique_lock<std::mutex>;

  void run();
  void attempt();
  LinkDown serve(NatsSession& session);
  bool something_to_do() const;
  void send_outbox(NatsSession& session);
  void apply_subscriptions(NatsSession& session, Lock& lock);
  void answer_flush(NatsSession& session, Lock& lock);
  void pause(std::chrono::milliseconds length);
  LinkOptions options_now();
  NatsSession::Sinks sinks();
  void announce_connected();
  void announce_down(LinkDown down);
  void deliver(LinkMessage message);
  void tell(std::function<void(const LinkEvents&)> call);

  const Post post_;
  const LinkOptions options_;
  const std::shared_ptr<Inbox> inbox_;
  Outbox outbox_;
  io::Backoff backoff_;
  std::atomic<bool> connected_{false};

  std::mutex mutex_;  // guards orders_
  std::condition_variable wake_;
  Orders orders_;

  std::thread thread_;
};

}  // namespace protocols::link
