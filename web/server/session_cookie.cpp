#include "web/server/session_cookie.h"

#include <algorithm>

namespace web {

namespace {
constexpr std::string_view name = "vang_session=";
}

std::string session_cookie(std::string_view token, std::chrono::milliseconds lasts) {
  const auto seconds = std::max<std::int64_t>(0, lasts.count() / 1000);
  return std::string(name) + std::string(token) +
         "; Path=/; HttpOnly; Secure; SameSite=Strict; Max-Age=" + std::to_string(seconds);
}

std::string_view token_in_cookies(std::string_view header) {
  while (!header.empty()) {
    const auto end = std::min(header.find(';'), header.size());
    auto one = header.substr(0, end);
    header.remove_prefix(std::min(end + 1, header.size()));
    while (!one.empty() && one.front() == ' ') one.remove_prefix(1);
    if (one.starts_with(name)) return one.substr(name.size());
  }
  return {};
}

}  // namespace web
