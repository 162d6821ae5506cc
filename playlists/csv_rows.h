// The rows of a CSV as people export it from a spreadsheet (RFC 4180: quotes, doubled quotes, CRLF
// or LF). Knows nothing of what the columns mean. Total, never throws. Confined to its owner.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "playlists/problem.h"

namespace playlists {

/// One row; `line` is where it begins (1-based), for a quoted field may span lines.
struct CsvRow {
  int line = 0;
  std::vector<std::string> fields;
  bool quotes_fit = true;

  /// The field of this column, without blanks around it; "" if there is no such column.
  std::string_view field(std::optional<std::size_t> column) const;
};

/// Reads row after row. A UTF-8 BOM is skipped; fields are divided by commas or, when the first
/// line has a semicolon and no comma outside quotes, by semicolons, as Excel writes them where the
/// comma is the decimal mark (Vietnam).
class CsvRows {
 public:
  /// `text` must outlive this.
  explicit CsvRows(std::string_view text);

  /// The next row that is not an empty line; nothing at the end.
  std::optional<CsvRow> next();

 private:
  CsvRow read_row();
  std::string read_field(bool& quotes_fit);
  std::string read_quoted(bool& quotes_fit);
  bool at_line_end() const;
  bool take(char c);

  std::string_view text_;
  std::size_t at_ = 0;
  int line_ = 1;
  char between_ = ',';
};

/// Where the column `name` stands in the header; nothing if it is missing.
std::optional<std::size_t> csv_column(const CsvRow& header, std::string_view name);
/// `missing_column`, for the header's line.
Problem csv_column_missing(const CsvRow& header, const std::string& name);

/// What is wrong with a row's form: `bad_utf8`, `bad_quotes`, `field_count` (the header has
/// `columns`); empty = nothing.
std::vector<Problem> csv_faults(const CsvRow& row, std::size_t columns);

}  // namespace playlists
