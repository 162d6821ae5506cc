#include "controller/store/schema.h"

namespace controller {

const std::string_view schema_fleet = R"(
CREATE TABLE device_health (
  device   TEXT PRIMARY KEY,
  heard_ms BIGINT NOT NULL,
  health   TEXT NOT NULL
);
)";

}  // namespace controller
