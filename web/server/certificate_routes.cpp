#include "web/server/answers_json.h"
#include "web/server/asks_json.h"
#include "web/server/routes.h"

namespace web {

void add_certificate_routes(Routes& routes, api::Certificates& certificates, api::TryOn try_on,
                            std::function<void()> changed) {
  routes.add({.method = "GET", .pattern = "/service/certificate", .serve = [&](const Ask& ask) {
                return json(text_of(certificates.show(ask.caller())));
              }});
  routes.add({.method = "PUT",
              .pattern = "/service/certificate",
              .serve =
                  [&certificates, try_on = std::move(try_on), changed](const Ask& ask) {
                    const auto now =
                        certificates.use(ask.caller(), parse_certificate_ask(ask.body), try_on);
                    changed();
                    return json(text_of(now));
                  },
              .body = Body::Json});
  routes.add({.method = "DELETE",
              .pattern = "/service/certificate",
              .serve = [&certificates, changed](const Ask& ask) {
                const auto now = certificates.drop(ask.caller());
                changed();
                return json(text_of(now));
              }});
}

}  // namespace web
