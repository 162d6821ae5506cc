#pragma once

#include <chrono>
#include <string>
#include <string_view>

namespace web {

// Set-Cookie for the browser's session: HttpOnly, Secure, SameSite=Strict. An empty token takes it
// away.
std::string session_cookie(std::string_view token, std::chrono::milliseconds lasts);

// The token in a Cookie header; empty if there is none.
std::string_view token_in_cookies(std::string_view header);

}  // namespace web
