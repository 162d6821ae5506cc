#include "players/device/order_desk.h"

#include <algorithm>
#include <cstdlib>

#include "playlists/orders/dispatch_json.h"
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

std::optional<playlists::OrderId> order_id_in(const std::string& dispatch_compact) {
  const auto outer = trust::parse_compact(dispatch_compact);
  if (!outer) return {};
  const auto dispatch = playlists::parse_dispatch(outer->payload);
  if (!dispatch) return {};
  const auto inner = trust::parse_compact(dispatch->order);
  if (!inner) return {};
  const auto order = playlists::parse_order(inner->payload);
  if (!order) return {};
  return order->id;
}

OrderDesk::OrderDesk(Parts parts, std::function<void(const Answer&)> answer)
    : parts_(std::move(parts)), answer_(std::move(answer)) {
  if (const auto text = io::read_if_present(parts_.epoch_file))
    epoch_ = std::strtoll(text->c_str(), nullptr, 10);
}

void OrderDesk::take(const std::string& compact) {
  if (const auto refusal = judge_and_do(compact)) refuse(compact, *refusal);
  settle();
  if (on_change) on_change();
}

std::optional<Refusal> OrderDesk::judge_and_do(const std::string& compact) {
  auto expectation = parts_.documents.expectation(DocumentType::dispatch);
  expectation.epoch_floor = epoch_;
  const auto verified = parts_.documents.verifier().verify(compact, expectation);
  if (!verified) return verified.refusal();
  const auto order = playlists::parse_order(verified->order_payload);
  if (!order) return Refusal{Reason::bad_payload, playlists::problems_text(order.problems)};
  const auto now = parts_.clock.trusted_now();
  const auto& placement = parts_.documents.placement();
  if (!now) return Refusal{Reason::no_trusted_time, {}};
  if (!placement || !playlists::addresses(*order, *placement, *now))
    return Refusal{Reason::not_addressed, {}};
  if (auto refusal = keep_id(*verified)) return refusal;
  raise_epoch(verified->epoch);
  if (order->kind != playlists::OrderKind::Stop) return announce(*order, *now);
  stop(*order, verified->order_kid, *now);
  return {};
}

