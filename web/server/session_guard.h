#pragma once

#include <string>
#include <string_view>

#include "controller/api/access.h"
#include "web/server/request.h"

namespace web {

struct Route;

// Who asks, and from where: cookie or bearer, Origin and Sec-Fetch-Site, CSRF token. Thread-safe.
class SessionGuard {
 public:
  explicit SessionGuard(controller::api::Access& access) : access_(access) {}

  // Fills ask.session. Throws 401 not_signed_in, 403 foreign_origin, password_change_needed or
  // bad_csrf.
  void admit(const Route& route, Ask& ask) const;
  // The same for a WebSocket: a browser's must show our own Origin. Returns the session's token.
  std::string admit_push(Ask& ask) const;

 private:
  controller::api::Access& access_;
};

// The bearer, else the cookie; empty if there is neither.
std::string_view token_of(const Ask& ask);

}  // namespace web
