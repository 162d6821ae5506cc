#include "players/output/csv_log.h"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <stdexcept>
#include <utility>

namespace players {

namespace {

constexpr std::uint64_t kLongestLine = 4096;

std::string read(const std::filesystem::path& path, std::uint64_t from, std::uint64_t to) {
  std::ifstream file(path, std::ios::binary);
  file.seekg(static_cast<std::streamoff>(from));
  std::string bytes(to - from, '\0');
  file.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  bytes.resize(static_cast<std::size_t>(file.gcount()));
  return bytes;
}

// Where the last line break before `to` ends; `least` if there is none in reach.
std::uint64_t after_last_break(const std::filesystem::path& path, std::uint64_t to,
                               std::uint64_t least) {
  const auto from = to > least + kLongestLine ? to - kLongestLine : least;
  const auto at = read(path, from, to).rfind('\n');
  return at == std::string::npos ? from : from + at + 1;
}

}  // namespace

CsvLog::CsvLog(std::filesystem::path file, std::string_view header)
    : path_(std::move(file)), header_size_(header.size() + 1) {
  file_.emplace(path_);
  if (file_->size() < header_size_) {
    cut(0);
    append(header);
    return;
  }
  if (read(path_, 0, header_size_) != std::string(header) + "\n")
    throw std::runtime_error(
        fmt::format("{} is not ours: it does not begin with '{}'", path_.string(), header));
  cut(after_last_break(path_, file_->size(), header_size_));
}

std::string CsvLog::last_line() const {
  const auto begin = begin_of_last_line();
  return begin == file_->size() ? "" : read(path_, begin, file_->size() - 1);
}

void CsvLog::drop_last_line() {
  cut(begin_of_last_line());
}

std::uint64_t CsvLog::begin_of_last_line() const {
  if (file_->size() <= header_size_) return file_->size();
  return after_last_break(path_, file_->size() - 1, header_size_);
}

void CsvLog::cut(std::uint64_t size) {
  if (size == file_->size()) return;
  file_.reset();
  std::filesystem::resize_file(path_, size);
  file_.emplace(path_);
}

void CsvLog::append(std::string_view line) {
  file_->append(fmt::format("{}\n", line));
}

std::string csv_field(std::string text) {
  std::replace_if(
      text.begin(), text.end(),
      [](char c) { return c == ',' || c == '"' || c == '\n' || c == '\r'; }, '_');
  return text;
}

}  // namespace players
