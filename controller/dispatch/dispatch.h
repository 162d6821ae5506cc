// Orders from a person's signature to every device's answer, and plays from the devices to the
// store. Made of small desks; this joins them, to each other and to the fleet. Made and destroyed
// on the fleet loop; orders(), plays() and bundle() are thread-safe.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <string>

#include "controller/dispatch/order_desk.h"
#include "controller/dispatch/order_sender.h"
#include "controller/dispatch/play_desk.h"
#include "controller/dispatch/play_list.h"
#include "controller/dispatch/receipt_desk.h"
#include "protocols/io/timer.h"

namespace controller {

// What dispatch is made of; all outlive it.
struct DispatchParts {
  protocols::io::EventLoop& loop;  // the fleet loop
  Store& store;
  const Signing& signing;
  const KeyringBook& keyring;
  const AreaMap& areas;
  const Rights& rights;
  const Directory& directory;
  FleetLink& link;
  Fleet& fleet;
  BundleShelf& shelf;
  PreviewShelf& previews;
  FindMessage find_message;
  ClipFile clip_file;
  Voice voice;
};

class Dispatch {
 public:
  // Takes up the orders of earlier lives; call FleetLink::open() after it.
  explicit Dispatch(DispatchParts parts);
  ~Dispatch();
  Dispatch(const Dispatch&) = delete;
  Dispatch& operator=(const Dispatch&) = delete;

  api::Orders& orders() { return orders_; }
  api::Plays& plays() { return play_list_; }

  // One bundle of an order's speech, for GET /v1/bundles/{order}/{index}; nullopt if there is none.
  std::optional<std::string> bundle(const std::string& order, std::size_t index) const;

 private:
  OrderDeskParts desk_parts();
  void take_up();
  void stored(const StoredOrder& stored);
  void answered(const playlists::Receipt& receipt);
  void tell_progress();
  void tell_progress_of(const OrderRow& row);

  const DispatchParts parts_;
  OrderSender sender_;
  ReceiptDesk receipts_;
  PlayDesk plays_;
  PlayList play_list_;
  OrderDesk orders_;
  std::set<std::string> progressed_;  // orders whose counts changed since the last telling
  protocols::io::Timer progress_;
};

}  // namespace controller
