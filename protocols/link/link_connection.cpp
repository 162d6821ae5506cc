#include "protocols/link/link_connection.h"

#include <utility>

#include "protocols/link/link_worker.h"

namespace protocols::link {

LinkConnection::LinkConnection(Post post, LinkOptions options, LinkEvents events)
    : worker_(std::make_unique<Worker>(std::move(post), std::move(options), std::move(events))) {}

LinkConnection::~LinkConnection() = default;

bool LinkConnection::connected() const {
  return worker_->connected();
}

bool LinkConnection::publish(std::string subject, std::string payload, std::string reply_to) {
  return worker_->publish({std::move(subject), std::move(payload), std::move(reply_to)});
}

bool LinkConnection::flush(std::chrono::milliseconds timeout) {
  return worker_->flush(timeout);
}

void LinkConnection::subscribe_to(std::vector<std::string> subscriptions) {
  worker_->subscribe_to(std::move(subscriptions));
}

void LinkConnection::reconnect() {
  worker_->reconnect_to(std::nullopt);
}

void LinkConnection::reconnect_to(std::vector<std::string> servers) {
  worker_->reconnect_to(std::move(servers));
}

std::size_t LinkConnection::dropped() const {
  return worker_->dropped();
}

}  // namespace protocols::link
