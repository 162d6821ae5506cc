#include "tests/unit/web/contract_json.h"

#include <Poco/RegularExpression.h>
#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <set>
#include <stdexcept>

namespace {

using Json = nlohmann::json;

bool matches(const std::string& pattern, const std::string& text) {
  Poco::RegularExpression::Match found;
  return Poco::RegularExpression(pattern, Poco::RegularExpression::RE_UTF8).match(text, found) > 0;
}

Json scalar(const YAML::Node& node) {
  const std::string& text = node.Scalar();
  if (node.Tag() == "!") return text;  // quoted
  if (text == "true" || text == "false") return text == "true";
  if (text == "null" || text == "~" || text.empty()) return nullptr;
  if (matches("^-?[0-9]+(\\.[0-9]+)?$", text)) return Json::parse(text);
  return text;
}

Json to_json(const YAML::Node& node) {
  if (node.IsMap()) {
    Json object = Json::object();
    for (const auto& pair : node) object[pair.first.Scalar()] = to_json(pair.second);
    return object;
  }
  if (node.IsSequence()) {
    Json list = Json::array();
    for (const auto& item : node) list.push_back(to_json(item));
    return list;
  }
  return node.IsScalar() ? scalar(node) : Json();
}

const std::set<std::string>& known_keywords() {
  static const std::set<std::string> words{"$ref",
                                           "type",
                                           "properties",
                                           "required",
                                           "items",
                                           "enum",
                                           "const",
                                           "pattern",
                                           "minLength",
                                           "maxLength",
                                           "minimum",
                                           "maximum",
                                           "minItems",
                                           "maxItems",
                                           "oneOf",
                                           "allOf",
                                           "additionalProperties",
                                           "description",
                                           "default",
                                           "examples"};
  return words;
}

// "/areas/{code}" as a regular expression.
std::string path_expression(const std::string& pattern) {
  std::string text = "^";
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    if (pattern[i] == '{') {
      text += "[^/]+";
      i = pattern.find('}', i);
    } else {
      if (pattern[i] == '.') text += '\\';
      text += pattern[i];
    }
  }
  return text + '$';
}

std::string lower(std::string_view text) {
  std::string out(text);
  for (auto& c : out) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return out;
}

}  // namespace

Contract::Contract(const std::filesystem::path& yaml) : document_(to_json(YAML::LoadFile(yaml))) {}

std::vector<std::string> Contract::operations() const {
  std::vector<std::string> list;
  for (const auto& [path, methods] : document_.at("paths").items()) {
    for (const auto& [method, operation] : methods.items()) {
      std::string upper = method;
      for (auto& c : upper) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
      list.push_back(upper + " " + path);
    }
  }
  return list;
}

const Json* Contract::operation(std::string_view method, std::string_view path) const {
  const Json* best = nullptr;
  std::size_t best_braces = 99;
  for (const auto& [pattern, methods] : document_.at("paths").items()) {
    const auto found = methods.find(lower(method == "HEAD" ? "GET" : method));
    if (found == methods.end()) continue;
    if (!matches(path_expression(pattern), std::string(path))) continue;
    const auto braces = static_cast<std::size_t>(std::count(pattern.begin(), pattern.end(), '{'));
    if (braces < best_braces) best = &*found;
    best_braces = std::min(best_braces, braces);
  }
  return best;
}

const Json& Contract::resolve(const Json& node) const {
  const auto ref = node.find("$ref");
  if (ref == node.end())
    return node;  // NOLINT(bugprone-return-const-ref-from-parameter): a part of document_
  return resolve(document_.at(Json::json_pointer(ref->get<std::string>().substr(1))));
}

std::vector<std::string> Contract::check(std::string_view method, std::string_view path, int status,
                                         std::string_view media, const std::string& body) const {
  const Json* op = operation(method, path);
  if (!op) return {"no operation " + std::string(method) + " " + std::string(path)};
  const auto& responses = op->at("responses");
  auto found = responses.find(std::to_string(status));
  if (found == responses.end()) found = responses.find("default");
  if (found == responses.end()) return {"status " + std::to_string(status) + " is not allowed"};
  const auto& response = resolve(*found);
  const auto content = response.find("content");
  if (content == response.end()) {
    return body.empty() ? Faults{} : Faults{"no body is allowed with " + std::to_string(status)};
  }
  const std::string plain(media.substr(0, media.find(';')));
  auto kind = content->find(plain);
  if (kind == content->end()) kind = content->find("*/*");
  if (kind == content->end()) return {"media type " + plain + " is not allowed"};
  const auto schema = kind->find("schema");
  if (schema == kind->end()) return {};
  const auto value = Json::parse(body, nullptr, false);
  if (value.is_discarded()) return {"the body is no JSON"};
  Faults faults;
  check_value(*schema, value, "", faults);
  return faults;
}

