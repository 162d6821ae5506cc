#include "controller/store/schema.h"

namespace controller {

const std::string_view schema_devices = R"(
CREATE TABLE sites (
  id   TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  area TEXT NOT NULL
);
CREATE TABLE devices (
  id          TEXT PRIMARY KEY,
  name        TEXT NOT NULL,
  site        TEXT NOT NULL,
  area        TEXT NOT NULL,
  plan        TEXT NOT NULL,
  kid         TEXT NOT NULL,
  x           TEXT NOT NULL,
  nkey        TEXT NOT NULL,
  created_ms  BIGINT NOT NULL,
  enrolled_ms BIGINT NOT NULL,
  retired_ms  BIGINT NOT NULL
);
CREATE INDEX devices_area ON devices(area);
CREATE UNIQUE INDEX devices_kid ON devices(kid) WHERE kid <> '';
CREATE TABLE device_tokens (
  token_hash  TEXT PRIMARY KEY,
  device      TEXT NOT NULL REFERENCES devices(id),
  created_by  TEXT NOT NULL,
  addresses   TEXT NOT NULL,
  expires_ms  BIGINT NOT NULL,
  redeemed_ms BIGINT NOT NULL,
  kid         TEXT NOT NULL
);
)";

}  // namespace controller
