#include "players/device/order_desk.h"

#include <algorithm>
#include <cstdlib>

#include "playlists/orders/order_json.h"
#include "protocols/io/durable_file.h"
#include "protocols/io/log.h"
#include "protocols/io/storage_error.h"

namespace players {

namespace io = protocols::io;
namespace trust = protocols::trust;
using playlists::ReceiptStage;
using trust::DocumentType;
using trust::Reason;
using trust::Refusal;

namespace {

/// Ends and refusals remembered for questions and against repeated answers.
constexpr std::size_t most_remembered = 512;

trust::Rank rank_of(playlists::ItemClass item_class) {
  return trust::rank_from(playlists::class_text(item_class));
}

}  // namespace

OrderDesk::OrderDesk(Parts parts, std::function<void(const Answer&)> answer)
    : parts_(std::move(parts)), answer_(std::move(answer)), kept_(parts_.orders_folder) {
  if (const auto text = io::read_if_present(parts_.epoch_file))
    epoch_ = std::strtoll(text->c_str(), nullptr, 10);
}

// --- taking

void OrderDesk::take(const std::string& compact) {
  const auto good = judge(compact, epoch_);
  if (!good)
    refuse(good.refusal());
  else if (const auto refusal = keep(*good, compact))
    refuse(*refusal);
  else
    obey(*good);
  settle();
  if (on_change) on_change();
}

trust::Checked<OrderDesk::Good> OrderDesk::judge(const std::string& compact,
                                                 std::int64_t epoch_floor) const {
  auto expectation = parts_.documents.expectation(DocumentType::dispatch);
  expectation.epoch_floor = epoch_floor;
  auto verified = parts_.documents.verifier().verify(compact, expectation);
  if (!verified) return verified.refusal();
  const auto id = verified->order_id;
  auto order = playlists::parse_order(verified->order_payload);
  if (!order) return Refusal{Reason::bad_payload, playlists::problems_text(order.problems), id};
  if (auto refusal = circumstances(*order)) return *refusal;
  return Good{std::move(verified).value(), *std::move(order), parts_.clock.now()};
}

/// What the verifier cannot know of this device.
std::optional<Refusal> OrderDesk::circumstances(const playlists::Order& order) const {
  const auto id = order.id.text();
  const auto now = parts_.clock.trusted_now();
  const auto& placement = parts_.documents.placement();
  if (!now) return Refusal{Reason::no_trusted_time, {}, id};
  if (!placement || !playlists::addresses(order, *placement, *now))
    return Refusal{Reason::not_addressed, {}, id};
  const bool announces = order.kind != playlists::OrderKind::Stop;
  if (announces && !has_output(order)) return Refusal{Reason::no_output, {}, id};
  return {};
}

/// The order before its id: an id without its order would be lost by a crash between the two.
std::optional<Refusal> OrderDesk::keep(const Good& good, const std::string& compact) {
  const auto& id = good.order.id;
  if (parts_.seen.knows(id.text())) return Refusal{Reason::repeated, {}, id.text()};
  const bool announces = good.order.kind != playlists::OrderKind::Stop;
  if (announces) kept_.keep(id, compact);
  auto refusal = keep_id(good.verified);
  if (refusal && announces) kept_.forget(id);
  if (!refusal) raise_epoch(good.verified.epoch);
  return refusal;
}

std::optional<Refusal> OrderDesk::keep_id(const trust::Verified& verified) {
  const auto& id = verified.order_id;
  const auto now_ms = playlists::to_ms(parts_.clock.now());
  try {
    const auto result = parts_.seen.remember(id, verified.order_until_ms, now_ms);
    if (result == trust::SeenOrders::Result::fresh) return {};
    return Refusal{Reason::repeated, {}, id};
  } catch (const io::StorageError& error) {
    return Refusal{Reason::storage, error.what(), id};
  }
}

void OrderDesk::raise_epoch(std::int64_t epoch) {
  if (epoch <= epoch_) return;
  epoch_ = epoch;
  try {
    io::write_durably(parts_.epoch_file, std::to_string(epoch));
  } catch (const io::StorageError& error) {
    io::log::warning("orders: the epoch is not kept", {{"cause", error.what()}});
  }
}

void OrderDesk::obey(const Good& good) {
  if (good.order.kind == playlists::OrderKind::Stop)
    stop(good.order, good.verified.order_kid, good.now);
  else
    announce(good.order, good.verified.order_kid, good.now);
}

// --- after a restart

void OrderDesk::resume(const std::set<playlists::OrderId>& cut) {
  auto lost = cut;
  for (auto& kept : kept_.load()) {
    if (kept.begun || cut.contains(kept.id))
      lost.insert(kept.id);
    else
      waiting_[kept.id] = std::move(kept.dispatch);
  }
  for (const auto& order : lost) lost_by_restart(order);
  take_up();
}

void OrderDesk::take_up() {
  if (waiting_.empty() || !parts_.clock.trusted() || !parts_.documents.placement()) return;
  for (const auto& [order, compact] : std::exchange(waiting_, {})) take_up(order, compact);
  settle();
}

// Whatever epoch it came in: a higher one since then says nothing against what was accepted.
void OrderDesk::take_up(const playlists::OrderId& order, const std::string& compact) {
  const auto good = judge(compact, 0);
  std::optional<Refusal> refusal;
  if (!good)
    refusal = good.refusal();
  else
    refusal = keep_id(good->verified);
  if (!refusal || refusal->reason == Reason::repeated) {
    io::log::info("orders: taken up after a restart", {{"order", order.text()}});
    return obey(*good);
  }
  parts_.documents.count_refusal(DocumentType::order, *refusal);
  over(order, ReceiptStage::Refused, std::string(trust::code(refusal->reason)));
}

void OrderDesk::lost_by_restart(const playlists::OrderId& order) {
  over(order, ReceiptStage::Finished, "interrupted");
}

void OrderDesk::close() {
  settle();
  for (const auto& [order, followed] : std::exchange(followed_, {}))
    if (followed.started) lost_by_restart(order);
  for (const auto& stop : early_stops_.give_up()) answer_stop(stop, Reason::unknown_order);
}

// --- obeying

bool OrderDesk::has_output(const playlists::Order& order) const {
  const auto& outputs = parts_.documents.placement()->profile.outputs;
  return std::any_of(outputs.begin(), outputs.end(), [&](const playlists::Output& output) {
    const bool meant =
        order.outputs.empty() ||
        std::find(order.outputs.begin(), order.outputs.end(), output.kind) != order.outputs.end();
    return meant && playlists::plays_on(order, output.kind);
  });
}

void OrderDesk::announce(const playlists::Order& order, const std::string& signer_kid,
                         playlists::Instant now) {
  if (!parts_.timeline.accept(order, now)) {
    // So many orders have come since that its id was forgotten: live still, or over.
    if (!parts_.timeline.live_order(order.id)) kept_.forget(order.id);
    return;
  }
  io::log::info("orders: received", {{"order", order.id.text()}, {"title", order.title}});
  answer_({order.id, ReceiptStage::Received, {}, {}});
  followed_[order.id] = {signer_kid, std::max(now, playlists::earliest_start(order))};
  parts_.bundles.open(order);
  if (const auto early = early_stops_.take(order.id))
    answer_stop(early->stop, stop_one(order.id, early->kid, now));
}

/// Why the signer may not command this order here, or none.
Reason OrderDesk::right_over(const playlists::Order& order, const std::string& signer_kid,
                             playlists::Instant now) const {
  const auto chain = parts_.documents.chain();
  // Of the order's areas those in our chain matter: here it is that it is played or stopped.
  std::vector<std::string> areas;
  for (const auto& area : order.areas)
    if (std::find(chain.begin(), chain.end(), area.text()) != chain.end())
      areas.push_back(area.text());
  return parts_.documents.verifier().keyring().may(
      signer_kid, DocumentType::order, rank_of(order.item_class), areas, trust::within_chain(chain),
      playlists::to_ms(now));
}

void OrderDesk::stop(const playlists::Order& order, const std::string& signer_kid,
                     playlists::Instant now) {
  answer_({order.id, ReceiptStage::Received, {}, {}});
  unanswered_stops_.insert(order.id);
  bool stopped = false;
  auto verdict = Reason::none;
  for (const auto& id : parts_.timeline.stopped_by(order)) {
    if (!parts_.timeline.live_order(id)) continue;
    const auto reason = stop_one(id, signer_kid, now);
    stopped |= reason == Reason::none;
    if (reason != Reason::none) verdict = reason;
  }
  // The stop may have been faster than what it stops: judged, and answered, when that comes.
  for (const auto& id : order.stops)
    if (!parts_.seen.knows(id.text())) early_stops_.add({id, order.id, signer_kid, order.expires});
  if (stopped)
    answer_stop(order.id, Reason::none);
  else if (verdict != Reason::none || !early_stops_.waits(order.id))
    answer_stop(order.id, verdict);
}

Reason OrderDesk::stop_one(const playlists::OrderId& id, const std::string& signer_kid,
                           playlists::Instant now) {
  const auto reason = right_over(*parts_.timeline.live_order(id), signer_kid, now);
  if (reason != Reason::none) {
    io::log::warning("orders: not entitled to stop", {{"order", id.text()}, {"kid", signer_kid}});
    return reason;
  }
  parts_.timeline.stop(id);
  io::log::info("orders: stopped", {{"order", id.text()}});
  return reason;
}

void OrderDesk::answer_stop(const playlists::OrderId& stop, Reason reason) {
  if (unanswered_stops_.erase(stop) == 0) return;
  if (reason == Reason::none) return answer_({stop, ReceiptStage::Finished, {}, {}});
  answer_({stop, ReceiptStage::Refused, std::string(trust::code(reason)), {}});
}

void OrderDesk::keyring_changed() {
  const auto now = parts_.clock.now();
  for (const auto& [id, followed] : followed_) {
    const auto* order = parts_.timeline.live_order(id);
    if (!order) continue;
    const auto reason = right_over(*order, followed.kid, now);
    if (reason == Reason::none) continue;
    io::log::warning("orders: its signer's right has gone, stopped",
                     {{"order", id.text()}, {"reason", trust::code(reason)}});
    parts_.timeline.stop(id);
  }
}

void OrderDesk::refuse(const Refusal& refusal) {
  parts_.documents.count_refusal(DocumentType::order, refusal);
  const auto id = playlists::OrderId::parse(refusal.order_id);
  if (!id || waiting_.contains(*id) || parts_.seen.knows(id->text())) return;
  const std::string code(trust::code(refusal.reason));
  // One answer for one order and reason, however often somebody sends it.
  if (refused_.size() >= most_remembered) refused_.clear();
  if (!refused_.insert(id->text() + code).second) return;
  answer_({*id, ReceiptStage::Refused, code, {}});
}

// --- following

void OrderDesk::started(const playlists::OrderId& order) {
  const auto found = followed_.find(order);
  if (found == followed_.end() || found->second.started) return;
  found->second.started = true;
  const auto late = parts_.clock.now() - found->second.due;
  answer_({order, ReceiptStage::Started, {}, std::max(late, playlists::Duration{})});
  kept_.begun(order);
}

void OrderDesk::failed(const playlists::OrderId& order) {
  const auto found = followed_.find(order);
  if (found != followed_.end()) found->second.failed = true;
}

void OrderDesk::settle() {
  const auto now = parts_.clock.now();
  for (const auto& stop : early_stops_.in_vain(now)) answer_stop(stop, Reason::unknown_order);
  for (const auto& end : parts_.timeline.settle(now)) {
    const auto found = followed_.extract(end.order);
    const bool failed = found && found.mapped().failed;
    const auto reason = end.reason.empty() && failed ? std::string("interrupted") : end.reason;
    remember_end(end.order, reason);
    parts_.bundles.close(end.order.text());
    if (!found) continue;
    const bool started = end.started || found.mapped().started;
    io::log::info("orders: over",
                  {{"order", end.order.text()}, {"started", started}, {"reason", reason}});
    if (started || reason == "stopped")
      over(end.order, ReceiptStage::Finished, reason);
    else if (failed || reason == "interrupted" || reason.empty())
      over(end.order, ReceiptStage::Refused, std::string(trust::code(Reason::missing_content)));
    else
      over(end.order, ReceiptStage::Refused, reason);
  }
}

/// Answers, and forgets the order after what the answer has posted: its receipt is kept first.
void OrderDesk::over(const playlists::OrderId& order, ReceiptStage stage,
                     const std::string& reason) {
  remember_end(order, reason);
  answer_({order, stage, reason, {}});
  parts_.loop.post([this, order] { kept_.forget(order); });
}

void OrderDesk::remember_end(const playlists::OrderId& order, const std::string& reason) {
  if (ends_.size() >= most_remembered) ends_.erase(ends_.begin());
  ends_[order] = reason;
}

std::optional<std::string> OrderDesk::end_of(const playlists::OrderId& order) const {
  const auto found = ends_.find(order);
  if (found == ends_.end()) return {};
  return found->second;
}

}  // namespace players
