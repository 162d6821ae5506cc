#include <cstdint>
#include <string_view>

#include "controller/api/problem.h"
#include "web/server/asks_json.h"
#include "web/server/exchange.h"
#include "web/server/range.h"
#include "web/server/session_cookie.h"

// Every body that strangers and users may send: whatever the bytes, a value or a Problem, never
// anything else.
namespace {

template <typename Parse>
void feed(Parse parse, std::string_view text) {
  try {
    parse(text);
  } catch (const controller::api::Problem& problem) {
    if (problem.status() != 400 && problem.status() != 422) __builtin_trap();
    if (problem.code().empty() || problem.vi().empty() || problem.en().empty()) __builtin_trap();
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  feed(web::parse_sign_in, text);
  feed(web::parse_password_change, text);
  feed(web::parse_certificate_ask, text);
  feed(web::parse_key_ask, text);
  feed(web::parse_person_ask, text);
  feed(web::parse_person_change, text);
  feed(web::parse_token_ask, text);
  feed(web::parse_placement_change, text);
  feed(web::parse_message_ask, text);
  feed(web::parse_order_ask, text);
  feed(web::parse_draft_change, text);
  feed(web::parse_next_ask, text);
  feed(web::parse_signed, text);
  feed(web::parse_push_ask, text);
  feed(web::parse_enrol, text);
  feed(web::parse_nonce_ask, text);
  feed(web::parse_session, text);
  feed(web::parse_time_ask, text);
  web::parse_range(text, 1000);
  web::etag_listed(text, "etag", true);
  web::token_in_cookies(text);
  return 0;
}
