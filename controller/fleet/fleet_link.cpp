#include "controller/fleet/fleet_link.h"

#include <cassert>
#include <utility>

#include "protocols/io/log.h"
#include "protocols/link/subjects.h"

namespace controller {

namespace link = protocols::link;
namespace log = protocols::io::log;

namespace {

link::LinkOptions with_subscription(link::LinkOptions options) {
  options.subscriptions = {link::controller_subscription()};
  options.outbox_bytes = 64 * 1024 * 1024;  // a storm of hellos is answered with documents
  return options;
}

}  // namespace

FleetLink::FleetLink(protocols::io::EventLoop& loop, link::LinkOptions options)
    : loop_(loop), options_(with_subscription(std::move(options))) {}

void FleetLink::on(std::string leaf, Hears hears) {
  listeners_[std::move(leaf)] = std::move(hears);
}

void FleetLink::open() {
  assert(loop_.inside());
  link::LinkEvents events;
  events.connected = [this] {
    log::info("fleet: link connected");
    if (connected_) connected_();
  };
  events.disconnected = [](const link::LinkDown& down) {
    log::warning("fleet: link lost", {{"why", down.reason}});
  };
  events.message = [this](const link::LinkMessage& message) { heard(message); };
  connection_ = std::make_unique<link::LinkConnection>(
      [this](std::function<void()> task) { loop_.post(std::move(task)); }, options_,
      std::move(events));
}

void FleetLink::close() {
  connection_.reset();
}

bool FleetLink::send(std::string_view device, std::string_view leaf, std::string payload) {
  return publish(link::device_subject(device, leaf), std::move(payload));
}

bool FleetLink::publish(std::string subject, std::string payload) {
  return connection_ && connection_->publish(std::move(subject), std::move(payload));
}

void FleetLink::heard(const link::LinkMessage& message) {
  const link::Subject subject = link::parse_subject(message.subject);
  if (subject.kind != link::SubjectKind::DeviceUp) return;
  if (alive_) alive_(subject.device);
  const auto listener = listeners_.find(subject.leaf);
  if (listener != listeners_.end()) listener->second(subject.device, message.payload);
}

}  // namespace controller
