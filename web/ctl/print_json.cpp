#include "web/ctl/print_json.h"

#include <fmt/chrono.h>
#include <fmt/core.h>

#include <algorithm>
#include <chrono>

#include "protocols/io/durable_file.h"

namespace ctl {

namespace {

constexpr std::chrono::hours zone_offset{7};
constexpr std::size_t widest = 64;  // a hash

// Columns on the screen: code points that are not combining marks.
std::size_t columns_of(const std::string& text) {
  std::size_t count = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    const bool starts = (byte & 0xC0U) != 0x80U;
    const bool mark = byte == 0xCC || byte == 0xCD;
    if (starts && !mark) ++count;
  }
  return count;
}

std::string padded(const std::string& text, std::size_t width) {
  const auto columns = columns_of(text);
  return columns >= width ? text : text + std::string(width - columns, ' ');
}

}  // namespace

std::string time_text(std::int64_t ms) {
  if (ms == 0) return "–";
  const auto at = std::chrono::sys_seconds(std::chrono::seconds(ms / 1000)) + zone_offset;
  return fmt::format("{:%Y-%m-%d %H:%M:%S}", at);
}

std::string cell(const Json& row, const std::string& pointer) {
  const Json::json_pointer where(pointer);
  if (!row.contains(where)) return "";
  const Json& value = row.at(where);
  if (value.is_string()) return value.get<std::string>();
  const bool length = pointer.ends_with("duration_ms") || pointer.ends_with("late_ms");
  if (pointer.ends_with("_ms") && !length && value.is_number_integer()) {
    return time_text(value.get<std::int64_t>());
  }
  if (value.is_number_float()) return fmt::format("{:.1f}", value.get<double>());
  return value.is_null() ? "" : value.dump();
}

void print_list(const Session& session, const Json& answer, const std::vector<Column>& columns) {
  if (session.as_json()) {
    fmt::print("{}\n", answer.dump());
    return;
  }
  const Json& rows =
      answer.is_array() ? answer : answer.at(answer.contains("items") ? "items" : "devices");
  std::vector<std::size_t> widths;
  for (const auto& column : columns) {
    std::size_t width = columns_of(column.heading);
    for (const auto& row : rows)
      width = std::max(width, std::min(widest, columns_of(cell(row, column.pointer))));
    widths.push_back(width);
  }
  for (std::size_t i = 0; i < columns.size(); ++i)
    fmt::print("{}  ", padded(columns[i].heading, widths[i]));
  fmt::print("\n");
  for (const auto& row : rows) {
    for (std::size_t i = 0; i < columns.size(); ++i) {
      fmt::print("{}  ", padded(cell(row, columns[i].pointer), widths[i]));
    }
    fmt::print("\n");
  }
  if (answer.is_object() && !answer.value("next", "").empty()) {
    fmt::print("(còn nữa / more: --cursor {})\n", answer["next"].get<std::string>());
  }
}

void print_one(const Session& session, const Json& answer, const std::string& line) {
  fmt::print("{}\n", session.as_json() ? answer.dump() : line);
}

void keep_file(const Session& session, const std::string& file, const std::string& bytes) {
  protocols::io::write_durably(file, bytes);
  print_one(session, Json{{"file", file}, {"bytes", bytes.size()}},
            fmt::format("{0}: {1} byte / bytes", file, bytes.size()));
}

std::string import_line(const Json& report) {
  return fmt::format(
      "{0} dòng: {1} mới, {2} đổi, {3} như cũ / {0} rows: {1} added, {2} changed, {3} unchanged",
      report.at("rows").dump(), report.at("added").dump(), report.at("changed").dump(),
      report.at("unchanged").dump());
}

}  // namespace ctl
