#pragma once

#include <cstdint>
#include <functional>
#include <limits>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "controller/api/problem.h"

namespace web {

using Json = nlohmann::json;

// How long a text may be, in code points.
struct Length {
  std::size_t min = 0;
  std::size_t max = 200;
};

template <typename T>
struct Bounds {
  T min = std::numeric_limits<T>::lowest();
  T max = std::numeric_limits<T>::max();
};

// Reads the members of one JSON object and notes everything that is wrong with them, so that a
// person hears of all mistakes at once. Getters return a harmless value after a mistake. Confined
// to its owner.
class Fields {
 public:
  Fields(const Json& object, std::string pointer, std::vector<controller::api::Detail>& problems);

  bool has(const char* name) const;                        // present and not null
  std::string text(const char* name, Length length = {});  // required
  std::string text_or(const char* name, std::string otherwise, Length length = {});
  std::optional<std::string> text_if(const char* name, Length length = {});
  std::string word(const char* name, const std::vector<std::string_view>& allowed);  // required
  std::string word_or(const char* name, std::string otherwise,
                      const std::vector<std::string_view>& allowed);
  bool flag_or(const char* name, bool otherwise);
  std::optional<bool> flag_if(const char* name);
  std::int64_t integer_or(const char* name, std::int64_t otherwise,
                          Bounds<std::int64_t> bounds = {});
  double number_or(const char* name, double otherwise, Bounds<double> bounds = {});
  std::vector<std::string> texts(const char* name, std::size_t max_items, Length length = {});
  // The object member `name`, read by `read`; nothing if absent.
  bool object(const char* name, const std::function<void(Fields&)>& read);
  void objects(const char* name, std::size_t max_items, const std::function<void(Fields&)>& read);
  // The array member `name` as text, for whoever parses it further. Required.
  std::string array_text(const char* name, std::size_t max_items);
  // The same of an object.
  std::string object_text(const char* name);

  void wrong(const char* name, std::string code, std::string vi, std::string en);

 private:
  const Json* find(const char* name) const;
  const Json* need(const char* name);
  bool fits(const char* name, const Json& value, Length length);
  bool array(const char* name, const Json& value, std::size_t max_items);

  const Json& object_;
  std::string pointer_;
  std::vector<controller::api::Detail>& problems_;
};

// Checks and parses a body, lets `read` take it apart, and throws Problem 400 malformed /
// duplicate_member / too_large, or 422 invalid with every mistake. At most 32 levels deep.
void read_object(std::string_view body, const std::function<void(Fields&)>& read);

// Compact text; bytes that are not UTF-8 become U+FFFD instead of an exception.
std::string text_of(const Json& value);

}  // namespace web
