#include "controller/broker/broker.h"

#include <stdexcept>
#include <thread>
#include <utility>

#include "controller/broker/broker_files.h"
#include "protocols/io/clock.h"
#include "protocols/io/durable_file.h"
#include "protocols/io/log.h"

namespace controller {

namespace io = protocols::io;
namespace link = protocols::link;
namespace log = protocols::io::log;
using namespace std::chrono_literals;

namespace {

constexpr auto kSettled = 10s;  // a process that lived this long counts as started well
constexpr auto kLookAgain = 20ms;
constexpr const char* kClaimsUpdate = "$SYS.REQ.CLAIMS.UPDATE";
constexpr const char* kClaimsAnswer = "vang.claims.answer";

}  // namespace

Broker::Broker(io::EventLoop& loop, BrokerSettings settings)
    : loop_(loop),
      settings_(std::move(settings)),
      keys_(prepared_folder(settings_)),
      revocations_(settings_.folder / "revocations"),
      backoff_(200ms, 15s),
      restart_(loop),
      settle_(loop) {}

Broker::~Broker() = default;

void Broker::start() {
  configuration_ = write_configuration(settings_, keys_, now());
  if (!adopt()) {
    spawn();
    wait_ready();
  }
  remove_other_configurations(settings_, configuration_);
  watch();
}

void Broker::stop() {
  restart_.cancel();
  settle_.cancel();
  system_.reset();
  if (process_) process_->end(settings_.stop_timeout);
  process_.reset();
}

// True when the process of an earlier life runs on with exactly this configuration. One that runs
// with an older configuration of ours is ended: its devices come back to the new one.
bool Broker::adopt() {
  const pid_t pid = pid_written(settings_);
  if (pid == 0) return false;
  process_ = DetachedProcess::adopt(loop_, pid, [this] { ended(); });
  // Asked after the pidfd is held: the number cannot pass to another program behind our back.
  const std::filesystem::path running = configuration_of(settings_, pid);
  if (process_ && running == configuration_) {
    log::info("broker: adopted", {{"pid", pid}});
    return true;
  }
  if (process_ && !running.empty()) process_->end(settings_.stop_timeout);
  process_.reset();
  return false;
}

void Broker::spawn() {
  require_free_port(settings_);
  // The resolver reads its folder at start, so revocations count from the first login on.
  const auto accounts = settings_.folder / "accounts";
  io::make_folder(accounts, 0700);
  io::write_durably(accounts / (keys_.account() + ".jwt"), account_jwt(), 0600);
  process_ = DetachedProcess::start(loop_, {program_path(settings_), "-c", configuration_.string()},
                                    [this] { ended(); });
  settle_.once(kSettled, [this] { backoff_.reset(); });
  log::info("broker: started", {{"pid", process_->pid()}, {"port", settings_.port}});
}

void Broker::wait_ready() const {
  const auto until = std::chrono::steady_clock::now() + settings_.start_timeout;
  while (!accepts_connections(settings_)) {
    const bool late = std::chrono::steady_clock::now() > until;
    if (late || !process_->running()) {
      process_->end(0ms);
      const std::string log = end_of_log(settings_);
      throw std::runtime_error("máy chủ liên kết không chạy được; nhật ký: " + log +
                               " / the broker did not start; its log: " + log);
    }
    std::this_thread::sleep_for(kLookAgain);
  }
}

// Comes from the process' own callback, so it only plans.
void Broker::ended() {
  log::error("broker: ended unexpectedly, starting it again", {{"pid", process_->pid()}});
  settle_.cancel();
  restart_.once(backoff_.next(), [this] { restart(); });
}

void Broker::restart() {
  try {
    spawn();
  } catch (const std::exception& failure) {
    log::error("broker: cannot start again", {{"why", failure.what()}});
    restart_.once(backoff_.next(), [this] { restart(); });
  }
}

void Broker::revoke(const std::string& user_nkey) {
  io::run_on(loop_, [&] {
    revocations_.add(user_nkey, now());
    push_account();
  });
}

std::string Broker::account_jwt() const {
  return keys_.account_jwt(now(), revocations_.all());
}

link::LinkOptions Broker::link_as(std::string name) const {
  link::LinkOptions options;
  const bool any = settings_.address == "0.0.0.0" || settings_.address == "::";
  const std::string host = any ? "127.0.0.1" : settings_.address;
  const bool v6 = host.find(':') != std::string::npos;
  options.servers = {"tls://" + (v6 ? "[" + host + "]" : host) + ":" +
                     std::to_string(settings_.port)};
  options.name = std::move(name);
  options.ca_file = settings_.ca;
  options.expected_host = "localhost";  // whatever address it listens on
  options.backoff_first = 100ms;  // it is our own broker, on this machine
  options.backoff_most = 2s;
  options.ping_interval = 20s;
  return options;
}

link::LinkOptions Broker::controller_link() const {
  link::LinkOptions options = link_as("vangd");
  options.subscriptions = {};
  options.credentials = [this] { return keys_.controller_login(now()); };
  return options;
}

void Broker::watch() {
  link::LinkOptions options = link_as("vangd-system");
  const std::string account = "$SYS.ACCOUNT." + keys_.account();
  options.subscriptions = {account + ".CONNECT", account + ".DISCONNECT", kClaimsAnswer};
  options.credentials = [this] { return keys_.system_login(now()); };
  link::LinkEvents events;
  // A broker that was away or adopted may have missed a revocation: it gets the account anew.
  events.connected = [this] { push_account(); };
  events.message = [this](const link::LinkMessage& message) { heard(message); };
  system_ = std::make_unique<link::LinkConnection>(
      [this](std::function<void()> task) { loop_.post(std::move(task)); }, std::move(options),
      std::move(events));
}

void Broker::push_account() {
  if (system_) system_->publish(kClaimsUpdate, account_jwt(), kClaimsAnswer);
}

void Broker::heard(const link::LinkMessage& message) {
  if (message.subject == kClaimsAnswer) {
    std::string error;
    if (!claims_accepted(message.payload, error)) {
      log::error("broker: refuses the account", {{"why", error}});
    }
    return;
  }
  const auto event = parse_connection_event(message.payload);
  if (event && on_connection_) on_connection_(*event);
}

std::chrono::sys_seconds Broker::now() const {
  return std::chrono::floor<std::chrono::seconds>(loop_.clock().wall());
}

bool Broker::running() const {
  return process_ && process_->running();
}
pid_t Broker::pid() const {
  return running() ? process_->pid() : 0;
}
bool Broker::watching() const {
  return system_ && system_->connected();
}

}  // namespace controller
