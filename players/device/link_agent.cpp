#include "players/device/link_agent.h"

#include <algorithm>

#include "protocols/io/log.h"
#include "protocols/io/random.h"

namespace players {

namespace io = protocols::io;
namespace link = protocols::link;
namespace trust = protocols::trust;

namespace {

constexpr auto changes_gather = std::chrono::milliseconds(300);
constexpr auto health_period = std::chrono::minutes(5);

std::uint32_t spread(std::int64_t ms) {
  return io::random_below(static_cast<std::uint32_t>(std::clamp<std::int64_t>(ms, 0, 600'000)) + 1);
}

}  // namespace

LinkAgent::LinkAgent(Parts parts, Settings settings)
    : parts_(std::move(parts)),
      settings_(std::move(settings)),
      subscribed_(subscriptions()),
      hello_(parts_.loop),
      area_hello_(parts_.loop),
      health_soon_(parts_.loop),
      health_(parts_.loop),
      connection_([this](std::function<void()> task) { parts_.loop.post(std::move(task)); },
                  options(), events()) {
  health_.every(health_period, [this] { say_health(true); });
  parts_.login.on_renewed = [this] { connection_.reconnect(); };
}

std::vector<std::string> LinkAgent::subscriptions() const {
  std::vector<std::string> subjects{link::device_down_subscription(settings_.device)};
  for (const auto& area : parts_.documents.chain())
    subjects.push_back(link::area_subscription(area));
  return subjects;
}

link::LinkOptions LinkAgent::options() const {
  link::LinkOptions options;
  options.servers = settings_.servers;
  options.name = settings_.device;
  options.ca_file = settings_.ca_file;
  options.inbox_prefix = link::device_inbox_prefix(settings_.device);
  options.subscriptions = subscribed_;
  // Asked on the link's thread: both are thread-safe.
  options.credentials = [&login = parts_.login, &identity = parts_.identity] {
    return link::Credentials{login.jwt(), identity.nonce_signer()};
  };
  return options;
}

link::LinkEvents LinkAgent::events() {
  link::LinkEvents events;
  events.connected = [this] { connected_now(); };
  events.disconnected = [this](const link::LinkDown& down) { disconnected(down); };
  events.message = [this](const link::LinkMessage& message) { take(message); };
  events.complaint = [](const std::string& text) {
    io::log::warning("link: the broker complains", {{"text", text}});
  };
  return events;
}

void LinkAgent::connected_now() {
  io::log::info("link: connected", {{"device", settings_.device}});
  say_hello(true);
  parts_.mail.connected();
  say_health(true);
}

void LinkAgent::disconnected(const link::LinkDown& down) {
  io::log::warning("link: down", {{"reason", down.reason}, {"refused", down.refused}});
  if (down.refused) parts_.login.refused();
}

bool LinkAgent::publish(const std::string& leaf, std::string payload) {
  return connection_.publish(link::up_subject(settings_.device, leaf), std::move(payload));
}

// --- what comes in

void LinkAgent::take(const link::LinkMessage& message) {
  const auto subject = link::parse_subject(message.subject);
  if (subject.kind == link::SubjectKind::AreaBundle)
    return parts_.bundles.put(subject.leaf, message.payload);
  if (subject.leaf == "order") {
    // What scripts/bench start begins to count at.
    io::log::info("link: an order", {{"arrived_ns", message.arrived.time_since_epoch().count()}});
    return parts_.orders.take(message.payload);
  }
  if (subject.kind == link::SubjectKind::Area && subject.leaf == "hello")
    return hello_at_random(message.payload);
  if (subject.kind == link::SubjectKind::DeviceDown) take_down(subject.leaf, message.payload);
}

void LinkAgent::take_down(const std::string& leaf, const std::string& payload) {
  if (leaf == "doc") return take_document(payload);
  if (leaf == "get") return fetch_document(payload);
  if (leaf == "ack") {
    if (const auto ack = link::parse_ack(payload)) parts_.mail.acknowledged(*ack);
  } else if (leaf == "watch") {
    if (const auto watch = link::parse_watch(payload)) parts_.watcher.watch(*watch);
  }
}

void LinkAgent::take_document(const std::string& compact) {
  const auto parts = trust::parse_compact(compact);
  if (parts && trust::document_type_from(parts->typ) == trust::DocumentType::time)
    return parts_.time.answered_over_link(compact);
  parts_.documents.take(compact);
}

void LinkAgent::fetch_document(const std::string& payload) {
  const auto get = link::parse_get(payload);
  if (!get || !fetching_.insert(get->document).second) return;
  const auto hash = get->document;
  const bool taken = parts_.workers.submit(
      parts_.loop, [&gate = parts_.gate, hash] { return gate.document(hash); },
      [this, alive = std::weak_ptr(alive_), hash](const GateAnswer& answer) {
        if (alive.expired()) return;
        fetching_.erase(hash);
        if (answer.ok()) return take_document(answer.body);
        // The next hello says that it is still missing.
        io::log::warning("documents: not fetched", {{"hash", hash}, {"cause", answer.problem}});
      },
      [this, alive = std::weak_ptr(alive_), hash](std::exception_ptr) {
        if (!alive.expired()) fetching_.erase(hash);
      });
  if (!taken) fetching_.erase(hash);
}

void LinkAgent::hello_at_random(const std::string& payload) {
  const auto please = link::parse_hello_please(payload);
  if (!please || area_hello_.armed()) return;
  area_hello_.once(std::chrono::milliseconds(spread(please->spread_ms)), [this] {
    say_hello(false);
    say_health(true);
    parts_.mail.connected();
  });
}

// --- what goes out

void LinkAgent::documents_changed() {
  auto wanted = subscriptions();
  if (wanted != subscribed_) {
    subscribed_ = wanted;
    connection_.subscribe_to(std::move(wanted));
  }
  if (!hello_.armed()) hello_.once(changes_gather, [this] { say_hello(false); });
  state_changed();
}

void LinkAgent::say_hello(bool ask_time) {
  link::Hello hello;
  hello.device = settings_.device;
  hello.software = settings_.software;
  hello.boot = static_cast<std::int64_t>(settings_.boot);
  if (ask_time) hello.nonce = parts_.time.ask_over_link();
  const auto& documents = parts_.documents;
  hello.keyring = documents.verifier().keyring().version;
  if (documents.placement()) hello.placement = documents.placement()->version;
  for (const auto& [area, programme] : documents.programmes())
    hello.programmes[area] = programme.version;
  for (const auto& [hash, message] : documents.messages()) hello.messages.push_back(hash);
  hello.epoch = parts_.orders.epoch();
  publish("hello", link::hello_to_json(hello));
}

void LinkAgent::state_changed() {
  if (!health_soon_.armed()) health_soon_.once(changes_gather, [this] { say_health(false); });
}

void LinkAgent::say_health(bool even_if_same) {
  const auto health = parts_.health();
  // Figures that grow by themselves are no change worth a message.
  auto calm = health;
  calm.at_ms = calm.uptime_s = calm.clock_error_ms = calm.plays_waiting = 0;
  calm.storage.free_bytes = calm.storage.total_bytes = calm.storage.cache_bytes = 0;
  for (auto& output : calm.outputs) {
    output.frames = 0;
    output.level_dbfs.reset();
  }
  auto said = link::health_to_json(calm);
  if (!even_if_same && said == said_health_) return;
  if (publish("health", link::health_to_json(health))) said_health_ = std::move(said);
}

}  // namespace players
