#include "tests/unit/controller/broker/broker_rig.h"

#include <algorithm>
#include <utility>

#include "protocols/link/nkey.h"
#include "protocols/link/subjects.h"
#include "tests/unit/controller/broker/test_certificates.h"

namespace broker_rig {

namespace io = protocols::io;
namespace link = protocols::link;
using controller::Broker;

Client::Client(link::LinkOptions options) : thread_("client", clock_) {
  link::LinkEvents events;
  events.connected = [this] { changes_.make([this] { ++connects_; }); };
  events.disconnected = [this](const link::LinkDown& down) {
    changes_.make([&] { downs_.push_back(down); });
  };
  events.message = [this](link::LinkMessage message) {
    changes_.make([&] { messages_.push_back(std::move(message)); });
  };
  events.complaint = [this](const std::string& text) {
    changes_.make([&] { complaints_.push_back(text); });
  };
  io::run_on(thread_.loop(), [&] {
    link_ = std::make_unique<link::LinkConnection>(
        [this](std::function<void()> task) { thread_.loop().post(std::move(task)); },
        std::move(options), std::move(events));
  });
}

Client::~Client() {
  io::run_on(thread_.loop(), [this] { link_.reset(); });
}

bool Client::wait_connected(std::chrono::milliseconds timeout) {
  return changes_.wait([this] { return connects_ > 0 && link_->connected(); }, timeout);
}

bool Client::wait_down(std::size_t times, std::chrono::milliseconds timeout) {
  return changes_.wait([&] { return downs_.size() >= times; }, timeout);
}

bool Client::wait_refused(std::chrono::milliseconds timeout) {
  const auto refused = [](const auto& down) { return down.refused; };
  return changes_.wait([&] { return std::any_of(downs_.begin(), downs_.end(), refused); }, timeout);
}

bool Client::wait_message(const std::string& subject, std::string* payload,
                          std::chrono::milliseconds timeout) {
  return changes_.wait(
      [&] {
        const auto found = std::find_if(messages_.begin(), messages_.end(),
                                        [&](const auto& m) { return m.subject == subject; });
        if (found == messages_.end()) return false;
        if (payload != nullptr) *payload = found->payload;
        return true;
      },
      timeout);
}

bool Client::wait_complaint(const std::string& part, std::chrono::milliseconds timeout) {
  return changes_.wait(
      [&] {
        return std::any_of(complaints_.begin(), complaints_.end(),
                           [&](const auto& c) { return c.find(part) != std::string::npos; });
      },
      timeout);
}

std::size_t Client::connects() {
  std::size_t count = 0;
  changes_.make([&] { count = connects_; });
  return count;
}

std::vector<link::LinkDown> Client::downs() {
  std::vector<link::LinkDown> copy;
  changes_.make([&] { copy = downs_; });
  return copy;
}

bool Client::wait_messages(const std::string& subject, std::size_t count,
                           std::chrono::milliseconds timeout) {
  return changes_.wait([&] { return on(subject).size() >= count; }, timeout);
}

std::vector<std::string> Client::payloads(const std::string& subject) {
  std::vector<std::string> found;
  changes_.make([&] { found = on(subject); });
  return found;
}

std::vector<std::string> Client::on(const std::string& subject) const {
  std::vector<std::string> found;
  for (const auto& message : messages_) {
    if (message.subject == subject) found.push_back(message.payload);
  }
  return found;
}

namespace {

std::string user_nkey(const protocols::trust::SigningKey& key) {
  link::RawKey raw{};
  const auto bytes = key.public_key().bytes();
  std::copy(bytes.begin(), bytes.end(), raw.begin());
  return link::encode_nkey(link::NkeyKind::User, raw);
}

std::chrono::sys_seconds now() {
  return std::chrono::floor<std::chrono::seconds>(io::SystemClock().wall());
}

}  // namespace

DeviceUser::DeviceUser(const controller::BrokerKeys& keys, std::string device)
    : id(std::move(device)),
      key(protocols::trust::SigningKey::generate()),
      nkey(user_nkey(key)),
      jwt(keys.device_jwt(id, nkey, now())) {}

link::Credentials DeviceUser::credentials() const {
  return {jwt, [this](std::string_view bytes) { return key.sign(bytes); }};
}

Rig::Rig(std::filesystem::path folder, std::uint16_t port) : folder_(std::move(folder)) {
  if (!std::filesystem::exists(folder_ / "ca.pem")) write_certificates(folder_);
  settings_.folder = folder_ / "broker";
  settings_.address = "127.0.0.1";
  settings_.port = port;
  settings_.certificate = folder_ / "link.pem";
  settings_.key = folder_ / "link.key";
  settings_.ca = folder_ / "ca.pem";
  thread_ = std::make_unique<io::LoopThread>("fleet", clock_);
  io::run_on(loop(), [this] { broker_ = std::make_unique<Broker>(loop(), settings_); });
}

Rig::~Rig() {
  if (broker_) {
    io::run_on(loop(), [this] {
      broker_->stop();
      broker_.reset();
    });
  }
}

void Rig::start() {
  io::run_on(loop(), [this] { broker_->start(); });
}

void Rig::abandon() {
  io::run_on(loop(), [this] { broker_.reset(); });
}

link::LinkOptions Rig::device_options(const DeviceUser& user) const {
  link::LinkOptions options;
  options.servers = {"tls://127.0.0.1:" + std::to_string(settings_.port)};
  options.name = user.id;
  options.ca_file = settings_.ca;
  options.inbox_prefix = link::device_inbox_prefix(user.id);
  options.subscriptions = {link::device_down_subscription(user.id)};
  options.credentials = [&user] { return user.credentials(); };
  options.backoff_first = 50ms;
  options.backoff_most = 500ms;
  return options;
}

link::LinkOptions Rig::controller_options() const {
  auto options = broker_->controller_link();
  options.subscriptions = {link::controller_subscription()};
  return options;
}

}  // namespace broker_rig
