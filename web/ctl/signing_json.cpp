#include "web/ctl/signing_json.h"

#include "protocols/io/encoding.h"
#include "protocols/trust/jws.h"
#include "protocols/trust/keys.h"
#include "web/ctl/failure.h"

namespace ctl {

Json signed_payload(const Json& prepared, const std::string& typ, const std::string& key_file) {
  const auto payload = protocols::io::from_base64url(prepared.at("payload").get<std::string>());
  if (!payload ||
      protocols::trust::document_hash(*payload) != prepared.at("hash").get<std::string>()) {
    throw Failure(Exit::refused,
                  "Nội dung máy chủ đưa để ký không khớp mã băm của nó; không ký\n"
                  "What the server gave to sign does not have the hash it named; not signed");
  }
  const auto key = protocols::trust::SigningKey::load(key_file);
  return {{"jws", protocols::trust::sign_compact(key, typ, *payload)}};
}

}  // namespace ctl
