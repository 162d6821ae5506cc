// `api::Orders`: prepares orders, takes signed ones in, tells what became of them. Sending is
// OrderSender's; counting begins with ReceiptDesk.
// Thread-safe; prepare blocks for the speech engine.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "controller/api/orders.h"
#include "controller/authority/signing.h"
#include "controller/dispatch/announcement.h"
#include "controller/dispatch/order_judge.h"
#include "controller/dispatch/order_rows.h"
#include "controller/dispatch/prepared_orders.h"
#include "controller/dispatch/scope.h"
#include "controller/fleet/directory.h"
#include "controller/fleet/fleet.h"
#include "controller/library/preview_shelf.h"
#include "controller/store/store.h"
#include "protocols/io/clock.h"

namespace controller {

// An order that was just stored, on its way to the sender.
struct StoredOrder {
  OrderRow row;
  playlists::Order order;
  std::vector<std::string> devices;
  std::vector<std::string> stopped;  // orders it ended
};

// What the desk works with; all outlive it.
struct OrderDeskParts {
  Store& store;
  const protocols::io::Clock& clock;
  const Signing& signing;
  const KeyringBook& keyring;
  const AreaMap& areas;
  const Rights& rights;
  const Directory& directory;
  Fleet& fleet;
  BundleShelf& shelf;
  PreviewShelf& previews;
  FindMessage find_message;
  ClipFile clip_file;
  Voice voice;
  std::function<void(const StoredOrder&)>
      stored;  // called on the caller's thread, after the commit
};

class OrderDesk final : public api::Orders {
 public:
  explicit OrderDesk(OrderDeskParts parts);

  api::PreparedOrder prepare(const api::Caller& caller, const api::OrderAsk& ask) override;
  api::Scope scope(const api::Caller& caller, const std::string& hash) override;
  api::Picture preview(const api::Caller& caller, const std::string& hash,
                       const std::string& profile) override;
  api::Blob sound(const api::Caller& caller, const std::string& hash) override;
  api::Order send(const api::Caller& caller, const std::string& jws) override;
  api::Page<api::Order> list(const api::Caller& caller, const api::OrderFilter& filter,
                             const api::PageAsk& page) override;
  api::OrderDetail one(const api::Caller& caller, const std::string& id) override;

 private:
  playlists::Instant now() const { return parts_.clock.wall(); }
  std::optional<playlists::Order> sent(const std::string& hash) const;
  playlists::Order audible(const api::Caller& caller, const std::string& hash);
  playlists::Order draft(const api::Caller& caller, const api::OrderAsk& ask);
  api::Scope scope_of(const playlists::Order& order, const std::vector<DevicePointer>& devices);
  std::optional<OrderRow> already_stored(const std::string& jws) const;
  void require_not_given_up(const api::Caller& caller, const playlists::Order& order) const;
  StoredOrder accepted(const api::Caller& caller, const JudgedOrder& judged,
                       const std::string& jws) const;
  bool reaches(const playlists::Order& stop, const playlists::AreaCode& area) const;
  bool covers(const playlists::Order& stop, const playlists::Order& order) const;
  std::vector<std::string> stopped_by(const playlists::Order& stop) const;
  void store(const api::Caller& caller, const StoredOrder& stored) const;
  api::Order shown(const OrderRow& row) const;
  bool touches(const playlists::Order& order, const std::string& area) const;

  const OrderDeskParts parts_;
  const OrderJudge judge_;
  const ScopeFinder scopes_;
  PreparedOrders prepared_;
};

}  // namespace controller
