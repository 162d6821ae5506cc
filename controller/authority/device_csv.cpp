#include "controller/authority/device_csv.h"

#include <array>
#include <map>
#include <optional>

#include "playlists/csv_rows.h"

namespace controller {

namespace {

using Column = std::optional<std::size_t>;

struct Columns {
  Column id, name, area, profile, site, site_name, tags, zone;
};

api::Detail detail_of(const playlists::Problem& problem) {
  const bool form = problem.code == "bad_quotes" || problem.code == "field_count";
  return {"", problem.line, form ? "bad_row" : problem.code, problem.vi, problem.en};
}

std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> words;
  while (!text.empty()) {
    const auto from = text.find_first_not_of(" \t\r\n");
    if (from == std::string_view::npos) break;
    text.remove_prefix(from);
    const auto end = std::min(text.find_first_of(" \t\r\n"), text.size());
    words.emplace_back(text.substr(0, end));
    text.remove_prefix(end);
  }
  return words;
}

class Reader {
 public:
  explicit Reader(std::string_view csv) : rows_(csv) {}

  DeviceFile read() {
    const auto header = rows_.next();
    if (!header) {
      file_.problems.push_back({"", 1, "empty_file", "Tệp trống.", "The file is empty."});
      return std::move(file_);
    }
    if (!read_header(*header)) return std::move(file_);
    while (const auto row = rows_.next()) read_row(*row, header->fields.size());
    if (file_.lines.empty() && file_.problems.empty()) {
      file_.problems.push_back(
          {"", 1, "empty_file", "Tệp không có thiết bị nào.", "The file has no devices."});
    }
    return std::move(file_);
  }

 private:
  bool read_header(const playlists::CsvRow& header) {
    const std::array<std::pair<const char*, Column*>, 6> wanted{
        {{"id", &columns_.id},
         {"name", &columns_.name},
         {"area", &columns_.area},
         {"profile", &columns_.profile},
         {"site", &columns_.site},
         {"site_name", &columns_.site_name}}};
    for (const auto& [name, column] : wanted) {
      *column = playlists::csv_column(header, name);
      if (!*column)
        file_.problems.push_back(detail_of(playlists::csv_column_missing(header, name)));
    }
    columns_.tags = playlists::csv_column(header, "tags");
    columns_.zone = playlists::csv_column(header, "zone");
    return file_.problems.empty();
  }

  void read_row(const playlists::CsvRow& row, std::size_t columns) {
    const auto faults = playlists::csv_faults(row, columns);
    for (const auto& fault : faults) file_.problems.push_back(detail_of(fault));
    if (!faults.empty()) return;
    DeviceLine line;
    line.line = row.line;
    line.ask = ask_of(row);
    line.has_tags = columns_.tags.has_value();
    const auto [before, fresh] = line_of_.emplace(line.ask.id, row.line);
    if (fresh) return file_.lines.push_back(std::move(line));
    const std::string first = std::to_string(before->second);
    file_.problems.push_back({"", row.line, "duplicate_id", "Mã này đã có ở dòng " + first + ".",
                              "This id stands in line " + first + " already."});
  }

  api::TokenAsk ask_of(const playlists::CsvRow& row) const {
    api::TokenAsk ask;
    ask.id = row.field(columns_.id);
    ask.name = row.field(columns_.name);
    ask.area = row.field(columns_.area);
    ask.profile = row.field(columns_.profile);
    ask.site = {std::string(row.field(columns_.site)), std::string(row.field(columns_.site_name))};
    if (ask.site.name.empty()) ask.site.name = ask.name;
    ask.tags = words_of(row.field(columns_.tags));
    ask.zone = row.field(columns_.zone);
    return ask;
  }

  playlists::CsvRows rows_;
  Columns columns_;
  std::map<std::string, int> line_of_;
  DeviceFile file_;
};

}  // namespace

DeviceFile parse_device_csv(std::string_view csv) {
  return Reader(csv).read();
}

}  // namespace controller
