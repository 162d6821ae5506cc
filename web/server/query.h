#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "controller/api/values.h"
#include "web/server/request.h"

// Query parameters and If-Match, read strictly: each throws Problem 422 `invalid` with the pointer
// "?name" (or 428). Thread-safe.
namespace web {

controller::api::PageAsk page_of(const Ask& ask);
bool flag_of(const Ask& ask, std::string_view name);  // absent = false
// One of `allowed`; absent = "".
std::string word_of(const Ask& ask, std::string_view name,
                    const std::vector<std::string_view>& allowed);
std::int64_t number_of(const Ask& ask, std::string_view name, std::int64_t otherwise,
                       std::int64_t max);
controller::api::Instant instant_of(const Ask& ask, std::string_view name);  // absent = epoch
std::string text_of(const Ask& ask, std::string_view name, std::size_t max_bytes = 400);
// The one strong validator of If-Match, without quotes. 428 if_match_missing.
std::string if_match(const Ask& ask);
// 64 hex digits, or 404: nothing has another hash.
const std::string& hash_of(const Ask& ask, std::string_view capture);

}  // namespace web
