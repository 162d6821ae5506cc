#include "web/server/device_server.h"

#include <Poco/Net/HTTPServerRequest.h>
#include <Poco/Net/HTTPServerResponse.h>

#include "web/server/desk.h"
#include "web/server/exchange.h"
#include "web/server/listener.h"

namespace web {

namespace {

Routes gate_routes(controller::api::DeviceGate& gate) {
  Routes routes;
  add_gate_routes(routes, gate);
  return routes;
}

}  // namespace

class DeviceServer::House {
 public:
  House(const ListenSettings& listen, controller::api::DeviceGate& gate)
      : desk_(
            gate_routes(gate), listen.seats, listen.reserved, [](const Route&, Ask&) {},
            [](const Route& route, const Ask& ask) { return route.serve(ask); }),
        listener_("devices", listen, [this](auto& request, auto& response, Connection& connection) {
          serve(request, response, connection);
        }) {}

  std::uint16_t port() const { return listener_.port(); }
  void stop() { listener_.stop(); }

 private:
  void serve(Poco::Net::HTTPServerRequest& request, Poco::Net::HTTPServerResponse& response,
             Connection& connection) {
    Ask ask;
    const auto first = guarded_answer(ask, [&] {
      ask = read_head(request);
      return Answer{};
    });
    if (first.status != 200) return send(request, response, ask, first, connection);
    desk_.serve(request, response, ask, ask.path, connection);
  }

  Desk desk_;
  Listener listener_;  // last: its threads use the desk
};

DeviceServer::DeviceServer(const ListenSettings& listen, controller::api::DeviceGate& gate)
    : house_(std::make_unique<House>(listen, gate)) {}

DeviceServer::~DeviceServer() = default;

std::uint16_t DeviceServer::port() const {
  return house_->port();
}

void DeviceServer::stop() {
  house_->stop();
}

}  // namespace web
