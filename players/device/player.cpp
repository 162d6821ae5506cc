#include "players/device/player.h"

#include <algorithm>
#include <cassert>

#include "players/device/enrolment.h"
#include "protocols/io/log.h"
#include "protocols/io/random.h"

namespace players {

namespace io = protocols::io;
using protocols::trust::DocumentType;

Player::Player(io::EventLoop& loop, io::WorkerPool& workers, const DeviceIdentity& identity,
               Enrolled enrolled, Settings settings, MakeOutput make_output)
    : loop_(loop),
      workers_(workers),
      identity_(identity),
      enrolled_(std::move(enrolled)),
      settings_(std::move(settings)),
      started_(loop.clock().steady()),
      make_output_(std::move(make_output)),
      gate_(identity, loop.clock(),
            {enrolled_.device, Enrolment::ca_pem(settings_.folder), enrolled_.devices}),
      clock_(loop.clock(),
             {settings_.folder / "clock", settings_.build, TrustedClock::kernel_boot_id()}),
      documents_(settings_.folder / "documents", {enrolled_.device, identity.kid(), enrolled_.root},
                 clock_),
      journal_(settings_.folder / "journal.sqlite", [this] { return io::uuid7(clock_.now()); }),
      cache_(loop, workers,
             [this](const std::string& sha256, const std::filesystem::path& file,
                    std::uint64_t max_bytes) { return gate_.media(sha256, file, max_bytes); },
             {settings_.folder / "media"}),
      bundles_(loop,
               [this](const std::string& order, std::size_t index, BundleShelf::Fetched done) {
                 fetch_bundle(order, index, std::move(done));
               }),
      seen_(settings_.folder / "seen-orders"),
      mail_(loop, identity,
            playlists::DeviceId::parse(enrolled_.device).value_or(playlists::DeviceId{}), journal_,
            [this](const std::string& leaf, std::string payload) {
              return link_ && link_->publish(leaf, std::move(payload));
            }),
      desk_({loop, documents_, clock_, timeline_, seen_, bundles_, settings_.folder / "epoch",
             settings_.folder / "orders"},
            [this](const OrderDesk::Answer& order_answer) { answer(order_answer); }),
      content_(documents_, cache_, bundles_, timeline_),
      watcher_(loop, workers, clock_,
               [this](const std::string& leaf, std::string payload) {
                 return link_ && link_->publish(leaf, std::move(payload));
               }),
      time_(loop, workers, gate_, documents_, clock_),
      login_(loop, workers, gate_, settings_.folder, enrolled_),
      second_(loop),
      stopping_(loop) {
  assert(loop.inside());
  io::log::info("player: starts", {{"device", enrolled_.device},
                                   {"boot", journal_.boot()},
                                   {"clock", clock_.trusted() ? "trusted" : "untrusted"}});
  load_documents();
  resume_orders();
  connect();
  wake();
  second_.every(std::chrono::seconds(1), [this] { every_second(); });
}

Player::~Player() {
  gate_.cancel();
}

void Player::load_documents() {
  documents_.on_change = [this](const DocumentChange& change) { document_changed(change); };
  cache_.on_ready = [this](const std::string& sha256) { media_ready(sha256); };
  clock_.on_change = [this] { clock_changed(); };
  desk_.on_change = [this] { wake(); };
  rounds_.add("orders", [this] { desk_.settle(); });
  timeline_.set_time_trusted(clock_.trusted());
  documents_.load();
  if (!documents_.placement())
    io::log::warning("player: no placement yet: nothing plays until the controller sends it");
}

void Player::make_outputs(const MakeOutput& make_output) {
  auto shapes = documents_.placement()->profile.outputs;
  // A loudspeaker looks first: drawing an emergency's card must not delay its chime.
  std::stable_partition(shapes.begin(), shapes.end(), [](const playlists::Output& shape) {
    return shape.kind == playlists::OutputKind::Sound;
  });
  for (const auto& shape : shapes) {
    const auto index = followers_.size();
    auto output = make_output(shape, [this, index](const PlayReport& report) {
      followers_[index]->report(report);
      if (link_) link_->state_changed();
    });
    if (!output) continue;
    followers_.push_back(std::make_unique<OutputFollower>(
        OutputFollower::Parts{loop_, clock_, timeline_, content_, journal_, desk_, *output,
                              next_token_, [this] { wake(); }},
        shape));
    rounds_.add(std::string(playlists::output_kind_text(shape.kind)),
                [&follower = *followers_.back()] { follower.look(); });
    outputs_.push_back(std::move(output));
  }
  std::vector<Output*> watched;
  for (const auto& output : outputs_) watched.push_back(output.get());
  watcher_.outputs(std::move(watched));
}

void Player::connect() {
  LinkAgent::Settings settings{enrolled_.device, settings_.software, journal_.boot(),
                               enrolled_.link, settings_.folder / "ca.pem"};
  link_ = std::make_unique<LinkAgent>(
      LinkAgent::Parts{loop_, workers_, identity_, documents_, desk_, bundles_, mail_, watcher_,
                       time_, login_, gate_, [this] { return health(); }},
      std::move(settings));
}

void Player::resume_orders() {
  std::set<playlists::OrderId> cut;
  for (const auto& record : journal_.cut_by_restart()) {
    const auto id = playlists::OrderId::parse(record.item.id);
    if (id && record.item.kind == playlists::ItemKind::Order) cut.insert(*id);
  }
  desk_.resume(cut);
}

void Player::answer(const OrderDesk::Answer& order_answer) {
  playlists::Receipt receipt;
  receipt.at = clock_.now();
  receipt.id = *playlists::ReceiptId::parse(io::uuid7(receipt.at));
  receipt.order = order_answer.order;
  receipt.stage = order_answer.stage;
  receipt.reason = order_answer.reason;
  receipt.clock = clock_.state();
  receipt.late = order_answer.late;
  mail_.receipt(std::move(receipt));
}

// --- what happens

void Player::document_changed(const DocumentChange& change) {
  if (change.type == DocumentType::placement) {
    timeline_.set_placement(*documents_.placement());
    // Outputs live as long as the player; another profile takes effect at the next start.
    if (outputs_.empty()) make_outputs(make_output_);
    desk_.take_up();
  } else if (change.type == DocumentType::keyring) {
    desk_.keyring_changed();
  } else if (change.type == DocumentType::programme) {
    if (change.dropped)
      timeline_.remove_programme(*playlists::AreaCode::parse(change.name));
    else
      timeline_.set_programme(documents_.programmes().at(change.name));
  } else if (change.type == DocumentType::message) {
    const auto hash = *playlists::MessageHash::parse(change.name);
    if (change.dropped)
      timeline_.drop_message(hash);
    else
      timeline_.hold_message(hash, documents_.messages().at(change.name));
  }
  want_media();
  if (link_) link_->documents_changed();
  wake();
}

void Player::want_media() {
  std::vector<WantedMedia> wanted;
  if (!documents_.placement()) return;
  for (const auto& [hash, message] : documents_.messages())
    for (const auto& output : documents_.placement()->profile.outputs)
      if (const auto* found = playlists::rendition_for(message, playlists::rendition_key(output)))
        wanted.push_back({found->sha256.text(), found->bytes});
  std::sort(wanted.begin(), wanted.end());
  wanted.erase(std::unique(wanted.begin(), wanted.end()), wanted.end());
  // Small first: with little time, most messages are whole.
  std::stable_sort(wanted.begin(), wanted.end(),
                   [](const auto& a, const auto& b) { return a.bytes < b.bytes; });
  cache_.want(std::move(wanted));
}

void Player::media_ready(const std::string& sha256) {
  for (const auto& [hash, message] : documents_.messages())
    for (const auto& rendition : message.renditions)
      if (rendition.sha256.text() == sha256)
        for (const auto& follower : followers_)
          if (content_.has(follower->shape(), message))
            timeline_.set_ready(*playlists::MessageHash::parse(hash), follower->shape().kind, true);
  if (link_) link_->state_changed();
  wake();
}

void Player::clock_changed() {
  timeline_.set_time_trusted(clock_.trusted());
  desk_.take_up();
  login_.look(clock_.now());
  if (link_) link_->state_changed();
  wake();
}

void Player::wake() {
  rounds_.go();
}

void Player::every_second() {
  for (const auto& follower : followers_) follower->checkpoint();
  desk_.settle();
  journal_.retry();
  rounds_.retry();
}

void Player::fetch_bundle(const std::string& order, std::size_t index, BundleShelf::Fetched done) {
  const bool taken = workers_.submit(
      loop_, [this, order, index] { return gate_.bundle(order, index); },
      [done](const GateAnswer& answer) {
        done(answer.ok() ? std::optional(answer.body) : std::nullopt);
      },
      [done](std::exception_ptr) { done({}); });
  if (!taken) loop_.post([done] { done({}); });
}

protocols::link::Health Player::health() const {
  protocols::link::Health health;
  health.device = enrolled_.device;
  health.at_ms = playlists::to_ms(clock_.now());
  health.world = playlists::world_text(documents_.world());
  health.clock = clock_.trusted() ? "trusted" : "untrusted";
  health.clock_error_ms = clock_.error().count();
  health.software = settings_.software;
  health.boot = static_cast<std::int64_t>(journal_.boot());
  health.uptime_s =
      std::chrono::duration_cast<std::chrono::seconds>(loop_.clock().steady() - started_).count();
  const auto storage = cache_.storage();
  health.storage = {static_cast<std::int64_t>(storage.free_bytes),
                    static_cast<std::int64_t>(storage.total_bytes),
                    static_cast<std::int64_t>(storage.cache_bytes),
                    storage.full || journal_.stuck() ? "full" : "ok"};
  health.held.keyring = documents_.verifier().keyring().version;
  if (documents_.placement()) health.held.placement = documents_.placement()->version;
  for (const auto& [area, programme] : documents_.programmes())
    health.held.programmes[area] = programme.version;
  health.held.messages = static_cast<std::int64_t>(documents_.messages().size());
  health.held.media_have = static_cast<std::int64_t>(cache_.have());
  health.held.media_want = static_cast<std::int64_t>(cache_.wanted());
  for (const auto& follower : followers_) health.outputs.push_back(follower->health());
  health.plays_waiting = journal_.waiting_count();
  return health;
}

void Player::stop(std::function<void()> done) {
  io::log::info("player: stops");
  for (const auto& follower : followers_) follower->end();
  // The outputs' last reports come over the loop; half a second is many blocks and frames.
  stopping_.once(std::chrono::milliseconds(500), [this, done = std::move(done)] {
    desk_.close();
    // After what the last answers have posted: they are on the disk, sent or not.
    loop_.post([this, done] {
      clock_.keep();
      mail_.send();
      if (link_ && link_->connected()) link_->flush();
      gate_.cancel();
      done();
    });
  });
}

}  // namespace players
