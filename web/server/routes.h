#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "controller/api/services.h"
#include "protocols/io/clock.h"
#include "web/server/request.h"

namespace web {

enum class Body { None, Json, Csv, Upload };

// One line of the contract. `pattern` has {name} for one path segment, or a part of one
// ("{profile}.png").
struct Route {
  std::string method;
  std::string pattern;
  std::function<Answer(const Ask&)> serve;
  Body body = Body::None;
  bool open = false;                 // no session needed
  bool urgent = false;               // may use the reserved seats
  bool before_own_password = false;  // also for who has yet to change a first password
  bool ends_sessions = false;        // may have; the push sockets are looked at afterwards
  // Of an urgent route: what only its body tells to be slow, so that it may not have a reserved
  // seat.
  std::function<bool(const Ask&)> slow = {};
  bool repeatable = false;  // needs an Idempotency-Key
  std::size_t max_body = 1U << 20;
};

// A table of routes. Immutable once it is filled.
class Routes {
 public:
  void add(Route route);
  struct Found {
    const Route* route = nullptr;  // nullptr: none
    Words captures;
    std::string allowed;  // methods that this path knows, for 405; empty = unknown path
  };
  // HEAD is served as GET. A literal segment wins over a capture.
  Found find(std::string_view method, std::string_view path) const;
  // "GET /areas/{code}" of every route.
  std::vector<std::string> operations() const;

 private:
  std::vector<Route> routes_;
};

// Each adds one part of web/openapi.yaml, paths below /api/v1. What is given must outlive the
// table.
void add_service_routes(Routes& routes, controller::api::Service& service);
// `try_on` says whether the listener can show one; `changed` is called after the certificate is
// another. Both on the caller's thread.
void add_certificate_routes(Routes& routes, controller::api::Certificates& certificates,
                            controller::api::TryOn try_on, std::function<void()> changed);
void add_access_routes(Routes& routes, controller::api::Access& access,
                       const protocols::io::Clock& clock);
void add_people_routes(Routes& routes, controller::api::People& people);
void add_area_routes(Routes& routes, controller::api::Areas& areas);
void add_device_routes(Routes& routes, controller::api::Devices& devices, controller::api::Now& now,
                       const protocols::io::Clock& clock);
void add_clip_routes(Routes& routes, controller::api::Clips& clips);
void add_message_routes(Routes& routes, controller::api::Messages& messages);
void add_programme_routes(Routes& routes, controller::api::Programmes& programmes);
void add_order_routes(Routes& routes, controller::api::Orders& orders);
void add_history_routes(Routes& routes, controller::api::Plays& plays,
                        controller::api::Audit& audit, controller::api::Documents& documents);

// The devices' door.
void add_gate_routes(Routes& routes, controller::api::DeviceGate& gate);

}  // namespace web
