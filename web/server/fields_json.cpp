#include "web/server/fields_json.h"

#include <cmath>

#include "protocols/trust/strict_json.h"

namespace web {

using controller::api::Detail;
using controller::api::Problem;

namespace {

constexpr std::size_t max_problems = 50;
constexpr int max_depth = 32;

std::size_t code_points(const std::string& text) {
  std::size_t count = 0;
  for (const char c : text) count += (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
  return count;
}

bool has_control(const std::string& text) {
  for (const char c : text) {
    if ((static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\t') || c == 0x7F) return true;
  }
  return false;
}

Problem refused_body(protocols::trust::Reason reason) {
  const auto words = protocols::trust::text(reason);
  Problem problem(400, std::string(protocols::trust::code(reason)),
                  "Nội dung JSON không đọc được: " + std::string(words.vi),
                  "The JSON body cannot be read: " + std::string(words.en));
  return problem;
}

}  // namespace

Fields::Fields(const Json& object, std::string pointer, std::vector<Detail>& problems)
    : object_(object), pointer_(std::move(pointer)), problems_(problems) {}

bool Fields::has(const char* name) const {
  return find(name) != nullptr;
}

const Json* Fields::find(const char* name) const {
  const auto found = object_.find(name);
  return found == object_.end() || found->is_null() ? nullptr : &*found;
}

const Json* Fields::need(const char* name) {
  const Json* value = find(name);
  if (!value) wrong(name, "missing", "Thiếu mục này.", "This is missing.");
  return value;
}

void Fields::wrong(const char* name, std::string code, std::string vi, std::string en) {
  if (problems_.size() >= max_problems) return;
  problems_.push_back({pointer_ + '/' + name, 0, std::move(code), std::move(vi), std::move(en)});
}

bool Fields::fits(const char* name, const Json& value, Length length) {
  if (!value.is_string()) {
    wrong(name, "wrong_type", "Phải là chữ.", "This must be text.");
    return false;
  }
  const auto& text = value.get_ref<const std::string&>();
  if (has_control(text)) {
    wrong(name, "bad_characters", "Có ký tự điều khiển.", "There are control characters in it.");
    return false;
  }
  const auto count = code_points(text);
  if (count >= length.min && count <= length.max) return true;
  const auto span = std::to_string(length.min) + "-" + std::to_string(length.max);
  wrong(name, "wrong_length", "Độ dài phải từ " + span + " ký tự.",
        "This must be " + span + " characters long.");
  return false;
}

std::string Fields::text(const char* name, Length length) {
  const Json* value = need(name);
  return value && fits(name, *value, length) ? value->get<std::string>() : std::string();
}

std::string Fields::text_or(const char* name, std::string otherwise, Length length) {
  return text_if(name, length).value_or(std::move(otherwise));
}

std::optional<std::string> Fields::text_if(const char* name, Length length) {
  const Json* value = find(name);
  if (!value || !fits(name, *value, length)) return {};
  return value->get<std::string>();
}

std::string Fields::word(const char* name, const std::vector<std::string_view>& allowed) {
  return need(name) ? word_or(name, {}, allowed) : std::string();
}

std::string Fields::word_or(const char* name, std::string otherwise,
                            const std::vector<std::string_view>& allowed) {
  const auto text = text_if(name);
  if (!text) return otherwise;
  std::string list;
  for (const auto one : allowed) {
    if (*text == one) return *text;
    list += (list.empty() ? "" : ", ") + std::string(one);
  }
  wrong(name, "unknown_word", "Phải là một trong: " + list, "This must be one of: " + list);
  return otherwise;
}

bool Fields::flag_or(const char* name, bool otherwise) {
  return flag_if(name).value_or(otherwise);
}

std::optional<bool> Fields::flag_if(const char* name) {
  const Json* value = find(name);
  if (!value) return {};
  if (value->is_boolean()) return value->get<bool>();
  wrong(name, "wrong_type", "Phải là true hoặc false.", "This must be true or false.");
  return {};
}

std::int64_t Fields::integer_or(const char* name, std::int64_t otherwise,
                                Bounds<std::int64_t> bounds) {
  const Json* value = find(name);
  if (!value) return otherwise;
  const bool huge = value->is_number_unsigned() &&
                    value->get<std::uint64_t>() > std::numeric_limits<std::int64_t>::max();
  if (!value->is_number_integer() || huge) {
    wrong(name, "wrong_type", "Phải là số nguyên.", "This must be a whole number.");
    return otherwise;
  }
  const auto number = value->get<std::int64_t>();
  if (number >= bounds.min && number <= bounds.max) return number;
  const auto span = std::to_string(bounds.min) + " … " + std::to_string(bounds.max);
  wrong(name, "out_of_range", "Phải trong khoảng " + span, "This must be within " + span);
  return otherwise;
}

double Fields::number_or(const char* name, double otherwise, Bounds<double> bounds) {
  const Json* value = find(name);
  if (!value) return otherwise;
  if (!value->is_number() || !std::isfinite(value->get<double>())) {
    wrong(name, "wrong_type", "Phải là số.", "This must be a number.");
    return otherwise;
  }
  const auto number = value->get<double>();
  if (number >= bounds.min && number <= bounds.max) return number;
  const auto span = std::to_string(bounds.min) + " … " + std::to_string(bounds.max);
  wrong(name, "out_of_range", "Phải trong khoảng " + span, "This must be within " + span);
  return otherwise;
}

bool Fields::array(const char* name, const Json& value, std::size_t max_items) {
  if (!value.is_array()) {
    wrong(name, "wrong_type", "Phải là danh sách.", "This must be a list.");
    return false;
  }
  if (value.size() <= max_items) return true;
  wrong(name, "too_many", "Nhiều hơn " + std::to_string(max_items) + " mục.",
        "There are more than " + std::to_string(max_items) + " items.");
  return false;
}

std::vector<std::string> Fields::texts(const char* name, std::size_t max_items, Length length) {
  const Json* value = find(name);
  std::vector<std::string> list;
  if (!value || !array(name, *value, max_items)) return list;
  for (std::size_t i = 0; i < value->size(); ++i) {
    const std::string at = std::string(name) + '/' + std::to_string(i);
    if (fits(at.c_str(), (*value)[i], length)) list.push_back((*value)[i].get<std::string>());
  }
  return list;
}

bool Fields::object(const char* name, const std::function<void(Fields&)>& read) {
  const Json* value = find(name);
  if (!value) return false;
  if (!value->is_object()) {
    wrong(name, "wrong_type", "Phải là đối tượng.", "This must be an object.");
    return false;
  }
  Fields inner(*value, pointer_ + '/' + name, problems_);
  read(inner);
  return true;
}

void Fields::objects(const char* name, std::size_t max_items,
                     const std::function<void(Fields&)>& read) {
  const Json* value = find(name);
  if (!value || !array(name, *value, max_items)) return;
  for (std::size_t i = 0; i < value->size(); ++i) {
    const std::string at = std::string(name) + '/' + std::to_string(i);
    if ((*value)[i].is_object()) {
      Fields inner((*value)[i], pointer_ + '/' + at, problems_);
      read(inner);
    } else {
      wrong(at.c_str(), "wrong_type", "Phải là đối tượng.", "This must be an object.");
    }
  }
}

std::string Fields::array_text(const char* name, std::size_t max_items) {
  const Json* value = need(name);
  return value && array(name, *value, max_items) ? text_of(*value) : std::string("[]");
}

std::string Fields::object_text(const char* name) {
  const Json* value = need(name);
  if (value && value->is_object()) return text_of(*value);
  if (value) wrong(name, "wrong_type", "Phải là một đối tượng", "This must be an object");
  return "{}";
}

void read_object(std::string_view body, const std::function<void(Fields&)>& read) {
  using protocols::trust::Reason;
  const auto reason = protocols::trust::check_json(body, {16U << 20, max_depth});
  if (reason != Reason::none) throw refused_body(reason);
  const Json value = Json::parse(body, nullptr, false);
  if (!value.is_object()) throw refused_body(Reason::malformed);
  std::vector<Detail> problems;
  Fields fields(value, "", problems);
  read(fields);
  if (!problems.empty()) throw controller::api::invalid(std::move(problems));
}

std::string text_of(const Json& value) {
  return value.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace web
