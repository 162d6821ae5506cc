#include "web/ctl/changes_json.h"

#include <fmt/core.h>

#include <array>
#include <utility>

namespace ctl {

namespace {

struct Member {
  const char* name;
  const char* vi;
  const char* en;
};

constexpr std::array members{
    Member{"title", "tên", "title"},
    Member{"class", "lớp", "class"},
    Member{"messages", "bản tin", "messages"},
    Member{"cycle", "cả danh sách hay từng bản tin", "all or one at a time"},
    Member{"when", "khi", "when"},
    Member{"repeat", "số lần", "repeat"},
    Member{"volume_db", "âm lượng (dB)", "volume (dB)"},
    Member{"outputs", "đầu ra", "outputs"},
    Member{"where", "nơi phát", "where"},
    Member{"start", "cách bắt đầu", "how it starts"},
    Member{"late_s", "phát muộn tối đa (giây)", "how late (seconds)"},
    Member{"lose", "khi bị ngắt", "when it is cut"},
    Member{"postpone_to", "hoãn đến", "postponed to"},
    Member{"beyond", "được vượt quy định", "rules it may pass"},
    Member{"cut_from", "tách từ mục", "made out of"}};

std::string plain(const Json& value) {
  return value.is_string() ? value.get<std::string>() : value.dump();
}

std::string member(const Json& object, const char* name) {
  const auto found = object.find(name);
  return found == object.end() ? "–" : plain(*found);
}

// "Bản tin sáng (routine)"
std::string named(const Json& entry) {
  return fmt::format("{} ({})", member(entry, "title"), member(entry, "class"));
}

std::string differences(const Json& before, const Json& after) {
  std::string out;
  for (const auto& [name, vi, en] : members) {
    const auto was = member(before, name);
    const auto is = member(after, name);
    if (was != is) out += fmt::format("      {} / {}: {} → {}\n", vi, en, was, is);
  }
  return out;
}

std::string heading(const Json& changes) {
  if (changes.at("version") == 0) {
    return fmt::format("{0}: chưa công bố lần nào, {1} thiết bị / never published, {1} devices\n",
                       member(changes, "area"), member(changes, "devices"));
  }
  return fmt::format("{0}: so với phiên bản {1}, {2} thiết bị / against version {1}, {2} devices\n",
                     member(changes, "area"), member(changes, "version"),
                     member(changes, "devices"));
}

}  // namespace

std::string changes_text(const Json& changes) {
  std::string out = heading(changes);
  for (const auto& entry : changes.at("added")) {
    out += fmt::format("  + thêm / added: {}\n", named(entry));
  }
  for (const auto& change : changes.at("changed")) {
    const auto& after = change.at("after");
    out += fmt::format("  ~ đổi / changed: {}\n", named(after));
    out += differences(change.at("before"), after);
  }
  for (const auto& entry : changes.at("removed")) {
    out += fmt::format("  - bỏ / removed: {}\n", named(entry));
  }
  const bool same =
      changes.at("added").empty() && changes.at("changed").empty() && changes.at("removed").empty();
  if (same) out += "  không mục nào đổi / no entry changes\n";
  out.pop_back();  // who prints it ends the line
  return out;
}

}  // namespace ctl
