#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace protocols::trust {

/// A key file's content. Whoever holds it wipes `d`. A value.
struct SecretJwk {
  std::string x;  ///< as it stands in the file
  std::string d;  ///< the 32 byte seed
};

/// Nothing if it is not an OKP JWK on Ed25519 with x and d. Total.
std::optional<SecretJwk> parse_secret_jwk(std::string_view json);

}  // namespace protocols::trust
