#include "web/server/push_client.h"

#include <Poco/Buffer.h>
#include <Poco/Exception.h>
#include <Poco/Net/WebSocket.h>
#include <linux/sockios.h>
#include <sys/ioctl.h>

#include <optional>
#include <utility>

#include "protocols/io/log.h"
#include "web/server/answers_json.h"
#include "web/server/asks_json.h"
#include "web/server/deadlines.h"

namespace web {

using namespace std::chrono_literals;
using Poco::Net::WebSocket;

namespace {

constexpr std::size_t devices_in_a_part = 100;
constexpr int max_ask_bytes = 65536;
constexpr auto time_for_frame = 2s;
constexpr auto patience = 20s;

bool same_scope(const api::WatchAsk& one, const api::WatchAsk& other) {
  return one.devices == other.devices && one.area == other.area && one.ids == other.ids;
}

std::vector<api::DeviceNow> states_of(api::Now& now, const api::Caller& caller,
                                      const api::WatchAsk& ask) {
  if (ask.ids.empty()) return now.snapshot(caller, ask.area);
  return now.of(caller, {ask.ids.begin(), ask.ids.end()});
}

}  // namespace

void Mailbox::device(const api::DeviceNow& now) {
  letters_.with([&](Letters& letters) { letters.devices[now.device] = now; });
  wake_();
}

void Mailbox::level(const api::LevelNow& level) {
  letters_.with(
      [&](Letters& letters) { letters.levels[level.device + ' ' + level.output] = level; });
  wake_();
}

void Mailbox::picture(const api::PictureNow& picture) {
  letters_.with([&](Letters& letters) { letters.pictures[picture.device] = picture; });
  wake_();
}

void Mailbox::order(const api::OrderProgress& progress) {
  letters_.with([&](Letters& letters) { letters.orders[progress.order] = progress; });
  wake_();
}

std::vector<std::string> Mailbox::empty() {
  const auto letters = letters_.with([](Letters& held) { return std::exchange(held, Letters{}); });
  std::vector<std::string> texts;
  for (const auto& [key, order] : letters.orders) texts.push_back(push_order(order));
  for (const auto& [key, device] : letters.devices) texts.push_back(push_device(device));
  for (const auto& [key, level] : letters.levels) texts.push_back(push_level(level));
  for (const auto& [key, picture] : letters.pictures) texts.push_back(push_picture(picture));
  return texts;
}

void Mailbox::clear() {
  letters_.set(Letters{});
}

PushClient::PushClient(std::unique_ptr<WebSocket> socket, api::Session session, std::string token,
                       std::function<void()> wake, Deadlines& deadlines)
    : socket_(std::move(socket)),
      session_(std::move(session)),
      token_(std::move(token)),
      deadlines_(deadlines),
      ticket_(deadlines.watch(socket_->impl()->sockfd())),
      mailbox_(std::move(wake)) {
  socket_->setMaxPayloadSize(max_ask_bytes);
  socket_->setReceiveTimeout(Poco::Timespan(1, 0));
  socket_->setSendTimeout(Poco::Timespan(2, 0));
}

PushClient::~PushClient() {
  watch_.reset();
  deadlines_.forget(ticket_);
}

int PushClient::fd() const {
  return socket_->impl()->sockfd();
}

// Under TLS one readable socket may hold several frames that no poll tells of any more.
bool PushClient::read(api::Now& now) try {
  deadlines_.allow(ticket_, time_for_frame);
  bool open = read_frame(now);
  while (open && socket_->available() > 0) open = read_frame(now);
  deadlines_.allow(ticket_, 0ms);
  return open;
} catch (const Poco::Exception&) {
  return false;
}

bool PushClient::read_frame(api::Now& now) {
  Poco::Buffer<char> buffer(0);
  int flags = 0;
  const int count = socket_->receiveFrame(buffer, flags);
  const int opcode = flags & WebSocket::FRAME_OP_BITMASK;
  if (count == 0 && flags == 0) return false;
  if (opcode == WebSocket::FRAME_OP_CLOSE) {
    close(WebSocket::WS_NORMAL_CLOSE, "");
    return false;
  }
  if (opcode == WebSocket::FRAME_OP_PING) {
    socket_->sendFrame(
        buffer.begin(), static_cast<int>(buffer.size()),
        static_cast<int>(WebSocket::FRAME_FLAG_FIN) | static_cast<int>(WebSocket::FRAME_OP_PONG));
    return true;
  }
  if (opcode == WebSocket::FRAME_OP_PONG) return true;
  try {
    subscribe(now, std::string(buffer.begin(), buffer.size()));
    return true;
  } catch (const api::Problem& problem) {
    close(WebSocket::WS_POLICY_VIOLATION, problem.code());
  } catch (const std::exception& error) {
    protocols::io::log::error("web: a subscription failed", {{"cause", error.what()}});
    close(WebSocket::WS_UNEXPECTED_CONDITION, "internal");
  }
  return false;
}

void PushClient::subscribe(api::Now& now, const std::string& text) {
  const auto before = std::exchange(ask_, parse_push_ask(text));
  const auto& ask = ask_.watch;
  const bool same_devices = watch_ && same_scope(before.watch, ask);
  if (ask_.states && !before.states) last_tick = {};  // they are not waited for
  // First the watch, then the snapshot: nothing falls between them. Nor between two watches.
  if (!same_devices) {
    watch_.reset();
    mailbox_.clear();
  }
  watch_ = now.watch(session_.caller, ask, mailbox_);
  if (same_devices) return;
  snapshot_.clear();
  if (ask.devices) snapshot_ = states_of(now, session_.caller, ask);
  snapshot_sent_ = 0;
  snapshot_due_ = true;
}

void PushClient::tick(api::Now& now, protocols::io::WallTime wall) {
  std::optional<api::StateCounts> states;
  if (ask_.states) states = now.states(session_.caller, ask_.watch.area);
  outbox_.push_back(push_tick(wall, states));
}

void PushClient::fill_outbox(const protocols::io::Clock& clock) {
  if (snapshot_due_) {
    outbox_.push_back(push_snapshot(snapshot_, snapshot_sent_, devices_in_a_part, clock.wall()));
    snapshot_sent_ += devices_in_a_part;
    snapshot_due_ = snapshot_sent_ < snapshot_.size();
    if (!snapshot_due_) snapshot_.clear();
    return;
  }
  for (auto& text : mailbox_.empty()) outbox_.push_back(std::move(text));
}

// Sending more than the kernel's buffer takes would make the push thread, and so everybody, wait.
bool PushClient::has_room(std::size_t bytes) const {
  int waiting = 0;
  if (ioctl(fd(), SIOCOUTQ, &waiting) != 0 || waiting == 0) return true;
  return static_cast<std::size_t>(waiting) + bytes <=
         static_cast<std::size_t>(socket_->getSendBufferSize()) / 2;
}

bool PushClient::write(const protocols::io::Clock& clock) try {
  do {
    if (outbox_.empty()) fill_outbox(clock);
    while (!outbox_.empty() && has_room(outbox_.front().size())) {
      const auto& text = outbox_.front();
      socket_->sendFrame(text.data(), static_cast<int>(text.size()), WebSocket::FRAME_TEXT);
      outbox_.pop_front();
      stuck_since_ = {};
    }
  } while (outbox_.empty() && snapshot_due_);
  if (outbox_.empty()) return true;
  const auto now = clock.steady();
  if (stuck_since_ == protocols::io::SteadyTime{}) stuck_since_ = now;
  if (now - stuck_since_ < patience) return true;
  close(1013, "too slow");
  return false;
} catch (const Poco::Exception&) {
  return false;
}

void PushClient::close(int code, const std::string& why) try {
  socket_->shutdown(static_cast<Poco::UInt16>(code), why);
} catch (const Poco::Exception&) {
  // It is gone already.
}

}  // namespace web
