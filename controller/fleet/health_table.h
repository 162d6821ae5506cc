// The last health report of every device, so that a controller that starts knows how its devices
// were. Over a session lent by Store; confined to its owner.
#pragma once

#include <Poco/Data/Session.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace controller {

struct HealthRow {
  std::string device;
  std::int64_t heard_ms = 0;  // when the controller got it
  std::string health;         // JSON as in docs/link.md
};

class HealthTable {
 public:
  explicit HealthTable(Poco::Data::Session& session) : session_(session) {}
  void put(const HealthRow& row);
  std::vector<HealthRow> all() const;

 private:
  Poco::Data::Session& session_;
};

}  // namespace controller
