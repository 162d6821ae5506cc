// What the link's JSON readers and writers share. Internal to protocols/link.
//
// Reading is by lenient getters and not by nlohmann's get<T>(), which throws: a member of the wrong
// type makes the whole message "not the message", without an exception on the way. Confined to its
// owner.
#pragma once

#include <algorithm>
#include <cstdint>
#include <limits>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "protocols/link/link_messages.h"

namespace protocols::link {

using Json = nlohmann::json;

// Digital silence is minus infinity, which JSON cannot say.
inline constexpr double kSilence = -120.0;

// Collects whether every member that was there had the right type.
class Members {
 public:
  explicit Members(const Json& object) : object_(object), fine_(object.is_object()) {}

  void read(const char* name, std::string& into) {
    if (const Json* member = find(name)) take(member->is_string(), [&] { into = *member; });
  }
  void read(const char* name, std::int64_t& into) {
    if (const Json* member = find(name)) {
      take(member->is_number_integer() && !too_big(*member), [&] { into = *member; });
    }
  }
  void read(const char* name, double& into) {
    if (const Json* member = find(name)) take(member->is_number(), [&] { into = *member; });
  }
  void read(const char* name, bool& into) {
    if (const Json* member = find(name)) take(member->is_boolean(), [&] { into = *member; });
  }
  void read(const char* name, std::optional<double>& into) {
    const Json* member = find(name);
    if (member == nullptr || member->is_null()) return;
    take(member->is_number(), [&] { into = member->get<double>(); });
  }
  void read(const char* name, std::vector<std::string>& into) {
    const Json* member = find(name);
    if (member == nullptr) return;
    take(member->is_array(), [&] {
      for (const auto& item : *member) take(item.is_string(), [&] { into.push_back(item); });
    });
  }
  void read(const char* name, std::map<std::string, std::int64_t>& into) {
    const Json* member = find(name);
    if (member == nullptr) return;
    take(member->is_object(), [&] {
      for (const auto& [key, value] : member->items()) {
        take(value.is_number_integer() && !too_big(value), [&, k = key] { into[k] = value; });
      }
    });
  }
  // The member, for nested reading; null when absent or of another kind.
  const Json* object(const char* name) {
    const Json* member = find(name);
    return member != nullptr && member->is_object() ? member : nullptr;
  }
  const Json* array(const char* name) {
    const Json* member = find(name);
    return member != nullptr && member->is_array() ? member : nullptr;
  }
  void also(bool fine) { fine_ = fine_ && fine; }
  bool fine() const { return fine_; }

 private:
  const Json* find(const char* name) const {
    if (!object_.is_object()) return nullptr;
    const auto found = object_.find(name);
    return found == object_.end() ? nullptr : &*found;
  }
  static bool too_big(const Json& number) {
    return number.is_number_unsigned() &&
           number.get<std::uint64_t>() > std::uint64_t{std::numeric_limits<std::int64_t>::max()};
  }
  template <typename Assign>
  void take(bool right_type, Assign assign) {
    if (right_type) {
      assign();
    } else {
      fine_ = false;
    }
  }

  const Json& object_;
  bool fine_;
};

inline Json parsed(std::string_view text) {
  if (text.size() > kMaxPayload) return Json(Json::value_t::discarded);
  return Json::parse(text, nullptr, false);
}

// Invalid UTF-8 can only come from our own state (a clip's title); it must not stop a health
// report.
inline std::string text_of(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

template <typename T>
std::optional<T> if_fine(const Members& in, T value) {
  return in.fine() ? std::optional<T>(std::move(value)) : std::nullopt;
}

}  // namespace protocols::link
