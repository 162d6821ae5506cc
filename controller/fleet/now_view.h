// `api::Now`: every device as it says it is, and those who look on. Keeps no state of devices
// itself: it asks the fleet, and passes on what changed to the watches whose area it is. Lives on
// the fleet loop; the api functions are called from anywhere and go through the loop, so the loop
// must be running.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "controller/api/now.h"
#include "controller/fleet/directory.h"
#include "protocols/io/event_loop.h"

namespace controller {

// What NowView asks of the fleet, on the loop.
class FleetStates {
 public:
  virtual ~FleetStates() = default;
  virtual api::DeviceNow now_of(const KnownDevice& device) = 0;
  virtual api::DeviceState state_of(const KnownDevice& device) = 0;
  virtual api::Picture picture_of(const std::string& device) = 0;
  // Somebody looks: take a lease if the device is connected.
  virtual void look(const std::string& device, bool picture, bool level) = 0;
};

class NowView final : public api::Now {
 public:
  NowView(protocols::io::EventLoop& loop, const Directory& directory, FleetStates& fleet);

  std::vector<api::DeviceNow> snapshot(const api::Caller& caller, const std::string& area) override;
  std::vector<api::DeviceNow> of(const api::Caller& caller,
                                 const std::vector<std::string>& devices) override;
  std::vector<std::string> in_state(const api::Caller& caller, api::DeviceState state,
                                    const std::string& area) override;
  api::StateCounts states(const api::Caller& caller, const std::string& area) override;
  api::DeviceNow one(const api::Caller& caller, const std::string& device) override;
  api::Picture picture(const api::Caller& caller, const std::string& device) override;
  std::unique_ptr<api::Watch> watch(const api::Caller& caller, const api::WatchAsk& ask,
                                    api::NowListener& listener) override;

  // On the loop: what the fleet and dispatch tell.
  void changed(const KnownDevice& device);
  void level(const KnownDevice& device, const api::LevelNow& level);
  void picture(const KnownDevice& device, const api::Picture& picture);
  // `areas`: every area of every device the order addresses, so that whoever sees one sees the
  // order.
  void order(const api::OrderProgress& progress, const std::set<std::string>& areas);
  // Renews the leases of all watches.
  void renew_leases();

 private:
  struct Look {
    std::string caller_area;  // empty = everywhere
    api::WatchAsk ask;
    api::NowListener* listener = nullptr;
    bool sees(const KnownDevice& device) const;
  };
  class Ticket;
  using TellLook = std::function<void(api::NowListener&)>;

  DevicePointer visible(const api::Caller& caller, const std::string& device) const;
  void take_leases(const Look& look);
  void stop_looking(std::uint64_t number);
  void tell(const KnownDevice& device, const TellLook& call);

  protocols::io::EventLoop& loop_;
  const Directory& directory_;
  FleetStates& fleet_;
  std::map<std::uint64_t, Look> looks_;
  std::uint64_t next_look_ = 1;
};

// The root of what the caller may see; empty = everywhere.
std::string area_seen_by(const api::Caller& caller);

}  // namespace controller
