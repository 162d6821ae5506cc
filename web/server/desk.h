#pragma once

#include <functional>
#include <string_view>

#include "web/server/listener.h"
#include "web/server/request.h"
#include "web/server/routes.h"

namespace web {

// Serves a table of routes: finds the route, takes a seat, asks the guard, reads the body, calls,
// answers. Every refusal and failure becomes a problem (RFC 9457). Thread-safe.
class Desk {
 public:
  // Says who asks (fills ask.session) or throws Problem. Before the body is read.
  using Guard = std::function<void(const Route&, Ask&)>;
  // Calls the route; may replay a kept answer instead.
  using Call = std::function<Answer(const Route&, const Ask&)>;

  Desk(Routes routes, unsigned seats, unsigned reserved, Guard guard, Call call);

  // `path` is what the table knows (without /api/v1). The seat is held until the answer is sent.
  void serve(Poco::Net::HTTPServerRequest& request, Poco::Net::HTTPServerResponse& response,
             Ask& ask, std::string_view path, Connection& connection);

 private:
  static Answer no_route(const Ask& ask, const std::string& allowed);
  Answer answer(Poco::Net::HTTPServerRequest& request, const Route& route, Ask& ask,
                Connection& connection) const;
  void check_seat(const Route& route, const Ask& ask) const;

  Routes routes_;
  Seats seats_;
  Guard guard_;
  Call call_;
};

// A problem as an answer, in the language the request prefers.
Answer refusal(const Ask& ask, const controller::api::Problem& problem);

// Runs `make` and turns whatever it throws into a refusal; what is not a Problem is logged and told
// as 500 internal (507 no_space when the disk is full).
Answer guarded_answer(const Ask& ask, const std::function<Answer()>& make);

}  // namespace web
