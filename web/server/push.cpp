#include "web/server/push.h"

#include <Poco/Net/WebSocket.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <atomic>
#include <list>
#include <thread>

#include "protocols/io/log.h"
#include "protocols/io/unique_fd.h"
#include "web/server/answers_json.h"
#include "web/server/deadlines.h"
#include "web/server/push_client.h"

namespace web {

using namespace std::chrono_literals;

namespace {

constexpr auto tick_every = 5s;
constexpr auto check_every = 15s;  // that the session still stands
constexpr int breath_ms = 50;      // changes within it travel together
constexpr int session_over = 4401;
constexpr int rights_changed = 4403;

// Something to end a poll() with from any thread.
class Bell {
 public:
  Bell() : fd_(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {}
  void ring() {
    if (rung_.exchange(true)) return;
    const std::uint64_t one = 1;
    [[maybe_unused]] const auto written = ::write(fd_.get(), &one, sizeof one);
  }
  void hush() {
    std::uint64_t count = 0;
    [[maybe_unused]] const auto got = ::read(fd_.get(), &count, sizeof count);
    rung_ = false;
  }
  int fd() const { return fd_.get(); }

 private:
  protocols::io::UniqueFd fd_;
  std::atomic<bool> rung_{false};
};

}  // namespace

class Push::Hall {
 public:
  Hall(api::Now& now, api::Access& access, const protocols::io::Clock& clock)
      : now_(now), access_(access), clock_(clock), thread_([this] { run(); }) {}
  ~Hall() { stop(); }

  void take(std::unique_ptr<Poco::Net::WebSocket> socket, const api::Session& session,
            std::string token) {
    auto client = std::make_unique<PushClient>(
        std::move(socket), session, std::move(token), [this] { bell_.ring(); }, deadlines_);
    client->last_check = clock_.steady();
    arrived_.with([&](auto& arrived) { arrived.push_back(std::move(client)); });
    bell_.ring();
  }

  void sessions_ended() {
    ++endings_;
    bell_.ring();
  }

  void stop() {
    if (stop_.exchange(true)) return;
    bell_.ring();
    thread_.join();
  }

 private:
  using Clients = std::list<std::unique_ptr<PushClient>>;

  void run() {
    while (!stop_) {
      const auto readable = wait();
      let_in();
      std::size_t at = 0;
      const std::size_t known = readable.size();
      for (auto it = clients_.begin(); it != clients_.end(); ++at) {
        it = turn(**it, at < known && readable[at]) ? std::next(it) : clients_.erase(it);
      }
      if (!stop_) std::this_thread::sleep_for(std::chrono::milliseconds(breath_ms));
    }
    for (const auto& client : clients_) client->close(1001, "going away");
    clients_.clear();
  }

  // Which of the clients (in their order) have something to read.
  std::vector<bool> wait() {
    std::vector<pollfd> fds{{bell_.fd(), POLLIN, 0}};
    for (const auto& client : clients_) fds.push_back({client->fd(), POLLIN, 0});
    ::poll(fds.data(), fds.size(), 500);
    bell_.hush();
    std::vector<bool> readable;
    for (std::size_t i = 1; i < fds.size(); ++i) readable.push_back(fds[i].revents != 0);
    return readable;
  }

  void let_in() {
    arrived_.with([&](Clients& arrived) { clients_.splice(clients_.end(), arrived); });
  }

  // One client's turn; false = it leaves. Whatever fails for one ends that one's socket alone: its
  // page connects again.
  bool turn(PushClient& client, bool readable) try {
    return (!readable || client.read(now_)) && attend(client);
  } catch (const std::exception& error) {
    protocols::io::log::error("web: a push socket failed", {{"cause", error.what()}});
    client.close(Poco::Net::WebSocket::WS_UNEXPECTED_CONDITION, "internal");
    return false;
  }

  // Does the session still stand, with the rights it was let in with? What it watches was chosen by
  // those: with others it connects and asks anew.
  bool stands(PushClient& client) {
    const auto& then = client.session().caller;
    const auto session = access_.session(client.token(), then.address);
    if (!session) {
      client.close(session_over, "session over");
      return false;
    }
    if (session->caller.role == then.role && session->caller.area == then.area) return true;
    client.close(rights_changed, "rights changed");
    return false;
  }

  // Ticks, checks the session, sends. False = this one leaves.
  bool attend(PushClient& client) {
    const auto steady = clock_.steady();
    const auto endings = endings_.load();
    if (steady - client.last_check > check_every || client.endings_seen != endings) {
      client.last_check = steady;
      client.endings_seen = endings;
      if (!stands(client)) return false;
    }
    const auto wall = clock_.wall();
    if (!client.write(clock_)) return false;  // the snapshot, before any tick
    if (client.caught_up() && wall - client.last_tick >= tick_every) {
      client.last_tick = wall;
      client.tick(now_, wall);
    }
    return client.write(clock_);
  }

  api::Now& now_;
  api::Access& access_;
  const protocols::io::Clock& clock_;
  Deadlines deadlines_;
  Bell bell_;
  std::atomic<bool> stop_{false};
  std::atomic<std::uint64_t> endings_{0};  // times that sessions may have ended
  protocols::io::Guarded<Clients> arrived_;
  Clients clients_;  // the push thread's
  std::thread thread_;
};

Push::Push(api::Now& now, api::Access& access, const protocols::io::Clock& clock)
    : hall_(std::make_unique<Hall>(now, access, clock)) {}

Push::~Push() = default;

void Push::take(std::unique_ptr<Poco::Net::WebSocket> socket, const api::Session& session,
                std::string token) {
  hall_->take(std::move(socket), session, std::move(token));
}

void Push::sessions_ended() {
  hall_->sessions_ended();
}

void Push::stop() {
  hall_->stop();
}

}  // namespace web
