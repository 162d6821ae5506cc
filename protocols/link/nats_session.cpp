#include "protocols/link/nats_session.h"

#include <nats/nats.h>

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <mutex>
#include <set>

namespace protocols::link {

// What libnats' threads may touch. It outlives the session: libnats calls back (closed,
// subscription complete) after natsConnection_Destroy has returned.
struct NatsSession::Callbacks {
  explicit Callbacks(Sinks given) : sinks(std::move(given)) {}

  template <typename Call>
  void tell(Call call) {
    const std::lock_guard lock(mutex);
    if (open) call(sinks);
  }
  void shut() {
    const std::lock_guard lock(mutex);
    open = false;
  }

  std::mutex mutex;
  bool open = true;
  Sinks sinks;
};

namespace {

using Shared = std::shared_ptr<NatsSession::Callbacks>;

constexpr int kPendingBytes = 64 * 1024 * 1024;  // of one subscription, inside libnats

struct DestroyOptions {
  void operator()(natsOptions* options) const { natsOptions_Destroy(options); }
};
using Options = std::unique_ptr<natsOptions, DestroyOptions>;

// What one login needs; lives on the stack of the constructor, libnats uses it only while
// connecting.
struct Login {
  Credentials credentials;
  bool unlucky = false;
};

LinkDown why_lost(natsConnection* connection) {
  const char* text = nullptr;
  const natsStatus status = natsConnection_GetLastError(connection, &text);
  const std::string reason = text != nullptr && *text != '\0' ? text : "the broker closed the link";
  // "User Authentication Revoked" and "… Expired" reach us as a plain closing error.
  const bool refused = status == NATS_CONNECTION_AUTH_FAILED ||
                       reason.find("Authentication") != std::string::npos ||
                       reason.find("Authorization") != std::string::npos;
  return {reason, refused};
}

extern "C" {

static void on_closed(natsConnection* connection, void* closure) {
  const std::unique_ptr<Shared> shared(static_cast<Shared*>(closure));  // the last call: free it
  (*shared)->tell([&](const NatsSession::Sinks& sinks) { sinks.lost(why_lost(connection)); });
}

static void on_error(natsConnection* connection, natsSubscription*, natsStatus status,
                     void* closure) {
  const char* text = nullptr;
  natsConnection_GetLastError(connection, &text);
  const std::string complaint = text != nullptr ? text : natsStatus_GetText(status);
  (*static_cast<Shared*>(closure))->tell([&](const NatsSession::Sinks& sinks) {
    sinks.complaint(complaint);
  });
}

static void on_message(natsConnection*, natsSubscription*, natsMsg* message, void* closure) {
  LinkMessage out{natsMsg_GetSubject(message),
                  std::string(natsMsg_GetData(message),
                              static_cast<std::size_t>(natsMsg_GetDataLength(message))),
                  std::chrono::steady_clock::now()};
  natsMsg_Destroy(message);
  (*static_cast<Shared*>(closure))->tell([&](const NatsSession::Sinks& sinks) {
    sinks.message(std::move(out));
  });
}

static void on_subscription_complete(void* closure) {
  delete static_cast<Shared*>(closure);
}

static natsStatus give_jwt(char** jwt, char** error, void* closure) {
  *jwt = strdup(static_cast<Login*>(closure)->credentials.jwt.c_str());
  if (*jwt == nullptr) *error = strdup("out of memory");
  return *jwt != nullptr ? NATS_OK : NATS_NO_MEMORY;
}

static natsStatus sign_nonce(char** error, unsigned char** signature, int* length,
                             const char* nonce, void* closure) {
  auto* login = static_cast<Login*>(closure);
  try {
    const std::string signed_nonce = login->credentials.sign(nonce);
    // libnats 3.4.1 sends no signature at all when its first byte is zero (nats.c pull request
    // 705).
    login->unlucky = signed_nonce.empty() || signed_nonce.front() == '\0';
    if (login->unlucky) {
      *error = strdup("the signature begins with a zero byte");
      return NATS_ERR;
    }
    *signature = static_cast<unsigned char*>(std::malloc(signed_nonce.size()));
    if (*signature == nullptr) return NATS_NO_MEMORY;
    std::memcpy(*signature, signed_nonce.data(), signed_nonce.size());
    *length = static_cast<int>(signed_nonce.size());
    return NATS_OK;
  } catch (const std::exception& failure) {
    *error = strdup(failure.what());
    return NATS_ERR;
  }
}

}  // extern "C"

[[noreturn]] void fail(LinkFailure::Kind kind, const std::string& what, natsStatus status) {
  const char* detail = nats_GetLastError(nullptr);
  const bool has_detail = detail != nullptr && *detail != '\0';
  throw LinkFailure(kind, what + ": " + (has_detail ? detail : natsStatus_GetText(status)));
}

void require(natsStatus status, const std::string& what) {
  if (status != NATS_OK) fail(LinkFailure::Kind::Unreachable, what, status);
}

void set_servers(natsOptions* options, const std::vector<std::string>& servers) {
  std::vector<const char*> urls;
  for (const auto& server : servers) urls.push_back(server.c_str());
  require(natsOptions_SetServers(options, urls.data(), static_cast<int>(urls.size())),
          "cannot use the link's addresses");
}

void set_trust(natsOptions* options, const LinkOptions& link) {
  require(natsOptions_SetSecure(options, true), "cannot use TLS");
  require(natsOptions_LoadCATrustedCertificates(options, link.ca_file.c_str()),
          "cannot read the CA " + link.ca_file.string());
  if (!link.expected_host.empty()) {
    require(natsOptions_SetExpectedHostname(options, link.expected_host.c_str()),
            "cannot expect the host " + link.expected_host);
  }
}

void set_times(natsOptions* options, const LinkOptions& link) {
  require(natsOptions_SetTimeout(options, link.connect_timeout.count()), "bad connect timeout");
  require(natsOptions_SetPingInterval(options, link.ping_interval.count()), "bad ping interval");
  require(natsOptions_SetMaxPingsOut(options, link.pings_lost), "bad number of lost pings");
  require(natsOptions_SetWriteDeadline(options, link.write_deadline.count()), "bad deadline");
  require(natsOptions_SetAllowReconnect(options, false), "cannot switch reconnecting off");
}

Options options_for(const LinkOptions& link, Login& login, Shared* closure) {
  natsOptions* made = nullptr;
  require(natsOptions_Create(&made), "cannot make link options");
  Options options(made);
  set_servers(made, link.servers);
  set_trust(made, link);
  set_times(made, link);
  require(natsOptions_SetName(made, link.name.c_str()), "bad link name");
  if (!link.inbox_prefix.empty()) {
    require(natsOptions_SetCustomInboxPrefix(made, link.inbox_prefix.c_str()), "bad inbox prefix");
  }
  require(natsOptions_UseGlobalMessageDelivery(made, true), "cannot share delivery threads");
  require(natsOptions_SetIgnoreDiscoveredServers(made, true), "cannot pin the servers");
  require(natsOptions_SetUserCredentialsCallbacks(made, give_jwt, &login, sign_nonce, &login),
          "cannot set the credentials");
  require(natsOptions_SetClosedCB(made, on_closed, closure), "cannot watch the link");
  require(natsOptions_SetErrorHandler(made, on_error, closure), "cannot watch the link");
  return options;
}

}  // namespace

NatsSession::NatsSession(const LinkOptions& options, Sinks sinks)
    : callbacks_(std::make_shared<Callbacks>(std::move(sinks))) {
  Login login{options.credentials(), false};
  // Freed by on_closed, which libnats calls exactly once for a connection that was established and
  // never for one that was not.
  auto closure = std::make_unique<Shared>(callbacks_);
  const Options nats_options = options_for(options, login, closure.get());
  natsConnection* connection = nullptr;
  const natsStatus status = natsConnection_Connect(&connection, nats_options.get());
  if (status != NATS_OK) {
    const auto kind = login.unlucky                           ? LinkFailure::Kind::Unlucky
                      : status == NATS_CONNECTION_AUTH_FAILED ? LinkFailure::Kind::Refused
                                                              : LinkFailure::Kind::Unreachable;
    fail(kind, "cannot log in to the link", status);
  }
  connection_.reset(connection);
  static_cast<void>(closure.release());  // on_closed frees it from now on
}

NatsSession::~NatsSession() {
  callbacks_->shut();
}

void NatsSession::Closer::operator()(__natsConnection* connection) const {
  natsConnection_Destroy(connection);
}

void NatsSession::Closer::operator()(__natsSubscription* subscription) const {
  natsSubscription_Destroy(subscription);
}

NatsSession::Subscription NatsSession::subscribed(const std::string& subject) {
  natsSubscription* subscription = nullptr;
  auto closure = std::make_unique<Shared>(callbacks_);
  require(natsConnection_Subscribe(&subscription, connection_.get(), subject.c_str(), on_message,
                                   closure.get()),
          "cannot subscribe to " + subject);
  Subscription owned(subscription);
  // From here libnats may use the cell. Only for a connection lost in this very instant is the
  // completion callback refused; a message may then still be under way, so the cell is let go.
  Shared* cell = closure.release();
  natsSubscription_SetPendingLimits(subscription, -1, kPendingBytes);
  require(natsSubscription_SetOnCompleteCB(subscription, on_subscription_complete, cell),
          "cannot watch the subscription " + subject);
  return owned;
}

void NatsSession::subscribe_to(const std::vector<std::string>& subjects,
                               std::chrono::milliseconds timeout) {
  const std::set<std::string> wanted(subjects.begin(), subjects.end());
  std::erase_if(subscriptions_, [&](const auto& held) { return !wanted.contains(held.first); });
  for (const auto& subject : wanted) {
    if (!subscriptions_.contains(subject)) subscriptions_[subject] = subscribed(subject);
  }
  if (!flush(timeout)) {
    throw LinkFailure(LinkFailure::Kind::Unreachable, "the broker does not answer subscriptions");
  }
}

void NatsSession::publish(const Outgoing& message) {
  const auto size = static_cast<int>(message.payload.size());
  const char* subject = message.subject.c_str();
  const char* data = message.payload.data();
  natsConnection* to = connection_.get();
  require(message.reply_to.empty()
              ? natsConnection_Publish(to, subject, data, size)
              : natsConnection_PublishRequest(to, subject, message.reply_to.c_str(), data, size),
          "cannot publish to " + message.subject);
}

bool NatsSession::flush(std::chrono::milliseconds timeout) {
  return natsConnection_FlushTimeout(connection_.get(), timeout.count()) == NATS_OK;
}

}  // namespace protocols::link
