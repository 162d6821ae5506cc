// Gets accepted orders to their devices: at once on the areas' subjects, the speech a little ahead
// of real time, and again to every device that connects or has not answered, while it may still
// start. Lives on the fleet loop.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "controller/dispatch/order_rows.h"
#include "controller/fleet/fleet.h"
#include "controller/library/announcement_speech.h"
#include "playlists/orders/order.h"
#include "protocols/io/timer.h"

namespace controller {

// What the sender works with; all outlive it.
struct SenderParts {
  protocols::io::EventLoop& loop;
  FleetLink& link;
  const Fleet& fleet;
  const BundleShelf& shelf;
};

class OrderSender {
 public:
  explicit OrderSender(SenderParts parts);
  ~OrderSender();

  // A new order; `devices` are those it addresses.
  void launch(const OrderRow& row, const playlists::Order& order,
              const std::vector<std::string>& devices);
  // One of an earlier life: `silent` devices have not answered. Its bundles are not sent again:
  // devices fetch what they lack.
  void resume(const OrderRow& row, const playlists::Order& order,
              const std::vector<std::string>& silent);
  // No more of it goes out.
  void drop(const std::string& order);
  // The device has said something about the order.
  void answered(const std::string& order, const std::string& device);
  // The device has just connected: what it has not answered goes to it directly.
  void greet(const std::string& device);

 private:
  struct Flight;
  using Flights = std::map<std::string, std::unique_ptr<Flight>>;

  Flight& fly(const OrderRow& row, const playlists::Order& order,
              const std::vector<std::string>& silent);
  void publish_order(const Flight& flight);
  void publish_bundle(Flight& flight);
  void send_bundles(Flight& flight);
  void repeat();
  bool over(const Flight& flight) const;

  const SenderParts parts_;
  Flights flights_;
  protocols::io::Timer repeat_;
};

}  // namespace controller
