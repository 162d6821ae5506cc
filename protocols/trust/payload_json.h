#pragma once

#include <cstdint>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "protocols/trust/refusal.h"

namespace protocols::trust {

/// Reads required members of one JSON object and remembers the first that is missing or of another
/// type, so that a parser reads everything and asks once. Never throws. Confined to its owner; the
/// object outlives it. Included by *_json.cpp only.
class PayloadReader {
 public:
  explicit PayloadReader(const nlohmann::json& object) : object_(object) {}

  std::string text(const char* name);
  /// A whole number that fits 64 bits and is not negative.
  std::int64_t integer(const char* name);
  /// `otherwise` if there is no such member.
  std::int64_t integer_or(const char* name, std::int64_t otherwise);
  bool boolean_or(const char* name, bool otherwise);
  std::vector<std::string> texts(const char* name);
  /// nullptr if it is none.
  const nlohmann::json* array(const char* name);
  bool has(const char* name) const { return object_.is_object() && object_.contains(name); }
  /// Says that this member's value will not do.
  void reject(const char* name);

  bool ok() const { return missing_.empty(); }
  const std::string& missing() const { return missing_; }

 private:
  const nlohmann::json* find(const char* name) const;

  const nlohmann::json& object_;
  std::string missing_;
};

/// bad_payload if it is no object, unsupported_version if its `v` is not 1.
Reason check_version(const nlohmann::json& payload);

}  // namespace protocols::trust
