#pragma once

#include <Poco/Data/Session.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace controller {

/// One node of the administrative tree as it lies in the store.
struct AreaRow {
  std::string code;           // e.g. "02.026.00715"
  std::string parent;         // code of the parent, "" for a root
  std::string name;           // "Xã Lũng Cú"
  std::string level;          // "province", "district", "commune", "village"
  std::int64_t from_ms = 0;   // since when it exists here
  std::int64_t until_ms = 0;  // 0 = still does
};

/// The table `areas`, over a session lent by Store.
/// Confined to its owner.
class AreaTable {
 public:
  explicit AreaTable(Poco::Data::Session& session) : session_(session) {}

  /// Adds the area, or gives the area of this code the new name, parent and level.
  void put(const AreaRow& area);
  /// What stands below it or names it is the caller's knowledge.
  void remove(std::string_view code);
  std::optional<AreaRow> find(std::string_view code) const;
  std::vector<AreaRow> all() const;
  std::vector<AreaRow> children(std::string_view parent) const;

  /// The area itself first, then its parent, up to the root; empty if the code is unknown.
  std::vector<AreaRow> chain(std::string_view code) const;
  /// Codes of the area and of everything below it.
  std::vector<std::string> subtree(std::string_view code) const;
  std::int64_t count() const;

 private:
  Poco::Data::Session& session_;
};

}  // namespace controller
