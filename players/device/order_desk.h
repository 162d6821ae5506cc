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
#include "players/device/held_documents.h"
#include "players/device/trusted_clock.h"
#include "playlists/orders/receipt.h"
#include "playlists/timetable/timeline.h"
#include "protocols/trust/seen_orders.h"

namespace players {

/// Where orders arrive. In this order: verified (dispatch and the person's order in it), its id
/// kept durably, answered with `received`, handed to the timeline; or refused with one reason code,
/// logged, counted and answered with `refused`. A stop is obeyed at once. The desk then follows
/// each order to its end and answers `started` and `finished`.
///
/// Deliveries are at least once: the same order again, over another area's subject or after a
/// reconnect, is `repeated`: logged and counted, but not answered again (unless an earlier
/// run of the program took it and ended: `finished`, interrupted).
/// Not responsible for playing (OutputFollower) or for sending (LinkAgent). Lives on the device
/// loop; take() blocks for the two fdatasync of SeenOrders.
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
    HeldDocuments& documents;
    TrustedClock& clock;
    playlists::Timeline& timeline;
    protocols::trust::SeenOrders& seen;
    BundleShelf& bundles;
    std::filesystem::path epoch_file;
  };
  OrderDesk(Parts parts, std::function<void(const Answer&)> answer);

  /// A dispatch as it came over the link.
  void take(const std::string& compact);
  /// An order's first frame or sample came out.
  void started(const playlists::OrderId& order);
  /// An output could not play it; its end will say interrupted.
  void failed(const playlists::OrderId& order);
  /// Brings orders up to now; answers for those that are over. Call it after every change of the
  /// timeline and at its next change.
  void settle();
  /// The order was playing when the program ended: it is not taken up again, and says so.
  void lost_by_restart(const playlists::OrderId& order);

  /// Why an order that was playing here is over: empty, `stopped`, `expired`, `interrupted`;
  /// nothing while it is not.
  std::optional<std::string> end_of(const playlists::OrderId& order) const;
  std::int64_t epoch() const { return epoch_; }
  /// Something was accepted or stopped: outputs should look at once.
  std::function<void()> on_change;

 private:
  struct Followed {
    playlists::Instant due{};  ///< received or earliest start, whichever is later
    bool started = false;
    bool failed = false;
  };
  std::optional<protocols::trust::Refusal> judge_and_do(const std::string& compact);
  std::optional<protocols::trust::Refusal> announce(const playlists::Order& order,
                                                    playlists::Instant now);
  void stop(const playlists::Order& order, const std::string& signer_kid, playlists::Instant now);
  void stop_one(const playlists::OrderId& id, const std::string& signer_kid,
                playlists::Instant now);
  bool may_stop(const playlists::Order& target, const std::string& signer_kid,
                playlists::Instant now) const;
  bool has_output(const playlists::Order& order) const;
  std::optional<protocols::trust::Refusal> keep_id(const protocols::trust::Verified& verified);
  void raise_epoch(std::int64_t epoch);
  void refuse(const std::string& compact, const protocols::trust::Refusal& refusal);
  void remember_end(const std::string& order, const std::string& reason);

  Parts parts_;
  const std::function<void(const Answer&)> answer_;
  std::map<std::string, Followed> followed_;
  std::map<std::string, std::string> ends_;         ///< of the last orders, by id
  std::set<std::string> refused_;                   ///< order + reason already answered
  std::map<std::string, std::string> early_stops_;  ///< order id -> who stopped it
  std::int64_t epoch_ = 0;
};

/// The id of the order in a dispatch that need not be good, for the answer that it is refused.
std::optional<playlists::OrderId> order_id_in(const std::string& dispatch_compact);

}  // namespace players
