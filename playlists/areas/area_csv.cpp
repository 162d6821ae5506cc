#include "playlists/areas/area_csv.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <utility>

#include "playlists/utf8.h"

namespace playlists {
namespace {

constexpr std::size_t most_problems = 100;

struct Row {
  int line = 0;
  std::vector<std::string> fields;
  bool quotes_fit = true;
};

// RFC 4180 section 2, one character at a time; knows nothing about areas.
class Rows {
 public:
  explicit Rows(std::string_view text) : text_(text) {}

  // The next row that is not an empty line; nothing at the end.
  std::optional<Row> next() {
    while (at_ < text_.size()) {
      Row row = read_row();
      if (row.fields.size() > 1 || !row.fields.front().empty() || !row.quotes_fit) return row;
    }
    return std::nullopt;
  }

 private:
  Row read_row() {
    Row row{line_, {}, true};
    do {
      row.fields.push_back(read_field(row.quotes_fit));
    } while (take(','));
    take('\r');
    if (take('\n')) ++line_;
    return row;
  }

  std::string read_field(bool& quotes_fit) {
    if (at_ < text_.size() && text_[at_] == '"') return read_quoted(quotes_fit);
    std::string field;
    while (at_ < text_.size() && text_[at_] != ',' && !at_line_end()) field += text_[at_++];
    if (field.find('"') != std::string::npos) quotes_fit = false;
    return field;
  }

  std::string read_quoted(bool& quotes_fit) {
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
    closed = closed && (at_ == text_.size() || text_[at_] == ',' || at_line_end());
    if (closed) return field;
    quotes_fit = false;
    while (at_ < text_.size() && !at_line_end())
      ++at_;  // what follows on the line belongs to the broken field
    return field;
  }

  // A lone CR is data, as spreadsheets put it inside cells.
  bool at_line_end() const {
    return text_[at_] == '\n' ||
           (text_[at_] == '\r' && (at_ + 1 == text_.size() || text_[at_ + 1] == '\n'));
  }

  bool take(char c) {
    if (at_ == text_.size() || text_[at_] != c) return false;
    ++at_;
    return true;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  int line_ = 1;
};

struct Columns {
  std::size_t code = 0, parent = 0, name = 0, level = 0, count = 0;
};

class Reader {
 public:
  Reader(std::string_view text, const AreaTree& known) : rows_(text), known_(known) {}

  Parsed<std::vector<Area>> read() {
    if (read_header()) {
      while (const std::optional<Row> row = rows_.next()) read_area(*row);
      if (areas_.empty() && problems_.empty()) {
        report(1, "empty_file", "Tệp không có địa bàn nào.", "The file has no areas.");
      }
      check_tree();
    }
    if (problems_.empty()) return std::move(areas_);
    std::stable_sort(problems_.begin(), problems_.end(),
                     [](const Problem& a, const Problem& b) { return a.line < b.line; });
    if (problems_.size() > most_problems) cut_problems();
    return std::move(problems_);
  }

 private:
  void report(int line, std::string code, std::string vi, std::string en) {
    problems_.push_back({line, std::move(code), std::move(vi), std::move(en)});
  }

  void cut_problems() {
    const std::string more = std::to_string(problems_.size() - most_problems);
    problems_.resize(most_problems);
    report(0, "too_many_problems", "Còn " + more + " lỗi nữa.", more + " more problems.");
  }

  bool read_header() {
    const std::optional<Row> header = rows_.next();
    if (!header) {
      report(1, "empty_file", "Tệp trống.", "The file is empty.");
      return false;
    }
    columns_.count = header->fields.size();
    const std::array<std::pair<const char*, std::size_t*>, 4> wanted{{{"code", &columns_.code},
                                                                      {"parent", &columns_.parent},
                                                                      {"name", &columns_.name},
                                                                      {"level", &columns_.level}}};
    for (const auto& [name, column] : wanted) {
      const auto found = std::find(header->fields.begin(), header->fields.end(), name);
      *column = static_cast<std::size_t>(found - header->fields.begin());
      if (found != header->fields.end()) continue;
      report(header->line, "missing_column", "Dòng tiêu đề thiếu cột " + std::string{name} + ".",
             "The header lacks the column " + std::string{name} + ".");
    }
    return problems_.empty();
  }

