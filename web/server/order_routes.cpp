#include "web/server/answers_json.h"
#include "web/server/asks_json.h"
#include "web/server/query.h"
#include "web/server/routes.h"

namespace web {

namespace {

Answer plays_list(api::Plays& plays, const Ask& ask) {
  api::PlayFilter filter;
  filter.device = text_of(ask, "device");
  filter.area = text_of(ask, "area");
  filter.item = text_of(ask, "item");
  filter.message = text_of(ask, "message");
  filter.from = instant_of(ask, "from_ms");
  filter.until = instant_of(ask, "until_ms");
  return json(text_of(plays.list(ask.caller(), filter, page_of(ask))));
}

Answer audit_list(api::Audit& audit, const Ask& ask) {
  api::AuditFilter filter;
  filter.person = text_of(ask, "person");
  filter.act = text_of(ask, "act");
  filter.from = instant_of(ask, "from_ms");
  filter.until = instant_of(ask, "until_ms");
  return json(text_of(audit.list(ask.caller(), filter, page_of(ask))));
}

}  // namespace

void add_order_routes(Routes& routes, api::Orders& orders) {
  routes.add({.method = "GET",
              .pattern = "/orders",
              .serve =
                  [&](const Ask& ask) {
                    const api::OrderFilter filter{text_of(ask, "area"), flag_of(ask, "open")};
                    return json(text_of(orders.list(ask.caller(), filter, page_of(ask))));
                  },
              .urgent = true});
  routes.add({.method = "POST",
              .pattern = "/orders",
              .serve =
                  [&](const Ask& ask) {
                    const auto jws = parse_signed(ask.body);
                    return json(text_of(orders.send(ask.caller(), jws)), 201);
                  },
              .body = Body::Json,
              .urgent = true,
              .repeatable = true});
  // Preparing an announcement speaks and draws for seconds: it takes no reserved seat. Preparing a
  // stop is quick, and may.
  routes.add({.method = "POST",
              .pattern = "/orders/prepare",
              .serve =
                  [&](const Ask& ask) {
                    const auto order = parse_order_ask(ask.body);
                    return json(text_of(orders.prepare(ask.caller(), order)));
                  },
              .body = Body::Json,
              .urgent = true,
              .slow = [](const Ask& ask) { return parse_order_ask(ask.body).kind != "stop"; }});
  routes.add({.method = "GET", .pattern = "/orders/{id}", .serve = [&](const Ask& ask) {
                return json(text_of(orders.one(ask.caller(), ask.capture("id"))));
              }});
  routes.add({.method = "GET", .pattern = "/orders/{hash}/scope", .serve = [&](const Ask& ask) {
                return json(text_of(orders.scope(ask.caller(), hash_of(ask, "hash"))));
              }});
  routes.add({.method = "GET",
              .pattern = "/orders/{hash}/preview/{profile}.png",
              .serve = [&](const Ask& ask) {
                return picture(
                    orders.preview(ask.caller(), hash_of(ask, "hash"), ask.capture("profile")));
              }});
  routes.add({.method = "GET",
              .pattern = "/orders/{hash}/preview/sound.wav",
              .serve = [&](const Ask& ask) {
                return file(orders.sound(ask.caller(), hash_of(ask, "hash")));
              }});
}

void add_history_routes(Routes& routes, api::Plays& plays, api::Audit& audit,
                        api::Documents& documents) {
  routes.add({.method = "GET", .pattern = "/plays", .serve = [&](const Ask& ask) {
                return plays_list(plays, ask);
              }});
  routes.add({.method = "GET", .pattern = "/audit", .serve = [&](const Ask& ask) {
                return audit_list(audit, ask);
              }});
  routes.add({.method = "GET", .pattern = "/documents", .serve = [&](const Ask& ask) {
                const auto typ = text_of(ask, "typ");
                return json(text_of(documents.list(ask.caller(), typ, page_of(ask))));
              }});
  routes.add({.method = "GET", .pattern = "/documents/keys.json", .serve = [&](const Ask& ask) {
                return text(jwk_set_text(documents.keys(ask.caller())), "application/jwk-set+json");
              }});
}

}  // namespace web
