#include "protocols/link/subjects.h"

#include <algorithm>
#include <vector>

namespace protocols::link {

namespace {

std::string with_replaced(std::string_view text, char from, char to) {
  std::string out(text);
  std::replace(out.begin(), out.end(), from, to);
  return out;
}

std::string joined(std::string_view first, std::string_view second, std::string_view third) {
  std::string out(first);
  return out.append(second).append(".").append(third);
}

std::vector<std::string_view> tokens_of(std::string_view subject) {
  std::vector<std::string_view> tokens;
  std::size_t start = 0;
  while (true) {
    const std::size_t dot = subject.find('.', start);
    tokens.push_back(subject.substr(start, dot - start));
    if (dot == std::string_view::npos) return tokens;
    start = dot + 1;
  }
}

bool any_empty(const std::vector<std::string_view>& tokens) {
  return std::any_of(tokens.begin(), tokens.end(), [](auto token) { return token.empty(); });
}

Subject device_side(const std::vector<std::string_view>& tokens) {
  if (tokens.size() == 4) {
    return {SubjectKind::DeviceDown, std::string(tokens[2]), {}, std::string(tokens[3])};
  }
  if (tokens.size() == 5 && tokens[3] == "up") {
    return {SubjectKind::DeviceUp, std::string(tokens[2]), {}, std::string(tokens[4])};
  }
  return {};
}

Subject area_side(const std::vector<std::string_view>& tokens) {
  if (tokens.size() == 4) {
    return {SubjectKind::Area, {}, area_code(tokens[2]), std::string(tokens[3])};
  }
  if (tokens.size() == 5 && tokens[3] == "bundle") {
    return {SubjectKind::AreaBundle, {}, area_code(tokens[2]), std::string(tokens[4])};
  }
  return {};
}

}  // namespace

std::string area_token(std::string_view code) {
  return with_replaced(code, '.', '_');
}
std::string area_code(std::string_view token) {
  return with_replaced(token, '_', '.');
}

std::string device_subject(std::string_view device, std::string_view leaf) {
  return joined("v1.d.", device, leaf);
}

std::string up_subject(std::string_view device, std::string_view leaf) {
  return joined("v1.d.", std::string(device) + ".up", leaf);
}

std::string area_subject(std::string_view code, std::string_view leaf) {
  return joined("v1.a.", area_token(code), leaf);
}

std::string area_order_subject(std::string_view code) {
  return area_subject(code, "order");
}
std::string area_hello_subject(std::string_view code) {
  return area_subject(code, "hello");
}

std::string area_bundle_subject(std::string_view code, std::string_view order_id) {
  return area_subject(code, "bundle.") + std::string(order_id);
}

std::string device_down_subscription(std::string_view device) {
  return device_subject(device, "*");
}

std::string area_subscription(std::string_view code) {
  return area_subject(code, ">");
}
std::string controller_subscription() {
  return "v1.d.*.up.>";
}

std::string device_inbox_prefix(std::string_view device) {
  return device_subject(device, "inbox");
}

Subject parse_subject(std::string_view subject) {
  const auto tokens = tokens_of(subject);
  if (tokens.size() < 4 || tokens[0] != "v1" || any_empty(tokens)) return {};
  if (tokens[1] == "d") return device_side(tokens);
  if (tokens[1] == "a") return area_side(tokens);
  return {};
}

}  // namespace protocols::link
