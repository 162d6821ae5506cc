#pragma once

#include <Poco/Data/Session.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace controller {

/// One Idempotency-Key of one person.
struct RepeatRow {
  std::string person;
  std::string key;
  std::string body_sha256;
  std::int64_t taken_ms = 0;
  std::int64_t status = 0;  // HTTP status answered, 0 = still running
  std::string body;
};

/// The table `repeats`. Confined to its owner.
class RepeatTable {
 public:
  explicit RepeatTable(Poco::Data::Session& session) : session_(session) {}

  std::optional<RepeatRow> find(std::string_view person, std::string_view key) const;
  void put(const RepeatRow& repeat);
  void remove(std::string_view person, std::string_view key);
  void remove_older(std::int64_t than_ms);
  /// What was running when the program ended can be tried again.
  void remove_running();

 private:
  Poco::Data::Session& session_;
};

}  // namespace controller
