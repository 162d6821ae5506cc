// vangd's private nats-server, from keys to orderly end.
//
// Responsible for: keys and passes, configuration, one process that is started, adopted, watched
// and restarted, revocations pushed into it, and telling who connects. Not for what travels over
// the link.
// - A vangd that is killed leaves it running with every device connected; the next vangd finds it
// by pid
//   file and takes it over if its configuration is still the right one, else replaces it.
// - When the process dies it is started again, at once, then with growing pauses.
// - stop() (an orderly end of vangd) ends it; the destructor alone does not.
// Lives on its loop (the "fleet" loop); start() and stop() block; revoke(), passes() and
// controller_link() are thread-safe.
#pragma once

#include <chrono>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "controller/broker/broker_keys.h"
#include "controller/broker/broker_settings.h"
#include "controller/broker/connection_event.h"
#include "controller/broker/detached_process.h"
#include "controller/broker/revocations.h"
#include "protocols/io/backoff.h"
#include "protocols/io/event_loop.h"
#include "protocols/io/timer.h"
#include "protocols/link/link_connection.h"

namespace controller {

class Broker {
 public:
  using OnConnection = std::function<void(const ConnectionEvent&)>;  // on the loop

  // Makes keys and files; starts nothing. Throws naming the file that cannot be made or read.
  Broker(protocols::io::EventLoop& loop, BrokerSettings settings);
  ~Broker();
  Broker(const Broker&) = delete;
  Broker& operator=(const Broker&) = delete;

  // Adopts or starts the process and returns when it accepts connections. Throws std::runtime_error
  // in Vietnamese and English: the port is taken (by whom), the program is missing, or it ended
  // (its log).
  void start();
  // Ends the process and our system connection. May be called again.
  void stop();

  // Set before start().
  void on_connection(OnConnection told) { on_connection_ = std::move(told); }

  // Closes this user's connections and refuses every pass issued so far. Durable when it returns;
  // reaches the broker within seconds, also if that is down just now. Thread-safe (goes through the
  // loop, which must be running).
  void revoke(const std::string& user_nkey);

  // How vangd itself connects (account "vang", may publish and subscribe everything in it).
  protocols::link::LinkOptions controller_link() const;
  const BrokerKeys& passes() const { return keys_; }

  bool running() const;
  pid_t pid() const;  // 0 when it does not run
  // True when the system connection stands (revocations go out, connects are told).
  bool watching() const;

 private:
  bool adopt();
  void spawn();
  void wait_ready() const;
  void ended();
  void restart();
  std::string account_jwt() const;
  void watch();
  void push_account();
  void heard(const protocols::link::LinkMessage& message);
  protocols::link::LinkOptions link_as(std::string name) const;
  std::chrono::sys_seconds now() const;

  protocols::io::EventLoop& loop_;
  const BrokerSettings settings_;
  const BrokerKeys keys_;
  Revocations revocations_;
  std::filesystem::path configuration_;  // in use
  OnConnection on_connection_;
  protocols::io::Backoff backoff_;
  protocols::io::Timer restart_;
  protocols::io::Timer settle_;
  std::unique_ptr<DetachedProcess> process_;
  std::unique_ptr<protocols::link::LinkConnection> system_;
};

}  // namespace controller
