#include "web/server/query.h"

#include <charconv>

#include "controller/api/problem.h"
#include "protocols/io/digest.h"

namespace web {

using controller::api::Problem;

namespace {

Problem bad_parameter(std::string_view name, std::string code, std::string vi, std::string en) {
  return controller::api::invalid(
      {{"?" + std::string(name), 0, std::move(code), std::move(vi), std::move(en)}});
}

}  // namespace

std::int64_t number_of(const Ask& ask, std::string_view name, std::int64_t otherwise,
                       std::int64_t max) {
  if (!ask.has_param(name)) return otherwise;
  const auto text = ask.param(name);
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error == std::errc() && end == text.data() + text.size() && value >= 0 && value <= max) {
    return value;
  }
  throw bad_parameter(name, "out_of_range", "Phải là số nguyên từ 0 đến " + std::to_string(max),
                      "This must be a whole number from 0 to " + std::to_string(max));
}

controller::api::PageAsk page_of(const Ask& ask) {
  controller::api::PageAsk page;
  page.cursor = text_of(ask, "cursor", 500);
  page.limit = static_cast<int>(number_of(ask, "limit", 100, 500));
  if (page.limit > 0) return page;
  throw bad_parameter("limit", "out_of_range", "Phải từ 1 đến 500", "This must be from 1 to 500");
}

bool flag_of(const Ask& ask, std::string_view name) {
  const auto text = ask.param(name);
  if (text == "true" || text == "1") return true;
  if (!ask.has_param(name) || text == "false" || text == "0") return false;
  throw bad_parameter(name, "wrong_type", "Phải là true hoặc false", "This must be true or false");
}

std::string word_of(const Ask& ask, std::string_view name,
                    const std::vector<std::string_view>& allowed) {
  if (!ask.has_param(name)) return {};
  const auto text = ask.param(name);
  std::string list;
  for (const auto one : allowed) {
    if (text == one) return std::string(text);
    list += (list.empty() ? "" : ", ") + std::string(one);
  }
  throw bad_parameter(name, "unknown_word", "Phải là một trong: " + list,
                      "This must be one of: " + list);
}

controller::api::Instant instant_of(const Ask& ask, std::string_view name) {
  return controller::api::Instant{
      controller::api::Millis{number_of(ask, name, 0, 253'402'300'799'999)}};
}

std::string text_of(const Ask& ask, std::string_view name, std::size_t max_bytes) {
  const auto text = ask.param(name);
  if (text.size() <= max_bytes) return std::string(text);
  throw bad_parameter(name, "wrong_length", "Quá dài", "This is too long");
}

std::string if_match(const Ask& ask) {
  const auto text = ask.header("If-Match");
  if (text.empty()) {
    throw Problem(428, "if_match_missing", "Thiếu If-Match: hãy tải lại trước khi sửa.",
                  "If-Match is missing: load it before you change it.");
  }
  if (text.size() > 2 && text.front() == '"' && text.back() == '"') {
    return std::string(text.substr(1, text.size() - 2));
  }
  throw controller::api::changed_meanwhile();  // a weak or malformed validator matches nothing
}

const std::string& hash_of(const Ask& ask, std::string_view capture) {
  const auto& hash = ask.capture(capture);
  if (protocols::io::is_sha256_hex(hash)) return hash;
  throw controller::api::not_found("Không có nội dung này.", "There is nothing with this hash.");
}

}  // namespace web
