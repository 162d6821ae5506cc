#include "controller/dispatch/receipt_desk.h"

#include <utility>

#include "controller/dispatch/device_paper.h"
#include "controller/dispatch/paper_rows.h"
#include "controller/dispatch/receipt_rows.h"
#include "playlists/orders/receipt_json.h"
#include "protocols/io/log.h"
#include "protocols/link/link_messages.h"

namespace controller {

namespace io = protocols::io;
namespace trust = protocols::trust;

namespace {

ReceiptRow row_of(const playlists::Receipt& receipt, io::WallTime now) {
  return {receipt.id.text(),     receipt.order.text(),
          receipt.device.text(), std::string(playlists::receipt_stage_text(receipt.stage)),
          receipt.reason,        io::to_ms(receipt.at),
          receipt.late.count(),  receipt.clock == playlists::ClockState::Trusted,
          io::to_ms(now)};
}

}  // namespace

ReceiptDesk::ReceiptDesk(io::EventLoop& loop, Store& store, const Directory& directory,
                         FleetLink& link, Told told)
    : loop_(loop), store_(store), directory_(directory), link_(link), told_(std::move(told)) {}

void ReceiptDesk::take(const std::string& device, const std::string& jws) {
  const auto paper = judged(directory_.find(device), trust::DocumentType::receipt, jws);
  if (!paper) return;
  const auto receipt = playlists::parse_receipt(paper->payload);
  if (!receipt) {
    io::log::warning("dispatch: receipt not understood",
                     {{"device", device}, {"why", playlists::problems_text(receipt.problems)}});
    return;
  }
  keep(*receipt, jws, paper->hash, paper->kid);
}

void ReceiptDesk::keep(const playlists::Receipt& receipt, const std::string& jws,
                       const std::string& hash, const std::string& kid) {
  const auto now = loop_.clock().wall();
  const ReceiptRow row = row_of(receipt, now);
  const PaperRow paper{0, hash, "vang-receipt", kid, jws, io::to_ms(now)};
  store_.write_then(
      [row, paper](Session& session) {
        const bool fresh = ReceiptRows(session).insert(row);
        if (fresh) PaperRows(session).put(paper);
        return fresh;
      },
      [this, receipt](std::future<bool> done) {
        loop_.post([this, receipt, done = done.share()] {
          try {
            kept(receipt, done.get());
          } catch (const std::exception& failure) {  // not acknowledged: the device repeats it
            io::log::error("dispatch: receipt not kept", {{"why", failure.what()}});
          }
        });
      });
}

void ReceiptDesk::kept(const playlists::Receipt& receipt, bool fresh) {
  protocols::link::Ack ack;
  ack.receipts = {receipt.id.text()};
  link_.send(receipt.device.text(), "ack", protocols::link::ack_to_json(ack));
  if (fresh && told_) told_(receipt);
}

}  // namespace controller
