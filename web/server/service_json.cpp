#include "web/server/answers_json.h"
#include "web/server/pieces_json.h"

namespace web {

std::string problem_text(const api::Problem& problem, bool english) {
  Json json{{"type", "urn:vang:problem:" + problem.code()},
            {"title", english ? problem.en() : problem.vi()},
            {"status", problem.status()},
            {"code", problem.code()},
            {"vi", problem.vi()},
            {"en", problem.en()}};
  if (!problem.details().empty()) json["errors"] = list_of(problem.details());
  return text_of(json);
}

std::string healthz_text(const api::ServiceState& state) {
  return text_of(Json{{"ok", state.well()}, {"world", state.world}});
}

std::string service_text(const api::ServiceState& state, bool details) {
  Json parts = Json::array();
  for (const auto& part : state.parts) {
    parts.push_back({{"name", part.name}, {"ok", part.ok}, {"detail", details ? part.detail : ""}});
  }
  return text_of(Json{{"version", state.version},
                      {"world", state.world},
                      {"province", state.province},
                      {"now_ms", ms(state.now)},
                      {"parts", parts}});
}

Json json_of(const api::AuditEntry& entry) {
  return {{"seq", entry.seq},   {"at_ms", ms(entry.at)},  {"person", entry.person},
          {"name", entry.name}, {"act", entry.act},       {"object", entry.object},
          {"area", entry.area}, {"detail", entry.detail}, {"address", entry.address}};
}

Json json_of(const api::SignedDocument& document) {
  return {{"hash", document.hash},
          {"typ", document.typ},
          {"kid", document.kid},
          {"jws", document.jws},
          {"kept_ms", ms(document.kept)}};
}

std::string jwk_set_text(const std::vector<api::SignerKey>& keys) {
  Json list = Json::array();
  for (const auto& key : keys) {
    list.push_back({{"kty", "OKP"},
                    {"crv", "Ed25519"},
                    {"x", key.x},
                    {"kid", key.kid},
                    {"alg", "EdDSA"},
                    {"use", "sig"},
                    {"vang_name", key.name},
                    {"vang_use", key.use}});
  }
  return text_of(Json{{"keys", list}});
}

std::string text_of(const api::Page<api::AuditEntry>& page) {
  return page_text(page);
}

std::string text_of(const api::Page<api::SignedDocument>& page) {
  return page_text(page);
}

std::string text_of(const api::EnrolAnswer& answer) {
  return text_of(Json{{"device", answer.device},
                      {"jwt", answer.jwt},
                      {"keyring", answer.keyring},
                      {"placement", answer.placement},
                      {"link", answer.link},
                      {"devices", answer.devices}});
}

std::string text_of(const api::DeviceSession& session) {
  return text_of(Json{{"jwt", session.jwt},
                      {"bearer", session.bearer},
                      {"bearer_until_ms", ms(session.bearer_until)}});
}

std::string nonce_text(const std::string& nonce) {
  return text_of(Json{{"nonce", nonce}});
}

}  // namespace web
