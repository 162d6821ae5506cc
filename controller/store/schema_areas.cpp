#include "controller/store/schema.h"

namespace controller {

const std::string_view schema_areas = R"(
CREATE TABLE areas (
  code     TEXT PRIMARY KEY,
  parent   TEXT NOT NULL,
  name     TEXT NOT NULL,
  level    TEXT NOT NULL,
  from_ms  BIGINT NOT NULL,
  until_ms BIGINT NOT NULL
);
CREATE INDEX areas_parent ON areas(parent);
)";

}  // namespace controller
