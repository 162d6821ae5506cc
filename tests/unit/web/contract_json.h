#pragma once

#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

// web/openapi.yaml as a judge: is this answer one that the contract allows? Reads the part of
// OpenAPI 3.1 and JSON Schema 2020-12 that the file uses and throws on any keyword it does not
// know, so that nothing goes unchecked.
class Contract {
 public:
  explicit Contract(const std::filesystem::path& yaml);

  // "GET /areas/{code}" of every operation.
  std::vector<std::string> operations() const;
  // Everything wrong with an answer; empty = allowed. `path` is below /api/v1, without query.
  std::vector<std::string> check(std::string_view method, std::string_view path, int status,
                                 std::string_view media, const std::string& body) const;
  // The same for any value and a schema of components/schemas.
  std::vector<std::string> check_schema(const std::string& name, const std::string& json) const;

 private:
  using Json = nlohmann::json;
  using Faults = std::vector<std::string>;
  const Json* operation(std::string_view method, std::string_view path) const;
  const Json& resolve(const Json& node) const;
  void check_value(const Json& schema, const Json& value, const std::string& at,
                   Faults& faults) const;
  void check_type(const Json& type, const Json& value, const std::string& at, Faults& faults) const;
  void check_text(const Json& schema, const Json& value, const std::string& at,
                  Faults& faults) const;
  void check_number(const Json& schema, const Json& value, const std::string& at,
                    Faults& faults) const;
  void check_list(const Json& schema, const Json& value, const std::string& at,
                  Faults& faults) const;
  void check_object(const Json& schema, const Json& value, const std::string& at,
                    Faults& faults) const;
  void check_choices(const Json& schema, const Json& value, const std::string& at,
                     Faults& faults) const;

  Json document_;
};
