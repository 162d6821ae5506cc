// One NATS connection over TLS, kept standing: connects, is told apart by its events, and after
// every loss connects again with credentials read anew. Used by the player (device user) and by the
// controller (its own user, and a second one on the system account).
//
// How it keeps its promises
// - Trust: only the pinned CA counts (`ca_file`); the link certificate is valid 1970…9999, so a
// device whose
//   clock says 1970 connects. The user proves itself by JWT and a signature over the broker's
//   nonce.
// - libnats never reconnects by itself: each attempt is a fresh session, after a wait drawn at
// random from
//   nothing up to a doubling limit ("full jitter"). An Ed25519 signature that begins with a zero
//   byte, which libnats 3.4.1 loses, is thrown away and the attempt repeated at once with the next
//   nonce.
// - The owner's loop never blocks: connecting, publishing and closing happen on the connection's
// own
//   thread "link"; its events arrive through `post`, never in a libnats thread.
// - NATS core keeps nothing: what is published while disconnected is refused (false), and whoever
// needs
//   it delivered reconciles or repeats. `connected` comes after the subscriptions stand at the
//   broker.
//
// Construct, call and destroy it on the owner's loop. publish() and flush() are thread-safe.
#pragma once

#include <chrono>
#include <cstddef>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "protocols/link/link_messages.h"
#include "protocols/link/nats_jwt.h"

namespace protocols::link {

struct Credentials {
  std::string jwt;  // user JWT
  SignBytes sign;   // signs the broker's nonce with the user's key; called on a libnats thread
};

struct LinkOptions {
  std::vector<std::string> servers;  // "tls://host:4222"; tried in random order
  std::string name;                  // shown in the broker's connection list
  std::filesystem::path ca_file;     // PEM; the only trusted CA
  // Name the link certificate must hold; empty = the host of the address (also an IP address).
  std::string expected_host;
  std::string inbox_prefix;  // device_inbox_prefix(id); empty = NATS' own
  std::vector<std::string> subscriptions;
  // Asked on the link thread before every attempt. Throwing counts as a failed attempt.
  std::function<Credentials()> credentials;
  std::chrono::milliseconds backoff_first{
      2'000};  // limit of the first random wait; doubles each time
  std::chrono::milliseconds backoff_most{30'000};
  std::chrono::milliseconds connect_timeout{60'000};
  std::chrono::milliseconds ping_interval{60'000};
  int pings_lost = 2;  // unanswered pings after which the link counts as dead
  std::chrono::milliseconds write_deadline{30'000};
  std::size_t outbox_bytes =
      4 * 1024 * 1024;                  // queued towards the broker; beyond it publish() refuses
  std::size_t inbox_messages = 20'000;  // posted but not yet run; beyond it messages are dropped
};

struct LinkMessage {
  std::string subject;
  std::string payload;
  std::chrono::steady_clock::time_point arrived{};  // when the client library handed it over
};

struct LinkDown {
  std::string reason;    // for the log, e.g. "Authorization Violation"
  bool refused = false;  // the broker refused or withdrew our credentials: renew the JWT
};

// All run on the owner's loop, through `post`. Unset ones are skipped.
struct LinkEvents {
  std::function<void()> connected;
  std::function<void(const LinkDown&)> disconnected;  // also after each failed attempt
  std::function<void(LinkMessage)> message;
  std::function<void(const std::string&)> complaint;  // e.g. a permissions violation
};

using Post =
    std::function<void(std::function<void()>)>;  // runs the function on the owner's loop, later

class LinkConnection {
 public:
  // Starts connecting at once. No event runs before the constructor has returned to the loop.
  LinkConnection(Post post, LinkOptions options, LinkEvents events);
  // Closes without waiting for the broker; no event runs afterwards.
  ~LinkConnection();
  LinkConnection(const LinkConnection&) = delete;
  LinkConnection& operator=(const LinkConnection&) = delete;

  bool connected() const;

  // Queues a message. False: not connected, queue full, or payload above kMaxPayload.
  bool publish(std::string subject, std::string payload, std::string reply_to = {});

  // Waits until the broker has everything published so far. False on timeout or loss. Blocks: for
  // an orderly stop and for tests, never from a loop that has other work.
  bool flush(std::chrono::milliseconds timeout);

  // Replaces the set of subscriptions, now and at every later connect.
  void subscribe_to(std::vector<std::string> subscriptions);

  // Drops the present session and connects again without waiting (new JWT, new address).
  void reconnect();
  // As reconnect(), to other servers.
  void reconnect_to(std::vector<std::string> servers);

  // Messages dropped because the loop was `inbox_messages` behind.
  std::size_t dropped() const;

 private:
  class Worker;
  std::unique_ptr<Worker> worker_;
};

}  // namespace protocols::link
