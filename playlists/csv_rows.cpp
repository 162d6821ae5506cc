#include "playlists/csv_rows.h"

#include <algorithm>

#include "playlists/utf8.h"

namespace playlists {

namespace {

constexpr std::string_view bom = "\xEF\xBB\xBF";

// What divides the fields, by the first line.
char divider(std::string_view text) {
  bool quoted = false;
  bool semicolon = false;
  for (const char c : text.substr(0, text.find('\n'))) {
    if (c == '"') quoted = !quoted;
    if (c == ',' && !quoted) return ',';
    semicolon = semicolon || (c == ';' && !quoted);
  }
  return semicolon ? ';' : ',';
}

}  // namespace

std::string_view CsvRow::field(std::optional<std::size_t> column) const {
  if (!column || *column >= fields.size()) return {};
  const std::string_view text = fields[*column];
  const auto from = text.find_first_not_of(" \t\r\n");
  if (from == std::string_view::npos) return {};
  return text.substr(from, text.find_last_not_of(" \t\r\n") - from + 1);
}

CsvRows::CsvRows(std::string_view text) : text_(text) {
  if (text_.starts_with(bom)) text_.remove_prefix(bom.size());
  between_ = divider(text_);
}

std::optional<CsvRow> CsvRows::next() {
  while (at_ < text_.size()) {
    CsvRow row = read_row();
    if (row.fields.size() > 1 || !row.fields.front().empty() || !row.quotes_fit) return row;
  }
  return std::nullopt;
}

CsvRow CsvRows::read_row() {
  CsvRow row{line_, {}, true};
  do {
    row.fields.push_back(read_field(row.quotes_fit));
  } while (take(between_));
  take('\r');
  if (take('\n')) ++line_;
  return row;
}

std::string CsvRows::read_field(bool& quotes_fit) {
  if (at_ < text_.size() && text_[at_] == '"') return read_quoted(quotes_fit);
  std::string field;
  while (at_ < text_.size() && text_[at_] != between_ && !at_line_end()) field += text_[at_++];
  if (field.find('"') != std::string::npos) quotes_fit = false;
  return field;
}

std::string CsvRows::read_quoted(bool& quotes_fit) {
  std::string field;
  bool closed = false;
  ++at_;
  while (at_ < text_.size() && !closed) {
    if (take('"')) {
      closed = !take('"');
      if (!closed) field += '"';
      continue;
    }
    if (text_[at_] == '\n') ++line_;
    field += text_[at_++];
  }
  closed = closed && (at_ == text_.size() || text_[at_] == between_ || at_line_end());
  if (closed) return field;
  quotes_fit = false;
  while (at_ < text_.size() && !at_line_end())
    ++at_;  // what follows on the line belongs to the broken field
  return field;
}

// A lone CR is data, as spreadsheets put it inside cells.
bool CsvRows::at_line_end() const {
  return text_[at_] == '\n' ||
         (text_[at_] == '\r' && (at_ + 1 == text_.size() || text_[at_ + 1] == '\n'));
}

bool CsvRows::take(char c) {
  if (at_ == text_.size() || text_[at_] != c) return false;
  ++at_;
  return true;
}

std::optional<std::size_t> csv_column(const CsvRow& header, std::string_view name) {
  const auto found = std::ranges::find(header.fields, name);
  if (found == header.fields.end()) return std::nullopt;
  return static_cast<std::size_t>(found - header.fields.begin());
}

Problem csv_column_missing(const CsvRow& header, const std::string& name) {
  return {header.line, "missing_column", "Dòng tiêu đề thiếu cột " + name + ".",
          "The header lacks the column " + name + "."};
}

std::vector<Problem> csv_faults(const CsvRow& row, std::size_t columns) {
  std::vector<Problem> faults;
  if (!std::ranges::all_of(row.fields, [](const std::string& field) { return is_utf8(field); })) {
    faults.push_back({row.line, "bad_utf8", "Dòng này không phải văn bản UTF-8.",
                      "This line is not UTF-8 text."});
  }
  if (!row.quotes_fit) {
    faults.push_back(
        {row.line, "bad_quotes", "Dấu ngoặc kép không khớp.", "The quotation marks do not match."});
  } else if (row.fields.size() != columns) {
    const std::string found = std::to_string(row.fields.size());
    const std::string wanted = std::to_string(columns);
    faults.push_back({row.line, "field_count",
                      "Dòng có " + found + " cột, tiêu đề có " + wanted + ".",
                      "The line has " + found + " fields, the header " + wanted + "."});
  }
  return faults;
}

}  // namespace playlists
