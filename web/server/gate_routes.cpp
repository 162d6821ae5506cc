#include <charconv>

#include "web/server/answers_json.h"
#include "web/server/asks_json.h"
#include "web/server/query.h"
#include "web/server/routes.h"

namespace web {

namespace {

std::string device_of(api::DeviceGate& gate, const Ask& ask) {
  constexpr std::string_view scheme = "Bearer ";
  const auto header = ask.header("Authorization");
  if (header.starts_with(scheme)) {
    if (auto device = gate.device_of(header.substr(scheme.size()))) return *device;
  }
  throw api::Problem(401, "not_signed_in", "Thiết bị chưa có phiên còn hạn.",
                     "The device has no valid session.");
}

Answer media(api::DeviceGate& gate, const Ask& ask) {
  const auto device = device_of(gate, ask);
  Answer answer = file(gate.media(device, hash_of(ask, "sha256")));
  answer.cache = "public, max-age=31536000, immutable";  // any web cache may stand in front
  return answer;
}

Answer bundle(api::DeviceGate& gate, const Ask& ask) {
  const auto device = device_of(gate, ask);
  const auto& text_index = ask.capture("index");
  std::size_t index = 0;
  const auto* end = text_index.data() + text_index.size();
  const auto [at, error] = std::from_chars(text_index.data(), end, index);
  if (error != std::errc() || at != end) {
    throw api::not_found("Không có đoạn tiếng này.", "There is no such bundle.");
  }
  return text(gate.bundle(device, ask.capture("order"), index), "application/octet-stream");
}

}  // namespace

void add_gate_routes(Routes& routes, api::DeviceGate& gate) {
  routes.add({.method = "GET",
              .pattern = "/v1/ca",
              .serve = [&](const Ask&) { return text(gate.ca_pem(), "application/x-pem-file"); },
              .open = true});
  routes.add({.method = "POST",
              .pattern = "/v1/enrol",
              .serve =
                  [&](const Ask& ask) {
                    return json(text_of(gate.enrol(parse_enrol(ask.body), ask.address)));
                  },
              .body = Body::Json,
              .open = true,
              .max_body = 65536});
  routes.add(
      {.method = "POST",
       .pattern = "/v1/nonce",
       .serve =
           [&](const Ask& ask) { return json(nonce_text(gate.nonce(parse_nonce_ask(ask.body)))); },
       .body = Body::Json,
       .open = true,
       .max_body = 65536});
  routes.add({.method = "POST",
              .pattern = "/v1/session",
              .serve =
                  [&](const Ask& ask) {
                    const auto body = parse_session(ask.body);
                    return json(text_of(gate.session(body.device, body.nonce, body.proof)));
                  },
              .body = Body::Json,
              .open = true,
              .max_body = 65536});
  routes.add({.method = "POST",
              .pattern = "/v1/time",
              .serve =
                  [&](const Ask& ask) {
                    return text(gate.time(parse_time_ask(ask.body)), "application/jose");
                  },
              .body = Body::Json,
              .open = true,
              .max_body = 65536});
  routes.add({.method = "GET",
              .pattern = "/v1/media/{sha256}",
              .serve = [&](const Ask& ask) { return media(gate, ask); },
              .open = true});
  routes.add({.method = "GET",
              .pattern = "/v1/documents/{hash}",
              .serve =
                  [&](const Ask& ask) {
                    const auto device = device_of(gate, ask);
                    return text(gate.document(device, hash_of(ask, "hash")), "application/jose");
                  },
              .open = true});
  routes.add({.method = "GET",
              .pattern = "/v1/bundles/{order}/{index}",
              .serve = [&](const Ask& ask) { return bundle(gate, ask); },
              .open = true});
}

}  // namespace web