std::optional<Refusal> OrderDesk::keep_id(const trust::Verified& verified) {
  const auto now_ms = playlists::to_ms(parts_.clock.now());
  try {
    const auto result = parts_.seen.remember(verified.order_id, verified.order_until_ms, now_ms);
    if (result == trust::SeenOrders::Result::fresh) return {};
    return Refusal{Reason::repeated, verified.order_id};
  } catch (const io::StorageError& error) {
    return Refusal{Reason::storage, error.what()};
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

bool OrderDesk::has_output(const playlists::Order& order) const {
  const auto& outputs = parts_.documents.placement()->profile.outputs;
  return std::any_of(outputs.begin(), outputs.end(), [&](const playlists::Output& output) {
    const bool meant =
        order.outputs.empty() ||
        std::find(order.outputs.begin(), order.outputs.end(), output.kind) != order.outputs.end();
    return meant && playlists::plays_on(order, output.kind);
  });
}

std::optional<Refusal> OrderDesk::announce(const playlists::Order& order, playlists::Instant now) {
  if (!has_output(order)) return Refusal{Reason::no_output, {}};
  if (!parts_.timeline.accept(order, now)) return Refusal{Reason::expired, "over already"};
  const auto id = order.id.text();
  io::log::info("orders: received", {{"order", id}, {"title", order.title}});
  answer_({order.id, ReceiptStage::Received, {}, {}});
  followed_[id] = {std::max(now, playlists::earliest_start(order)), false, false};
  parts_.bundles.open(order);
  if (const auto early = early_stops_.extract(id)) stop_one(order.id, early.mapped(), now);
  return {};
}

bool OrderDesk::may_stop(const playlists::Order& target, const std::string& signer_kid,
                         playlists::Instant now) const {
  const auto chain = parts_.documents.chain();
  // Of the target's areas those in our chain matter: here it is that it would be stopped.
  std::vector<std::string> areas;
  for (const auto& area : target.areas)
    if (std::find(chain.begin(), chain.end(), area.text()) != chain.end())
      areas.push_back(area.text());
  return parts_.documents.verifier().keyring().may(
             signer_kid, DocumentType::order, rank_of(target.item_class), areas,
             trust::within_chain(chain), playlists::to_ms(now)) == Reason::none;
}

void OrderDesk::stop(const playlists::Order& order, const std::string& signer_kid,
                     playlists::Instant now) {
  answer_({order.id, ReceiptStage::Received, {}, {}});
  for (const auto& id : parts_.timeline.stopped_by(order)) stop_one(id, signer_kid, now);
  // The stop may have been faster than what it stops: judged when that comes.
  for (const auto& id : order.stops)
    if (!parts_.timeline.live_order(id) && early_stops_.size() < most_remembered)
      early_stops_[id.text()] = signer_kid;
  answer_({order.id, ReceiptStage::Finished, {}, {}});
}

void OrderDesk::stop_one(const playlists::OrderId& id, const std::string& signer_kid,
                         playlists::Instant now) {
  const auto* target = parts_.timeline.live_order(id);
  if (!target) return;
  if (!may_stop(*target, signer_kid, now)) {
    io::log::warning("orders: not entitled to stop", {{"order", id.text()}, {"kid", signer_kid}});
    return;
  }
  parts_.timeline.stop(id, now);
  io::log::info("orders: stopped", {{"order", id.text()}});
}

void OrderDesk::refuse(const std::string& compact, const Refusal& refusal) {
  parts_.documents.count_refusal(DocumentType::order, refusal);
  const auto id = order_id_in(compact);
  if (!id) return;
  if (refusal.reason == Reason::repeated) {
    // Deliveries are at least once: no news. But an order whose id an earlier run of the program
    // kept and which is sent once more was never answered: it was cut by that run's end.
    const bool known = followed_.contains(id->text()) || ends_.contains(id->text());
    if (!known) lost_by_restart(*id);
    return;
  }
  const std::string code(trust::code(refusal.reason));
  // One answer for one order and reason, however often somebody sends it.
  if (refused_.size() >= most_remembered) refused_.clear();
  if (!refused_.insert(id->text() + code).second) return;
  answer_({*id, ReceiptStage::Refused, code, {}});
}

void OrderDesk::started(const playlists::OrderId& order) {
  const auto found = followed_.find(order.text());
  if (found == followed_.end() || found->second.started) return;
  found->second.started = true;
  const auto late = parts_.clock.now() - found->second.due;
  answer_({order, ReceiptStage::Started, {}, std::max(late, playlists::Duration{})});
}

void OrderDesk::failed(const playlists::OrderId& order) {
  const auto found = followed_.find(order.text());
  if (found != followed_.end()) found->second.failed = true;
}

void OrderDesk::settle() {
  for (const auto& end : parts_.timeline.settle(parts_.clock.now())) {
    const auto id = end.order.text();
    const auto found = followed_.find(id);
    const bool failed = found != followed_.end() && found->second.failed;
    const auto reason = end.reason.empty() && failed ? std::string("interrupted") : end.reason;
    remember_end(id, reason);
    parts_.bundles.close(id);
    if (found == followed_.end()) continue;
    const bool started = end.started || found->second.started;
    followed_.erase(found);
    io::log::info("orders: over", {{"order", id}, {"started", started}, {"reason", reason}});
    if (started || reason == "stopped")
      answer_({end.order, ReceiptStage::Finished, reason, {}});
    else if (failed || reason == "interrupted" || reason.empty())
      answer_({end.order,
               ReceiptStage::Refused,
               std::string(trust::code(Reason::missing_content)),
               {}});
    else
      answer_({end.order, ReceiptStage::Refused, reason, {}});
  }
}

void OrderDesk::lost_by_restart(const playlists::OrderId& order) {
  remember_end(order.text(), "interrupted");
  answer_({order, ReceiptStage::Finished, "interrupted", {}});
}

void OrderDesk::remember_end(const std::string& order, const std::string& reason) {
  if (ends_.size() >= most_remembered) ends_.erase(ends_.begin());
  ends_[order] = reason;
}

std::optional<std::string> OrderDesk::end_of(const playlists::OrderId& order) const {
  const auto found = ends_.find(order.text());
  if (found == ends_.end()) return {};
  return found->second;
}

}  // namespace players
