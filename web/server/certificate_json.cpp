#include "web/server/answers_json.h"
#include "web/server/asks_json.h"
#include "web/server/fields_json.h"
#include "web/server/pieces_json.h"

namespace web {

api::CertificateAsk parse_certificate_ask(std::string_view body) {
  api::CertificateAsk ask;
  read_object(body, [&](Fields& fields) {
    ask.chain_pem = fields.text("chain_pem", {1, 65'536});
    ask.key_pem = fields.text("key_pem", {1, 16'384});
  });
  return ask;
}

std::string text_of(const api::Certificate& certificate) {
  return text_of(Json{{"own_ca", certificate.own_ca},
                      {"subject", certificate.subject},
                      {"issuer", certificate.issuer},
                      {"names", certificate.names},
                      {"not_before_ms", ms(certificate.not_before)},
                      {"not_after_ms", ms(certificate.not_after)},
                      {"sha256", certificate.sha256},
                      {"ca_sha256", certificate.ca_sha256}});
}

}  // namespace web
