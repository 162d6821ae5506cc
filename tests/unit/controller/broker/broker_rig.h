// A real nats-server under a real Broker on loopback, and clients of it, for tests.
#pragma once

#include <chrono>
#include <condition_variable>
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "controller/broker/broker.h"
#include "protocols/io/event_loop.h"
#include "protocols/link/link_connection.h"
#include "protocols/trust/keys.h"
#include "tests/fakes/temp_dir.h"

namespace broker_rig {

using namespace std::chrono_literals;

// Waits for a condition that other threads bring about. Thread-safe.
class Changes {
 public:
  template <typename Change>
  void make(Change change) {
    {
      const std::lock_guard lock(mutex_);
      change();
    }
    changed_.notify_all();
  }
  // False when it has not come true in time.
  template <typename Condition>
  bool wait(Condition condition, std::chrono::milliseconds timeout = 20s) {
    std::unique_lock lock(mutex_);
    return changed_.wait_for(lock, timeout, condition);
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
};

// A LinkConnection with a loop of its own that notes what happens. Confined to the test's thread.
class Client {
 public:
  explicit Client(protocols::link::LinkOptions options);
  ~Client();

  bool wait_connected(std::chrono::milliseconds timeout = 20s);
  bool wait_down(std::size_t times = 1, std::chrono::milliseconds timeout = 20s);
  // A down whose reason is the credentials; on a busy machine others may come before it.
  bool wait_refused(std::chrono::milliseconds timeout = 60s);
  // A message on exactly this subject; its payload in `payload` if given.
  bool wait_message(const std::string& subject, std::string* payload = nullptr,
                    std::chrono::milliseconds timeout = 20s);
  // At least this many messages on this subject.
  bool wait_messages(const std::string& subject, std::size_t count,
                     std::chrono::milliseconds timeout = 20s);
  std::vector<std::string> payloads(const std::string& subject);
  bool wait_complaint(const std::string& part, std::chrono::milliseconds timeout = 20s);
  std::size_t connects();
  std::vector<protocols::link::LinkDown> downs();
  protocols::link::LinkConnection& link() { return *link_; }

 private:
  std::vector<std::string> on(const std::string& subject) const;

  Changes changes_;
  std::size_t connects_ = 0;
  std::vector<protocols::link::LinkDown> downs_;
  std::vector<protocols::link::LinkMessage> messages_;
  std::vector<std::string> complaints_;
  protocols::io::SystemClock clock_;
  protocols::io::LoopThread thread_;
  std::unique_ptr<protocols::link::LinkConnection> link_;
};

// A device's key with the pass the broker's account gave it.
struct DeviceUser {
  explicit DeviceUser(const controller::BrokerKeys& keys, std::string device);
  std::string id;
  protocols::trust::SigningKey key;
  std::string nkey;
  std::string jwt;
  protocols::link::Credentials credentials() const;
};

// One vangd's share: loop, certificates and broker in a folder that outlives it.
class Rig {
 public:
  explicit Rig(std::filesystem::path folder, std::uint16_t port);
  ~Rig();  // ends the broker, unless abandon() was called

  controller::Broker& broker() { return *broker_; }
  protocols::io::EventLoop& loop() { return thread_->loop(); }
  void start();
  // What kill -9 of vangd does: everything of ours is gone, the process lives on.
  void abandon();
  protocols::link::LinkOptions device_options(const DeviceUser& user) const;
  protocols::link::LinkOptions controller_options() const;
  controller::BrokerSettings settings() const { return settings_; }

 private:
  std::filesystem::path folder_;
  controller::BrokerSettings settings_;
  protocols::io::SystemClock clock_;
  std::unique_ptr<protocols::io::LoopThread> thread_;
  std::unique_ptr<controller::Broker> broker_;
};

}  // namespace broker_rig
