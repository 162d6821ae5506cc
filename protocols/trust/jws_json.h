#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace protocols::trust {

/// What we read of a protected header; absent texts are empty. A value.
struct JwsHeader {
  std::string alg;
  std::string typ;
  std::string kid;
  bool critical = false;  ///< has a member `crit`, whatever it holds
};

/// Nothing if it is not a JSON object, or alg, typ or kid is not text. Total.
std::optional<JwsHeader> parse_header(std::string_view json);

}  // namespace protocols::trust
