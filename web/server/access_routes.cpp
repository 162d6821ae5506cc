#include "web/server/answers_json.h"
#include "web/server/asks_json.h"
#include "web/server/routes.h"
#include "web/server/session_cookie.h"

namespace web {

namespace {

Answer sign_in(api::Access& access, const protocols::io::Clock& clock, const Ask& ask) {
  const auto body = parse_sign_in(ask.body);
  const auto signed_in = access.sign_in({body.login, body.password, ask.address,
                                         std::string(ask.header("User-Agent").substr(0, 200))});
  Answer answer = json(signed_in_text(signed_in, body.browser), 201);
  if (body.browser) {
    answer.headers.emplace_back("Set-Cookie",
                                session_cookie(signed_in.token, signed_in.until - clock.wall()));
  }
  return answer;
}

Answer sign_out(api::Access& access, const Ask& ask) {
  access.sign_out(ask.caller());
  Answer answer = nothing();
  answer.headers.emplace_back("Set-Cookie", session_cookie("", api::Millis{0}));
  return answer;
}

Answer change_password(api::Access& access, const Ask& ask) {
  const auto body = parse_password_change(ask.body);
  access.change_password(ask.caller(), body.old_password, body.new_password);
  return nothing();
}

Answer me(api::Access& access, const Ask& ask) {
  const bool browser = ask.header("Authorization").empty();
  return json(me_text(access.me(ask.caller()), browser ? ask.session->csrf : ""));
}

}  // namespace

void add_service_routes(Routes& routes, api::Service& service) {
  routes.add({.method = "GET",
              .pattern = "/healthz",
              .serve =
                  [&service](const Ask&) {
                    const auto state = service.state();
                    return json(healthz_text(state), state.well() ? 200 : 503);
                  },
              .open = true,
              .urgent = true});
  routes.add({.method = "GET", .pattern = "/service", .serve = [&service](const Ask& ask) {
                const bool details = ask.caller().role == api::Role::Administrator;
                return json(service_text(service.state(), details));
              }});
}

void add_access_routes(Routes& routes, api::Access& access, const protocols::io::Clock& clock) {
  routes.add({.method = "POST",
              .pattern = "/session",
              .serve = [&](const Ask& ask) { return sign_in(access, clock, ask); },
              .body = Body::Json,
              .open = true,
              .urgent = true});
  routes.add({.method = "DELETE",
              .pattern = "/session",
              .serve = [&](const Ask& ask) { return sign_out(access, ask); },
              .before_own_password = true,
              .ends_sessions = true});
  routes.add({.method = "GET",
              .pattern = "/me",
              .serve = [&](const Ask& ask) { return me(access, ask); },
              .urgent = true,
              .before_own_password = true});
  routes.add({.method = "PUT",
              .pattern = "/me/password",
              .serve = [&](const Ask& ask) { return change_password(access, ask); },
              .body = Body::Json,
              .before_own_password = true,
              .ends_sessions = true});
  routes.add({.method = "GET", .pattern = "/me/sessions", .serve = [&](const Ask& ask) {
                return json(text_of(access.open_sessions(ask.caller())));
              }});
  routes.add({.method = "DELETE",
              .pattern = "/me/sessions/{id}",
              .serve =
                  [&](const Ask& ask) {
                    access.end_session(ask.caller(), ask.capture("id"));
                    return nothing();
                  },
              .ends_sessions = true});
  routes.add({.method = "POST",
              .pattern = "/me/keys",
              .serve =
                  [&](const Ask& ask) {
                    const auto key = access.enrol_key(ask.caller(), parse_key_ask(ask.body));
                    return json(text_of(key), 201);
                  },
              .body = Body::Json});
  routes.add({.method = "DELETE", .pattern = "/me/keys/{kid}", .serve = [&](const Ask& ask) {
                access.revoke_key(ask.caller(), ask.capture("kid"));
                return nothing();
              }});
}

}  // namespace web
