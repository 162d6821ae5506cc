#include "playlists/fields_json.h"

#include <algorithm>
#include <cmath>

namespace playlists {
namespace {

// Counts brackets outside strings: a parser's own limits come too late for a text of a million
// brackets.
bool too_deep(std::string_view text) {
  int depth = 0;
  bool in_string = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (in_string && c == '\\') {
      ++i;
    } else if (c == '"') {
      in_string = !in_string;
    } else if (!in_string && (c == '{' || c == '[')) {
      if (++depth > deepest_json) return true;
    } else if (!in_string && (c == '}' || c == ']')) {
      --depth;
    }
  }
  return false;
}

std::string range_text(std::int64_t least, std::int64_t most) {
  return std::to_string(least) + " … " + std::to_string(most);
}

}  // namespace

Fields::Fields(const ReadJson& object, std::string path, std::vector<Problem>& problems)
    : object_(&object), path_(std::move(path)), problems_(problems) {
  if (!object.is_object()) {
    const std::string name = path_.empty() ? path_ : path_.substr(0, path_.size() - 1);
    problems_.push_back(
        {0, "wrong_type", name + ": phải là một đối tượng JSON.", name + ": must be an object."});
    static const ReadJson nothing = ReadJson::object();
    object_ = &nothing;
  }
}

bool Fields::has(const char* name) const {
  const auto found = object_->find(name);
  return found != object_->end() && !found->is_null();
}

void Fields::refuse(const char* name, const char* code, const std::string& vi,
                    const std::string& en) {
  problems_.push_back({0, code, path_ + name + ": " + vi + ".", path_ + name + ": " + en + "."});
}

void Fields::missing(const char* name) {
  refuse(name, "missing", "còn thiếu", "is missing");
}
void Fields::require(const char* name) {
  if (!has(name)) missing(name);
}

void Fields::wrong_type(const char* name, const char* vi, const char* en) {
  refuse(name, "wrong_type", std::string{"phải là "} + vi, std::string{"must be "} + en);
}

void Fields::bad_value(const char* name, const std::string& written) {
  if (object_->contains(name) && !problems_.empty() &&
      problems_.back().en.starts_with(path_ + name + ":"))
    return;
  const std::string shown = written.size() <= 80 ? written : "…";
  refuse(name, "bad_value", "giá trị “" + shown + "” không hợp lệ",
         "“" + shown + "” is not a valid value");
}

const ReadJson* Fields::member(const char* name) {
  if (!has(name)) {
    missing(name);
    return nullptr;
  }
  return &object_->at(name);
}

std::int64_t Fields::checked_integer(const char* name, const ReadJson& value, std::int64_t least,
                                     std::int64_t most) {
  if (!value.is_number_integer()) {
    wrong_type(name, "số nguyên", "an integer");
    return least;
  }
  const bool huge = value.is_number_unsigned() &&
                    value.get<std::uint64_t>() >
                        static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
  const std::int64_t number =
      huge ? std::numeric_limits<std::int64_t>::max() : value.get<std::int64_t>();
  if (huge || number < least || number > most) {
    const std::string range = range_text(least, most);
    refuse(name, "out_of_range", "phải trong khoảng " + range, "must be " + range);
    return least;
  }
  return number;
}

std::int64_t Fields::integer(const char* name, std::int64_t least, std::int64_t most) {
  const ReadJson* value = member(name);
  return value == nullptr ? least : checked_integer(name, *value, least, most);
}

std::int64_t Fields::integer_or(const char* name, std::int64_t fallback, std::int64_t least,
                                std::int64_t most) {
  return has(name) ? checked_integer(name, object_->at(name), least, most) : fallback;
}

double Fields::number_or(const char* name, double fallback, double least, double most) {
  const std::optional<double> number = maybe_number(name);
  if (!number) return fallback;
  if (*number >= least && *number <= most) return *number;
  const std::string range = range_text(std::lround(least), std::lround(most));
  refuse(name, "out_of_range", "phải trong khoảng " + range, "must be " + range);
  return fallback;
}

