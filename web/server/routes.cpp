#include "web/server/routes.h"

#include <optional>

namespace web {

namespace {

std::vector<std::string_view> segments(std::string_view path) {
  std::vector<std::string_view> list;
  while (!path.empty()) {
    path.remove_prefix(1);  // the slash
    const auto end = std::min(path.find('/'), path.size());
    list.push_back(path.substr(0, end));
    path.remove_prefix(end);
  }
  return list;
}

bool match_segment(std::string_view pattern, std::string_view text, Words& captures) {
  const auto open = pattern.find('{');
  if (open == std::string_view::npos) return pattern == text;
  const auto close = pattern.find('}');
  const auto before = pattern.substr(0, open);
  const auto after = pattern.substr(close + 1);
  if (text.size() <= before.size() + after.size()) return false;
  if (!text.starts_with(before) || !text.ends_with(after)) return false;
  text.remove_prefix(before.size());
  text.remove_suffix(after.size());
  captures[std::string(pattern.substr(open + 1, close - open - 1))] = std::string(text);
  return true;
}

std::optional<Words> match(std::string_view pattern, const std::vector<std::string_view>& path) {
  const auto wanted = segments(pattern);
  if (wanted.size() != path.size()) return {};
  Words captures;
  for (std::size_t i = 0; i < path.size(); ++i) {
    if (!match_segment(wanted[i], path[i], captures)) return {};
  }
  return captures;
}

}  // namespace

void Routes::add(Route route) {
  routes_.push_back(std::move(route));
}

std::vector<std::string> Routes::operations() const {
  std::vector<std::string> list;
  for (const auto& route : routes_) list.push_back(route.method + ' ' + route.pattern);
  return list;
}

Routes::Found Routes::find(std::string_view method, std::string_view path) const {
  if (path.empty() || path.front() != '/') return {};
  const auto wanted = method == "HEAD" ? std::string_view("GET") : method;
  const auto parts = segments(path);
  Found best;
  for (const auto& route : routes_) {
    const auto captures = match(route.pattern, parts);
    if (!captures) continue;
    if (best.allowed.find(route.method) == std::string::npos) {
      best.allowed += (best.allowed.empty() ? "" : ", ") + route.method;
    }
    if (route.method != wanted) continue;
    if (best.route && best.captures.size() <= captures->size()) continue;
    best.route = &route;
    best.captures = *captures;
  }
  return best;
}

}  // namespace web