  void read_area(const Row& row) {
    const std::size_t before = problems_.size();
    check_form(row);
    if (problems_.size() > before) return;
    Area area;
    area.code = read_code(row, columns_.code, "bad_code");
    if (!row.fields[columns_.parent].empty())
      area.parent = read_code(row, columns_.parent, "bad_parent");
    area.name = read_word(row, columns_.name, "empty_name", "tên", "name");
    area.level = read_word(row, columns_.level, "empty_level", "cấp", "level");
    if (problems_.size() > before) return;
    areas_.push_back(std::move(area));
    lines_.push_back(row.line);
  }

  void check_form(const Row& row) {
    const bool text = std::all_of(row.fields.begin(), row.fields.end(),
                                  [](const std::string& field) { return is_utf8(field); });
    if (!text) {
      report(row.line, "bad_utf8", "Dòng này không phải văn bản UTF-8.",
             "This line is not UTF-8 text.");
    }
    if (!row.quotes_fit) {
      report(row.line, "bad_quotes", "Dấu ngoặc kép không khớp.",
             "The quotation marks do not match.");
    } else if (row.fields.size() != columns_.count) {
      const std::string found = std::to_string(row.fields.size());
      const std::string wanted = std::to_string(columns_.count);
      report(row.line, "field_count", "Dòng có " + found + " cột, tiêu đề có " + wanted + ".",
             "The line has " + found + " fields, the header " + wanted + ".");
    }
  }

  AreaCode read_code(const Row& row, std::size_t column, const char* problem) {
    const std::optional<AreaCode> code = AreaCode::parse(row.fields[column]);
    if (code) return *code;
    const std::string text = row.fields[column].substr(0, 80);
    const std::string shown = is_utf8(text) ? text : "…";
    report(
        row.line, problem,
        "Mã địa bàn “" + shown + "” không hợp lệ (chữ, số, dấu chấm, gạch nối; 1–40 ký tự).",
        "“" + shown + "” is not an area code (letters, digits, dots, hyphens; 1 to 40 of them).");
    return {};
  }

  std::string read_word(const Row& row, std::size_t column, const char* problem, const char* vi,
                        const char* en) {
    const std::string& word = row.fields[column];
    if (word.find_first_not_of(" \t\r\n") == std::string::npos) {
      report(row.line, problem, std::string{"Thiếu "} + vi + " của địa bàn.",
             std::string{"The area has no "} + en + ".");
    }
    return word;
  }

  // Rows of the file first, so that their positions lead back to lines; then what is known and not
  // replaced.
  void check_tree() {
    std::vector<Area> all = areas_;
    std::vector<AreaCode> mine;
    for (const Area& area : areas_) mine.push_back(area.code);
    std::sort(mine.begin(), mine.end());
    for (const Area& area : known_.areas()) {
      if (!std::binary_search(mine.begin(), mine.end(), area.code)) all.push_back(area);
    }
    for (Problem problem : AreaTree::from(std::move(all)).problems) {
      const auto position = static_cast<std::size_t>(problem.line) - 1;
      problem.line = position < lines_.size() ? lines_[position] : 0;
      problems_.push_back(std::move(problem));
    }
  }

  Rows rows_;
  const AreaTree& known_;
  Columns columns_;
  std::vector<Area> areas_;
  std::vector<int> lines_;
  std::vector<Problem> problems_;
};

}  // namespace

Parsed<std::vector<Area>> parse_area_csv(std::string_view text, const AreaTree& known) {
  constexpr std::string_view bom = "\xEF\xBB\xBF";
  if (text.starts_with(bom)) text.remove_prefix(bom.size());
  return Reader{text, known}.read();
}

}  // namespace playlists
