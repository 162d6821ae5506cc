#include "protocols/trust/payload_json.h"

#include <limits>

namespace protocols::trust {

using Json = nlohmann::json;

const Json* PayloadReader::find(const char* name) const {
  if (!object_.is_object()) return nullptr;
  const auto member = object_.find(name);
  return member == object_.end() ? nullptr : &*member;
}

void PayloadReader::reject(const char* name) {
  if (missing_.empty()) missing_ = name;
}

std::string PayloadReader::text(const char* name) {
  const auto* member = find(name);
  if (member != nullptr && member->is_string()) return member->get<std::string>();
  reject(name);
  return {};
}

std::int64_t PayloadReader::integer(const char* name) {
  const auto* member = find(name);
  constexpr auto most = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
  // Anything without a sign is held as unsigned, so this refuses negative numbers as well.
  if (member != nullptr && member->is_number_unsigned() && member->get<std::uint64_t>() <= most) {
    return member->get<std::int64_t>();
  }
  reject(name);
  return 0;
}

std::int64_t PayloadReader::integer_or(const char* name, std::int64_t otherwise) {
  return find(name) == nullptr ? otherwise : integer(name);
}

bool PayloadReader::boolean_or(const char* name, bool otherwise) {
  const auto* member = find(name);
  if (member == nullptr) return otherwise;
  if (member->is_boolean()) return member->get<bool>();
  reject(name);
  return otherwise;
}

std::vector<std::string> PayloadReader::texts(const char* name) {
  std::vector<std::string> all;
  const auto* items = array(name);
  if (items == nullptr) return all;
  for (const auto& item : *items) {
    if (!item.is_string()) {
      reject(name);
      return {};
    }
    all.push_back(item.get<std::string>());
  }
  return all;
}

const Json* PayloadReader::array(const char* name) {
  const auto* member = find(name);
  if (member != nullptr && member->is_array()) return member;
  reject(name);
  return nullptr;
}

Reason check_version(const Json& payload) {
  if (!payload.is_object()) return Reason::bad_payload;
  const auto v = payload.find("v");
  const bool one = v != payload.end() && v->is_number_unsigned() && v->get<std::uint64_t>() == 1;
  return one ? Reason::none : Reason::unsupported_version;
}

}  // namespace protocols::trust
