#pragma once

#include <optional>
#include <string>
#include <vector>

#include "controller/api/devices.h"
#include "controller/authority/device_csv.h"
#include "controller/authority/placement_book.h"
#include "controller/store/devices.h"
#include "controller/store/documents.h"

namespace controller {

/// One device that an import adds or changes.
struct DeviceStep {
  std::optional<DeviceRow> before;  // absent = added
  DeviceRow after;
  std::optional<SiteRow> site;             // absent = stays as it is
  std::int64_t version = 0;                // of its newest placement, when it was judged
  std::optional<DocumentRow> placement{};  // the next one, signed: of who is enrolled
};

/// A register file judged against the register: what it would do. Nothing is written here.
struct DeviceImport {
  api::ImportReport report;
  std::vector<DeviceStep> steps;
};

/// Judges every line. Throws Problem 422 `invalid` with at most 200 details, each with its line, if
/// any line is wrong. Reads one device at a time over `session`. Confined to its owner.
DeviceImport judge_import(Session& session, const PlacementBook& placements, const DeviceFile& file,
                          std::int64_t now_ms);

/// Signs the next placement of each changed device that is enrolled. Some seconds for a province:
/// before the transaction, for nobody else writes meanwhile. Throws Problem 422 unknown_area if an
/// area has been removed. Thread-safe.
void sign_import(const PlacementBook& placements, std::vector<DeviceStep>& steps,
                 std::int64_t now_ms, const std::string& by);

/// Inside a transaction: writes the steps. Throws Problem 412 changed_meanwhile if a device is no
/// longer as it was judged, or an area is gone.
void write_import(Session& session, const std::vector<DeviceStep>& steps);

}  // namespace controller
