#include "controller/store/schema.h"

namespace controller {

// What lists of devices sort and search by. Filled from the plan by authority (device_keys.h): a
// row whose keyed_by is another is filled anew at the next start.
const std::string_view schema_device_lists = R"(
ALTER TABLE devices ADD COLUMN sort_name TEXT NOT NULL DEFAULT '';
ALTER TABLE devices ADD COLUMN search    TEXT NOT NULL DEFAULT '';
ALTER TABLE devices ADD COLUMN profile   TEXT NOT NULL DEFAULT '';
ALTER TABLE devices ADD COLUMN tags      TEXT NOT NULL DEFAULT '';
ALTER TABLE devices ADD COLUMN keyed_by  TEXT NOT NULL DEFAULT '';
DROP INDEX devices_area;
CREATE INDEX devices_area ON devices(area, id);
CREATE INDEX devices_name ON devices(sort_name, id);
)";

}  // namespace controller
