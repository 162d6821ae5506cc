#include "controller/store/schema.h"

namespace controller {

// What lists of devices sort and search by. Filled from the plan by authority (device_keys.h): a
// row whose keyed_by is another is filled anew at the next start. Each order has an index that holds
// all that filters ask of: a search that finds nothing reads it through (4 MB at 20,000 devices) and
// none of the rows with their plans (six times that).
const std::string_view schema_device_lists = R"(
ALTER TABLE devices ADD COLUMN sort_name TEXT NOT NULL DEFAULT '';
ALTER TABLE devices ADD COLUMN search    TEXT NOT NULL DEFAULT '';
ALTER TABLE devices ADD COLUMN profile   TEXT NOT NULL DEFAULT '';
ALTER TABLE devices ADD COLUMN tags      TEXT NOT NULL DEFAULT '';
ALTER TABLE devices ADD COLUMN keyed_by  TEXT NOT NULL DEFAULT '';
DROP INDEX devices_area;
CREATE INDEX devices_list ON devices(id, retired_ms, area, profile, tags, search);
CREATE INDEX devices_area ON devices(area, id, retired_ms, profile, tags, search);
CREATE INDEX devices_name ON devices(sort_name, id, retired_ms, area, profile, tags, search);
)";

}  // namespace controller
