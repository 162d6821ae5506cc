#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "players/device/bundle_shelf.h"
#include "players/device/early_stops.h"
#include "players/device/held_documents.h"
#include "players/device/kept_orders.h"
#include "players/device/trusted_clock.h"
#include "playlists/orders/receipt.h"
#include "playlists/timetable/timeline.h"
#include "protocols/io/event_loop.h"
#include "protocols/trust/seen_orders.h"

namespace players {

/// Where orders arrive. In this order: verified (dispatch and the person's order in it), kept as it
/// came (KeptOrders), its id kept durably (SeenOrders), handed to the timeline and answered with
/// `received`; or refused with one reason code, logged, counted and answered with `refused`. A stop
/// is obeyed at once and then `finished`; one that was faster than its order when that comes, or
/// `refused` (unknown_order) when it expires before. The desk follows each order to its end and
/// answers `started` and `finished`.
///
/// A restart forgets no order: what waited is verified again and taken up, and answered with
/// `received` once more; what had begun is over, `finished` (interrupted): people decide.
///
/// What nobody entitled signed is not answered. Deliveries are at least once: a copy of an order
/// that was taken, over another area's subject, after a reconnect or by somebody who recorded it,
/// is logged and counted, and never answered: its receipts say what became of it.
/// Not responsible for playing (OutputFollower) or for sending (LinkAgent). Lives on the device
/// loop; take() blocks for one durable file and the two fdatasync of SeenOrders.
class OrderDesk {
 public:
  /// A receipt to be signed and kept; `late` only for started.
  struct Answer {
    playlists::OrderId order;
    playlists::ReceiptStage stage = playlists::ReceiptStage::Unknown;
    std::string reason;
    playlists::Duration late{};
  };
  struct Parts {
    protocols::io::EventLoop& loop;
    HeldDocuments& documents;
    TrustedClock& clock;
    playlists::Timeline& timeline;
    protocols::trust::SeenOrders& seen;
    BundleShelf& bundles;
    std::filesystem::path epoch_file;
    std::filesystem::path orders_folder;
  };
  OrderDesk(Parts parts, std::function<void(const Answer&)> answer);

  /// Answers for what the end of the last run cut (`cut` = what the journal found open) and takes
  /// up what waited then. Once, at the start, with the documents loaded.
  void resume(const std::set<playlists::OrderId>& cut);
  /// Takes up what waited before the restart, once there is trusted time and a placement. Call it
  /// when either comes.
  void take_up();
  /// A dispatch as it came over the link.
  void take(const std::string& compact);
  /// An order's first frame or sample came out.
  void started(const playlists::OrderId& order);
  /// An output could not play it; its end will say interrupted.
  void failed(const playlists::OrderId& order);
  /// Another keyring is in force: what somebody ordered whose right has gone is stopped, as by a
  /// stop. Look after it.
  void keyring_changed();
  /// Brings orders up to now; answers for those that are over. Call it after every change of the
  /// timeline and at its next change.
  void settle();
  /// The program ends in good order: what has begun and is not over says so; what waits is left to
  /// the next start. The answers' posted work has to run before the loop stops.
  void close();

  /// Why an order that was playing here is over: empty, `stopped`, `expired`, `interrupted`;
  /// nothing while it is not.
  std::optional<std::string> end_of(const playlists::OrderId& order) const;
  std::int64_t epoch() const { return epoch_; }
  /// Something was accepted or stopped: outputs should look at once.
  std::function<void()> on_change;

 private:
  /// A dispatch of which the verifier and this device have nothing to say against.
  struct Good {
    protocols::trust::Verified verified;
    playlists::Order order;
    playlists::Instant now{};
  };
  struct Followed {
    std::string kid;           ///< of the person who signed it
    playlists::Instant due{};  ///< received or earliest start, whichever is later
    bool started = false;
    bool failed = false;
  };
  protocols::trust::Checked<Good> judge(const std::string& compact, std::int64_t epoch_floor) const;
  std::optional<protocols::trust::Refusal> circumstances(const playlists::Order& order) const;
  std::optional<protocols::trust::Refusal> keep(const Good& good, const std::string& compact);
  void take_up(const playlists::OrderId& order, const std::string& compact);
  void obey(const Good& good);
  void announce(const playlists::Order& order, const std::string& signer_kid,
                playlists::Instant now);
  void stop(const playlists::Order& order, const std::string& signer_kid, playlists::Instant now);
  protocols::trust::Reason stop_one(const playlists::OrderId& id, const std::string& signer_kid,
                                    playlists::Instant now);
  void answer_stop(const playlists::OrderId& stop, protocols::trust::Reason reason);
  protocols::trust::Reason right_over(const playlists::Order& order, const std::string& signer_kid,
                                      playlists::Instant now) const;
  bool has_output(const playlists::Order& order) const;
  std::optional<protocols::trust::Refusal> keep_id(const protocols::trust::Verified& verified);
  void raise_epoch(std::int64_t epoch);
  void refuse(const protocols::trust::Refusal& refusal);
  void lost_by_restart(const playlists::OrderId& order);
  void over(const playlists::OrderId& order, playlists::ReceiptStage stage,
            const std::string& reason);
  void remember_end(const playlists::OrderId& order, const std::string& reason);

  Parts parts_;
  const std::function<void(const Answer&)> answer_;
  const KeptOrders kept_;
  std::map<playlists::OrderId, std::string> waiting_;  ///< of an earlier run, not taken up yet
  std::map<playlists::OrderId, Followed> followed_;
  std::map<playlists::OrderId, std::string> ends_;  ///< of the last orders
  std::set<std::string> refused_;                   ///< order + reason already answered
  EarlyStops early_stops_;
  std::set<playlists::OrderId> unanswered_stops_;  ///< received, and not finished or refused
  std::int64_t epoch_ = 0;
};

}  // namespace players
