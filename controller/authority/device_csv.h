#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "controller/api/devices.h"
#include "controller/api/problem.h"

namespace controller {

/// One row of a register file: what is asked for a device, not yet judged. An empty or missing
/// `zone` and a missing column `tags` leave a known device's as they are.
struct DeviceLine {
  int line = 0;
  api::TokenAsk ask;
  bool has_tags = false;
};

struct DeviceFile {
  std::vector<DeviceLine> lines;
  std::vector<api::Detail> problems;  // each with its line
};

/// Reads the CSV of `POST /devices/import` (playlists/csv_rows.h). Problems of form:
/// missing_column, empty_file, bad_utf8, bad_row, duplicate_id. Total, never throws. Thread-safe.
DeviceFile parse_device_csv(std::string_view csv);

}  // namespace controller
