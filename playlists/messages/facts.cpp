#include "playlists/messages/facts.h"

#include <algorithm>
#include <vector>

namespace playlists {
namespace {

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return text;
}

bool is_fact_name(std::string_view name) {
  return !name.empty() && name.size() <= 64 && std::all_of(name.begin(), name.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '_' || c == '-';
  });
}

Problem bad_fact(std::string_view name) {
  const std::string shown = "{{" + std::string{name.substr(0, 64)};
  return {0, "bad_fact", "Chỗ điền “" + shown + "” viết sai: cần {{tên}}.",
          "“" + shown + "” is not a fact: write {{name}}."};
}

Problem unknown_fact(std::string_view name) {
  const std::string shown{name};
  return {0, "unknown_fact", "Chưa có thông tin dùng chung “" + shown + "”.",
          "There is no fact named “" + shown + "”."};
}

}  // namespace

Parsed<std::string> substitute_facts(std::string_view text, const Facts& facts) {
  std::string filled;
  std::vector<Problem> problems;
  while (!text.empty()) {
    const std::size_t open = text.find("{{");
    filled += text.substr(0, open);
    if (open == std::string_view::npos) break;
    text.remove_prefix(open + 2);
    const std::size_t close = text.find("}}");
    if (close == std::string_view::npos) {
      problems.push_back(bad_fact(text.substr(0, text.find('\n'))));
      break;
    }
    const std::string_view name = trimmed(text.substr(0, close));
    const auto fact = facts.find(name);
    if (!is_fact_name(name)) {
      problems.push_back(bad_fact(name));
    } else if (fact == facts.end()) {
      problems.push_back(unknown_fact(name));
    } else {
      filled += fact->second;
    }
    text.remove_prefix(close + 2);
  }
  if (!problems.empty()) return problems;
  return filled;
}

}  // namespace playlists
