#include "playlists/areas/area_csv.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <utility>

#include "playlists/csv_rows.h"
#include "playlists/utf8.h"

namespace playlists {
namespace {

constexpr std::size_t most_problems = 100;

struct Columns {
  std::size_t code = 0, parent = 0, name = 0, level = 0, count = 0;
};

class Reader {
 public:
  Reader(std::string_view text, const AreaTree& known) : rows_(text), known_(known) {}

  Parsed<std::vector<Area>> read() {
    if (read_header()) {
      while (const std::optional<CsvRow> row = rows_.next()) read_area(*row);
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
    const std::optional<CsvRow> header = rows_.next();
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
      const auto found = csv_column(*header, name);
      if (!found) problems_.push_back(csv_column_missing(*header, name));
      *column = found.value_or(0);
    }
    return problems_.empty();
  }

  void read_area(const CsvRow& row) {
    const std::size_t before = problems_.size();
    for (Problem& fault : csv_faults(row, columns_.count)) problems_.push_back(std::move(fault));
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

  AreaCode read_code(const CsvRow& row, std::size_t column, const char* problem) {
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

  std::string read_word(const CsvRow& row, std::size_t column, const char* problem, const char* vi,
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

  CsvRows rows_;
  const AreaTree& known_;
  Columns columns_;
  std::vector<Area> areas_;
  std::vector<int> lines_;
  std::vector<Problem> problems_;
};

}  // namespace

Parsed<std::vector<Area>> parse_area_csv(std::string_view text, const AreaTree& known) {
  return Reader{text, known}.read();
}

}  // namespace playlists
