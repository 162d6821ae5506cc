#include "web/server/desk.h"

#include <Poco/Net/HTTPServerRequest.h>
#include <Poco/Net/HTTPServerResponse.h>

#include "protocols/io/log.h"
#include "protocols/io/storage_error.h"
#include "web/server/answers_json.h"
#include "web/server/exchange.h"

namespace web {

using controller::api::Problem;
using namespace std::chrono_literals;

namespace {

Problem wrong_media(const char* wanted) {
  return {415, "wrong_media_type", std::string("Cần Content-Type: ") + wanted,
          std::string("Content-Type must be ") + wanted};
}

void check_media(const Route& route, const Ask& ask) {
  const auto media = ask.header("Content-Type");
  if (route.body == Body::Json && !media.starts_with("application/json")) {
    throw wrong_media("application/json");
  }
  if (route.body == Body::Csv && !media.starts_with("text/csv")) throw wrong_media("text/csv");
}

bool prefers_english(const Ask& ask) {
  const auto wanted = ask.header("Accept-Language");
  const auto english = wanted.find("en");
  return english != std::string_view::npos && wanted.find("vi") > english;
}

Problem busy() {
  return controller::api::unavailable("busy", "Máy chủ đang bận, hãy thử lại sau ít giây.",
                                      "The server is busy; try again in a few seconds.", 2s);
}

class Seat {
 public:
  Seat(Seats& seats, bool urgent) : seats_(seats), taken_(seats.take(urgent)) {}
  Seat(const Seat&) = delete;
  Seat& operator=(const Seat&) = delete;
  ~Seat() {
    if (taken_) seats_.leave();
  }
  bool taken() const { return taken_; }

 private:
  Seats& seats_;
  bool taken_;
};

}  // namespace

Answer refusal(const Ask& ask, const Problem& problem) {
  Answer answer;
  answer.status = problem.status();
  answer.media = "application/problem+json";
  answer.body = problem_text(problem, prefers_english(ask));
  if (problem.retry_after.count() > 0) {
    answer.headers.emplace_back("Retry-After", std::to_string(problem.retry_after.count()));
  }
  if (problem.status() == 401) answer.headers.emplace_back("WWW-Authenticate", "Bearer");
  return answer;
}

Answer guarded_answer(const Ask& ask, const std::function<Answer()>& make) try {
  return make();
} catch (const Problem& problem) {
  return refusal(ask, problem);
} catch (const protocols::io::StorageFull& error) {
  protocols::io::log::error("web: no space left", {{"path", ask.path}, {"cause", error.what()}});
  return refusal(ask, {507, "no_space", "Máy chủ hết chỗ chứa; việc này chưa được ghi.",
                       "The server's disk is full; this was not recorded."});
} catch (const std::exception& error) {
  protocols::io::log::error("web: a request failed",
                            {{"method", ask.method}, {"path", ask.path}, {"cause", error.what()}});
  return refusal(ask, {500, "internal", "Máy chủ gặp lỗi; việc này đã được ghi vào nhật ký.",
                       "The server failed; the log of vangd says why."});
}

Desk::Desk(Routes routes, unsigned seats, unsigned reserved, Guard guard, Call call)
    : routes_(std::move(routes)),
      seats_(seats, reserved),
      guard_(std::move(guard)),
      call_(std::move(call)) {}

Answer Desk::no_route(const Ask& ask, const std::string& allowed) {
  if (allowed.empty()) {
    return refusal(
        ask, controller::api::not_found("Không có địa chỉ này.", "There is no such address."));
  }
  auto answer = refusal(ask, {405, "wrong_method", "Địa chỉ này chỉ nhận: " + allowed,
                              "This address takes only: " + allowed});
  answer.headers.emplace_back("Allow", allowed);
  return answer;
}

Answer Desk::answer(Poco::Net::HTTPServerRequest& request, const Route& route, Ask& ask,
                    Connection& connection) const {
  guard_(route, ask);
  check_media(route, ask);
  if (route.body == Body::Upload) {
    offer_upload(request, ask, route.max_body, connection);
  } else {
    read_body(request, ask, route.body == Body::None ? 0 : route.max_body, connection);
  }
  check_seat(route, ask);
  return call_(route, ask);
}

void Desk::check_seat(const Route& route, const Ask& ask) const {
  if (route.slow && route.slow(ask) && !seats_.spared()) throw busy();
}

void Desk::serve(Poco::Net::HTTPServerRequest& request, Poco::Net::HTTPServerResponse& response,
                 Ask& ask, std::string_view path, Connection& connection) {
  auto found = routes_.find(ask.method, path);
  if (!found.route) {
    return send(request, response, ask, no_route(ask, found.allowed), connection);
  }
  const Route* route = found.route;
  ask.captures = std::move(found.captures);
  const Seat seat(seats_, route->urgent);
  const auto result = guarded_answer(ask, [&] {
    if (!seat.taken()) throw busy();
    return answer(request, *route, ask, connection);
  });
  send(request, response, ask, result, connection);
}

}  // namespace web
