// One connection to the broker from login to loss: what remains of libnats once its reconnecting is
// switched off. LinkConnection makes a new one for every attempt.
// Every call may block on the network. Confined to its owner (the link thread), but for the sinks,
// which run on libnats threads until the destructor has returned, never after.
#pragma once

#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include "protocols/link/link_connection.h"
#include "protocols/link/outbox.h"

// libnats' own types, so that its header stays out of ours.
struct __natsConnection;    // NOLINT(bugprone-reserved-identifier)
struct __natsSubscription;  // NOLINT(bugprone-reserved-identifier)

namespace protocols::link {

class LinkFailure : public std::runtime_error {
 public:
  enum class Kind {
    Unknown,
    Unreachable,  // network, TLS, broker away
    Refused,      // the broker does not accept these credentials
    Unlucky,      // the signature began with a zero byte, which libnats 3.4.1 loses: try again now
  };
  LinkFailure(Kind kind, const std::string& what) : std::runtime_error(what), kind_(kind) {}
  Kind kind() const { return kind_; }

 private:
  Kind kind_;
};

class NatsSession {
 public:
  struct Sinks {
    std::function<void(LinkMessage)> message;
    std::function<void(const LinkDown&)> lost;
    std::function<void(std::string)> complaint;
  };
  struct Callbacks;  // shared with libnats' threads

  // Connects and logs in. Throws LinkFailure.
  NatsSession(const LinkOptions& options, Sinks sinks);
  ~NatsSession();
  NatsSession(const NatsSession&) = delete;
  NatsSession& operator=(const NatsSession&) = delete;

  // Makes exactly these subscriptions stand and waits until the broker has them. Throws
  // LinkFailure.
  void subscribe_to(const std::vector<std::string>& subjects, std::chrono::milliseconds timeout);
  // Throws LinkFailure when the connection is gone.
  void publish(const Outgoing& message);
  bool flush(std::chrono::milliseconds timeout);

 private:
  struct Closer {
    void operator()(__natsConnection* connection) const;
    void operator()(__natsSubscription* subscription) const;
  };
  using Subscription = std::unique_ptr<__natsSubscription, Closer>;

  Subscription subscribed(const std::string& subject);

  std::shared_ptr<Callbacks> callbacks_;
  std::unique_ptr<__natsConnection, Closer> connection_;
  std::map<std::string, Subscription> subscriptions_;
};

}  // namespace protocols::link
