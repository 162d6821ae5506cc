#include "web/server/session_guard.h"

#include "controller/api/problem.h"
#include "web/server/routes.h"
#include "web/server/session_cookie.h"

namespace web {

using controller::api::Problem;

namespace {

constexpr std::string_view bearer = "Bearer ";

bool by_bearer(const Ask& ask) {
  return ask.header("Authorization").starts_with(bearer);
}

bool changes_something(const Ask& ask) {
  return ask.method != "GET" && ask.method != "HEAD";
}

Problem foreign_origin() {
  return {403, "foreign_origin", "Yêu cầu đến từ một trang web khác.",
          "The request comes from another website."};
}

// Compares every byte, so that the time taken says nothing.
bool same_secret(std::string_view a, std::string_view b) {
  if (a.size() != b.size()) return false;
  unsigned difference = 0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    difference |= static_cast<unsigned char>(a[i]) ^ static_cast<unsigned char>(b[i]);
  }
  return difference == 0;
}

void check_origin(const Ask& ask) {
  const auto origin = ask.header("Origin");
  if (!origin.empty() && origin != "https://" + std::string(ask.header("Host"))) {
    throw foreign_origin();
  }
  const auto site = ask.header("Sec-Fetch-Site");
  if (!site.empty() && site != "same-origin" && site != "none") throw foreign_origin();
}

void check_own_password(const Ask& ask) {
  if (!ask.session->must_change_password) return;
  throw Problem(403, "password_change_needed", "Hãy đổi mật khẩu ban đầu trước khi dùng tiếp.",
                "Change the first password before anything else.");
}

}  // namespace

std::string_view token_of(const Ask& ask) {
  if (by_bearer(ask)) return ask.header("Authorization").substr(bearer.size());
  return token_in_cookies(ask.header("Cookie"));
}

void SessionGuard::admit(const Route& route, Ask& ask) const {
  check_origin(ask);
  if (route.open) return;
  const auto token = token_of(ask);
  if (!token.empty()) ask.session = access_.session(token, ask.address);
  if (!ask.session) throw controller::api::not_signed_in();
  if (!route.before_own_password) check_own_password(ask);
  if (by_bearer(ask) || !changes_something(ask)) return;
  if (same_secret(ask.header("X-CSRF-Token"), ask.session->csrf)) return;
  throw Problem(403, "bad_csrf", "Thiếu hoặc sai X-CSRF-Token; hãy tải lại trang.",
                "X-CSRF-Token is missing or wrong; reload the page.");
}

std::string SessionGuard::admit_push(Ask& ask) const {
  check_origin(ask);
  if (!by_bearer(ask) && ask.header("Origin").empty()) throw foreign_origin();
  const auto token = token_of(ask);
  if (!token.empty()) ask.session = access_.session(token, ask.address);
  if (!ask.session) throw controller::api::not_signed_in();
  check_own_password(ask);
  return std::string(token);
}

}  // namespace web