std::vector<std::string> Contract::check_schema(const std::string& name,
                                                const std::string& json) const {
  Faults faults;
  check_value(document_.at("components").at("schemas").at(name), Json::parse(json), "", faults);
  return faults;
}

void Contract::check_value(const Json& schema, const Json& value, const std::string& at,
                           Faults& faults) const {
  for (const auto& [word, ignored] : schema.items()) {
    if (!known_keywords().count(word)) throw std::logic_error("unknown schema keyword " + word);
  }
  if (schema.contains("$ref")) check_value(resolve(schema), value, at, faults);
  if (schema.contains("type")) check_type(schema["type"], value, at, faults);
  if (schema.contains("const") && value != schema["const"]) faults.push_back(at + ": not const");
  if (schema.contains("enum")) {
    const auto& all = schema["enum"];
    if (std::find(all.begin(), all.end(), value) == all.end()) {
      faults.push_back(at + ": " + value.dump() + " is not one of " + all.dump());
    }
  }
  if (value.is_string()) check_text(schema, value, at, faults);
  if (value.is_number()) check_number(schema, value, at, faults);
  if (value.is_array()) check_list(schema, value, at, faults);
  if (value.is_object()) check_object(schema, value, at, faults);
  check_choices(schema, value, at, faults);
}

void Contract::check_type(const Json& type, const Json& value, const std::string& at,
                          Faults& faults) const {
  const Json types = type.is_array() ? type : Json::array({type});
  for (const auto& one : types) {
    const auto word = one.get<std::string>();
    if ((word == "object" && value.is_object()) || (word == "array" && value.is_array()) ||
        (word == "string" && value.is_string()) || (word == "boolean" && value.is_boolean()) ||
        (word == "integer" && value.is_number_integer()) ||
        (word == "number" && value.is_number()) || (word == "null" && value.is_null())) {
      return;
    }
  }
  faults.push_back(at + ": " + value.dump().substr(0, 80) + " is not " + types.dump());
}

void Contract::check_text(const Json& schema, const Json& value, const std::string& at,
                          Faults& faults) const {
  const auto text = value.get<std::string>();
  if (schema.contains("minLength") && text.size() < schema["minLength"].get<std::size_t>()) {
    faults.push_back(at + ": too short");
  }
  if (schema.contains("maxLength") && text.size() > 4 * schema["maxLength"].get<std::size_t>()) {
    faults.push_back(at + ": too long");
  }
  if (schema.contains("pattern")) {
    const auto pattern = schema["pattern"].get<std::string>();
    if (!matches(pattern, text)) faults.push_back(at + ": " + text + " does not match " + pattern);
  }
}

void Contract::check_number(const Json& schema, const Json& value, const std::string& at,
                            Faults& faults) const {
  const auto number = value.get<double>();
  if (schema.contains("minimum") && number < schema["minimum"].get<double>()) {
    faults.push_back(at + ": below minimum");
  }
  if (schema.contains("maximum") && number > schema["maximum"].get<double>()) {
    faults.push_back(at + ": above maximum");
  }
}

void Contract::check_list(const Json& schema, const Json& value, const std::string& at,
                          Faults& faults) const {
  if (schema.contains("minItems") && value.size() < schema["minItems"].get<std::size_t>()) {
    faults.push_back(at + ": too few items");
  }
  if (schema.contains("maxItems") && value.size() > schema["maxItems"].get<std::size_t>()) {
    faults.push_back(at + ": too many items");
  }
  if (!schema.contains("items")) return;
  for (std::size_t i = 0; i < value.size(); ++i) {
    check_value(schema["items"], value[i], at + "/" + std::to_string(i), faults);
  }
}

void Contract::check_object(const Json& schema, const Json& value, const std::string& at,
                            Faults& faults) const {
  for (const auto& name : schema.value("required", Json::array())) {
    if (!value.contains(name.get<std::string>()))
      faults.push_back(at + "/" + name.get<std::string>() + ": missing");
  }
  const auto properties = schema.value("properties", Json::object());
  for (const auto& [name, member] : value.items()) {
    if (properties.contains(name)) {
      check_value(properties[name], member, at + "/" + name, faults);
    } else if (schema.contains("additionalProperties")) {
      check_value(schema["additionalProperties"], member, at + "/" + name, faults);
    }
  }
}

void Contract::check_choices(const Json& schema, const Json& value, const std::string& at,
                             Faults& faults) const {
  if (schema.contains("allOf")) {
    for (const auto& part : schema["allOf"]) check_value(part, value, at, faults);
  }
  if (!schema.contains("oneOf")) return;
  int fitting = 0;
  for (const auto& part : schema["oneOf"]) {
    Faults inner;
    check_value(part, value, at, inner);
    fitting += inner.empty() ? 1 : 0;
  }
  if (fitting != 1) faults.push_back(at + ": fits " + std::to_string(fitting) + " of oneOf");
}
