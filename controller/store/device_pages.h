#pragma once

#include <Poco/Data/Session.h>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "controller/store/devices.h"

namespace controller {

/// What lists go by. Every order ends with the id, so that it is a total one.
enum class DeviceOrder { None, Id, Name, Area };

/// Which devices a page shows; a member at its default does not narrow.
struct DevicesWanted {
  std::string area{};                // in this subtree
  std::string search{};              // somewhere in DeviceKeys::search
  std::string profile{};             // name
  std::string tag{};                 // one of its tags
  bool retired = false;              // also those
  std::optional<std::string> ids{};  // a JSON array of ids: only these
  DeviceOrder order = DeviceOrder::Id;
  bool down = false;  // the whole order turned round
  // After the device with this value of the order's column and this id.
  std::optional<std::pair<std::string, std::string>> after{};
};

/// Pages of the table `devices`. Filters and order stand in SQL, over columns computed when a plan
/// changes, so that a page costs what it shows and not what there is. Confined to its owner.
class DevicePages {
 public:
  explicit DevicePages(Poco::Data::Session& session) : session_(session) {}

  /// The first `limit` devices of what is wanted, in its order.
  std::vector<DeviceRow> page(const DevicesWanted& wanted, int limit) const;

 private:
  Poco::Data::Session& session_;
};

/// What a row has in the column of this order; with its id it is the row's place in a list.
const std::string& ordered_by(const DeviceRow& row, DeviceOrder order);

}  // namespace controller
