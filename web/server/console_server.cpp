#include "web/server/console_server.h"

#include <Poco/Exception.h>
#include <Poco/Net/HTTPServerRequest.h>
#include <Poco/Net/HTTPServerResponse.h>
#include <Poco/Net/WebSocket.h>

#include "controller/api/problem.h"
#include "protocols/io/guarded.h"
#include "protocols/io/log.h"
#include "web/server/ca_page.h"
#include "web/server/desk.h"
#include "web/server/exchange.h"
#include "web/server/listener.h"
#include "web/server/push.h"
#include "web/server/repeated_call.h"
#include "web/server/session_guard.h"
#include "web/server/static_files.h"
#include "web/server/tls_identity.h"

namespace web {

namespace api = controller::api;

namespace {

constexpr std::string_view api_root = "/api/v1";

Routes all_routes(const api::Services& services, const protocols::io::Clock& clock,
                  api::TryOn try_on, std::function<void()> certificate_changed) {
  Routes routes;
  add_service_routes(routes, services.service);
  add_certificate_routes(routes, services.certificates, std::move(try_on),
                         std::move(certificate_changed));
  add_access_routes(routes, services.access, clock);
  add_people_routes(routes, services.people);
  add_area_routes(routes, services.areas);
  add_device_routes(routes, services.devices, services.now, clock);
  add_clip_routes(routes, services.clips);
  add_message_routes(routes, services.messages);
  add_programme_routes(routes, services.programmes);
  add_order_routes(routes, services.orders);
  add_history_routes(routes, services.plays, services.audit, services.documents);
  return routes;
}

}  // namespace

class ConsoleServer::House {
 public:
  House(const ListenSettings& listen, std::filesystem::path static_dir,
        const api::Services& services, const protocols::io::Clock& clock)
      : certificates_(services.certificates),
        ca_page_(services.certificates, services.service),
        guard_(services.access),
        files_(std::move(static_dir)),
        push_(services.now, services.access, clock),
        desk_(
            all_routes(services, clock, try_on, [this] { show_certificate(); }), listen.seats,
            listen.reserved, [this](const Route& route, Ask& ask) { guard_.admit(route, ask); },
            [this, &repeats = services.repeats](const Route& route, const Ask& ask) {
              auto answer = route.repeatable ? call_once(repeats, route, ask) : route.serve(ask);
              if (route.ends_sessions) push_.sessions_ended();
              return answer;
            }),
        listener_("console", listen, [this](auto& request, auto& response, Connection& connection) {
          serve(request, response, connection);
        }) {
    show_certificate();
  }

  std::uint16_t port() const { return listener_.port(); }
  void stop() {
    listener_.stop();
    push_.stop();
  }

 private:
  void serve(Poco::Net::HTTPServerRequest& request, Poco::Net::HTTPServerResponse& response,
             Connection& connection) {
    Ask ask;
    const auto first = guarded_answer(ask, [&] {
      ask = read_head(request);
      return Answer{};
    });
    if (first.status != 200) return send(request, response, ask, first, connection);
    if (ask.path == "/healthz") return desk_.serve(request, response, ask, ask.path, connection);
    if (ask.path == "/api/v1/push") return push(request, response, ask, connection);
    if (ask.path.starts_with("/api/")) {
      const auto path = std::string_view(ask.path).substr(
          ask.path.starts_with(std::string(api_root) + '/') ? api_root.size() : 0);
      return desk_.serve(request, response, ask, path, connection);
    }
    const auto answer = guarded_answer(
        ask, [&] { return CaPage::owns(ask.path) ? ca_page_.serve(ask) : page(ask); });
    send(request, response, ask, answer, connection);
  }

  static void try_on(const api::Identity& identity) {
    if (TlsIdentity::can_use(identity.chain_pem, identity.key_pem)) return;
    throw api::invalid({{"/chain_pem", 0, "bad_pem", "Máy chủ không dùng được chứng thư này.",
                         "The server cannot use this certificate."}});
  }

  // What is in use is read where it is set, so that of two changes at once the later one stays.
  void show_certificate() {
    const protocols::io::MutexLock lock(showing_);
    const auto identity = certificates_.identity();
    if (!identity.chain_pem.empty()) listener_.use(identity.chain_pem, identity.key_pem);
  }

  Answer page(const Ask& ask) const {
    if (ask.method == "GET" || ask.method == "HEAD") return files_.serve(ask);
    throw api::Problem(405, "wrong_method", "Địa chỉ này chỉ nhận: GET",
                       "This address takes only: GET");
  }

  void push(Poco::Net::HTTPServerRequest& request, Poco::Net::HTTPServerResponse& response,
            Ask& ask, Connection& connection) {
    std::string token;
    const auto refused = guarded_answer(ask, [&] {
      if (ask.method != "GET" || ask.header("Upgrade").empty()) {
        throw api::Problem(426, "websocket_wanted", "Địa chỉ này chỉ nhận WebSocket.",
                           "This address takes only WebSockets.");
      }
      token = guard_.admit_push(ask);
      return Answer{};
    });
    if (refused.status != 200) return send(request, response, ask, refused, connection);
    try {
      push_.take(std::make_unique<Poco::Net::WebSocket>(request, response), *ask.session,
                 std::move(token));
    } catch (const Poco::Exception& error) {
      protocols::io::log::debug("web: no WebSocket", {{"cause", error.displayText()}});
      send(request, response, ask,
           refusal(ask, {400, "bad_request", "Yêu cầu WebSocket không đúng.",
                         "This is not a proper WebSocket request."}),
           connection);
    }
  }

  api::Certificates& certificates_;
  CaPage ca_page_;
  protocols::io::Mutex showing_;
  SessionGuard guard_;
  StaticFiles files_;
  Push push_;
  Desk desk_;
  Listener listener_;  // last: its threads use all of the above
};

ConsoleServer::ConsoleServer(const ListenSettings& listen, std::filesystem::path static_dir,
                             const api::Services& services, const protocols::io::Clock& clock)
    : house_(std::make_unique<House>(listen, std::move(static_dir), services, clock)) {}

ConsoleServer::~ConsoleServer() = default;

std::uint16_t ConsoleServer::port() const {
  return house_->port();
}

void ConsoleServer::stop() {
  house_->stop();
}

}  // namespace web