std::optional<double> Fields::maybe_number(const char* name) {
  if (!has(name)) return std::nullopt;
  const ReadJson& value = object_->at(name);
  if (value.is_number()) {
    const double number = value.get<double>();
    if (std::isfinite(number)) return number;
  }
  wrong_type(name, "số", "a number");
  return std::nullopt;
}

bool Fields::boolean_or(const char* name, bool fallback) {
  if (!has(name)) return fallback;
  const ReadJson& value = object_->at(name);
  if (value.is_boolean()) return value.get<bool>();
  wrong_type(name, "true hoặc false", "true or false");
  return fallback;
}

std::string Fields::checked_text(const char* name, const ReadJson& value, std::size_t most_bytes) {
  if (!value.is_string()) {
    wrong_type(name, "chuỗi ký tự", "a string");
    return {};
  }
  const std::string& text = value.get_ref<const std::string&>();
  if (text.size() <= most_bytes) return text;
  const std::string most = std::to_string(most_bytes);
  refuse(name, "too_long", "dài quá " + most + " byte", "is longer than " + most + " bytes");
  return {};
}

std::string Fields::text(const char* name, std::size_t most_bytes) {
  const ReadJson* value = member(name);
  return value == nullptr ? std::string{} : checked_text(name, *value, most_bytes);
}

std::string Fields::text_or_empty(const char* name, std::size_t most_bytes) {
  return has(name) ? checked_text(name, object_->at(name), most_bytes) : std::string{};
}

const ReadJson* Fields::array(const char* name, std::size_t most) {
  if (!has(name)) return nullptr;
  const ReadJson& value = object_->at(name);
  if (!value.is_array()) {
    wrong_type(name, "một danh sách", "a list");
    return nullptr;
  }
  if (value.size() <= most) return &value;
  const std::string limit = std::to_string(most);
  refuse(name, "too_long", "có hơn " + limit + " phần tử", "has more than " + limit + " elements");
  return nullptr;
}

std::vector<std::string> Fields::texts_or_empty(const char* name, std::size_t most,
                                                std::size_t most_bytes) {
  std::vector<std::string> texts;
  const ReadJson* list = array(name, most);
  if (list == nullptr) return texts;
  for (const ReadJson& value : *list) texts.push_back(checked_text(name, value, most_bytes));
  return texts;
}

Instant Fields::instant(const char* name) {
  return instant_from_ms(integer(name, 0, max_instant_ms));
}

Instant Fields::instant_or_zero(const char* name) {
  return instant_from_ms(integer_or(name, 0, 0, max_instant_ms));
}

Instant Fields::open_instant(const char* name) {
  const Instant instant = instant_or_zero(name);
  return instant == Instant{} ? open_end : instant;
}

Duration Fields::duration(const char* name, std::int64_t least_ms, std::int64_t most_ms) {
  return Duration{integer(name, least_ms, most_ms)};
}

std::optional<ReadJson> read_object(std::string_view text, std::vector<Problem>& problems) {
  if (text.size() > largest_json) {
    problems.push_back({0, "too_long", "Văn bản JSON quá dài.", "The JSON text is too long."});
    return std::nullopt;
  }
  if (too_deep(text)) {
    problems.push_back({0, "not_json", "JSON lồng quá sâu.", "The JSON is nested too deeply."});
    return std::nullopt;
  }
  ReadJson json = ReadJson::parse(text, nullptr, false);
  if (json.is_discarded()) {
    problems.push_back(
        {0, "not_json", "Không phải JSON (UTF-8) hợp lệ.", "Not valid JSON in UTF-8."});
    return std::nullopt;
  }
  if (json.is_object()) return json;
  problems.push_back({0, "wrong_type", "Phải là một đối tượng JSON.", "Must be a JSON object."});
  return std::nullopt;
}

std::string json_text(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::int64_t open_ms(Instant until) {
  return until == open_end ? 0 : to_ms(until);
}

}  // namespace playlists
