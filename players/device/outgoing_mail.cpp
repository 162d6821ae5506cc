#include "players/device/outgoing_mail.h"

#include "playlists/orders/play_json.h"
#include "playlists/orders/receipt_json.h"
#include "protocols/io/log.h"

namespace players {

namespace io = protocols::io;
using protocols::trust::DocumentType;

namespace {

constexpr auto look_period = std::chrono::seconds(1);
/// A committed answer takes a store's group commit and two ways; on a bad link seconds.
constexpr auto send_again_after = std::chrono::seconds(10);

}  // namespace

OutgoingMail::OutgoingMail(io::EventLoop& loop, const DeviceIdentity& identity,
                           playlists::DeviceId device, Journal& journal, Publish publish)
    : loop_(loop),
      identity_(identity),
      device_(std::move(device)),
      journal_(journal),
      publish_(std::move(publish)),
      timer_(loop) {
  timer_.every(look_period, [this] { send(); });
}

void OutgoingMail::receipt(playlists::Receipt receipt) {
  receipt.device = device_;
  const auto jws = identity_.sign(DocumentType::receipt, playlists::receipt_to_json(receipt));
  // Sent before it is kept, and kept after what the answer is about: a chime waits for no disk.
  const auto id = receipt.id.text();
  if (publish_("receipt", jws)) sent_receipts_[id] = loop_.clock().steady();
  loop_.post([this, id, jws] { journal_.keep_receipt(id, jws); });
  io::log::info("receipt", {{"order", receipt.order.text()},
                            {"stage", playlists::receipt_stage_text(receipt.stage)},
                            {"reason", receipt.reason},
                            {"late_ms", receipt.late.count()}});
}

void OutgoingMail::acknowledged(const protocols::link::Ack& ack) {
  for (const auto& id : ack.receipts) {
    journal_.acknowledge_receipt(id);
    sent_receipts_.erase(id);
  }
  if (ack.chain.empty()) return;
  journal_.acknowledge(ack.chain, ack.through_seq);
  if (ack.chain == journal_.chain() && ack.through_seq >= plays_through_) plays_through_ = 0;
  send_plays();
}

void OutgoingMail::connected() {
  sent_receipts_.clear();
  plays_through_ = 0;
  send();
}

void OutgoingMail::send() {
  send_receipts();
  send_plays();
}

void OutgoingMail::send_receipts() {
  const auto now = loop_.clock().steady();
  for (const auto& [id, jws] : journal_.receipts()) {
    const auto sent = sent_receipts_.find(id);
    if (sent != sent_receipts_.end() && now - sent->second < send_again_after) continue;
    if (!publish_("receipt", jws)) return;
    sent_receipts_[id] = now;
  }
}

void OutgoingMail::send_plays() {
  const auto now = loop_.clock().steady();
  if (journal_.waiting_count() == 0) return;
  if (plays_through_ > 0 && now - plays_sent_ < send_again_after) return;
  const auto batch = journal_.waiting();
  if (batch.records.empty()) return;
  const auto chain = playlists::ChainId::parse(journal_.chain());
  if (!chain) return;
  const auto payload = playlists::plays_to_json({device_, *chain, batch.records});
  if (!publish_("plays", identity_.sign(DocumentType::plays, payload))) return;
  plays_through_ = batch.through_seq;
  plays_sent_ = now;
}

}  // namespace players
