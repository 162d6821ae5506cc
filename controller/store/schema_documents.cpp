#include "controller/store/schema.h"

namespace controller {

const std::string_view schema_documents = R"(
CREATE TABLE keyrings (
  subject   TEXT NOT NULL,
  version   BIGINT NOT NULL,
  issued_ms BIGINT NOT NULL,
  hash      TEXT NOT NULL,
  jws       TEXT NOT NULL,
  made_by   TEXT NOT NULL,
  PRIMARY KEY (subject, version)
);
CREATE TABLE placements (
  subject   TEXT NOT NULL,
  version   BIGINT NOT NULL,
  issued_ms BIGINT NOT NULL,
  hash      TEXT NOT NULL,
  jws       TEXT NOT NULL,
  made_by   TEXT NOT NULL,
  PRIMARY KEY (subject, version)
);
CREATE TABLE programmes (
  subject   TEXT NOT NULL,
  version   BIGINT NOT NULL,
  issued_ms BIGINT NOT NULL,
  hash      TEXT NOT NULL,
  jws       TEXT NOT NULL,
  made_by   TEXT NOT NULL,
  PRIMARY KEY (subject, version)
);
CREATE INDEX keyrings_hash ON keyrings(hash);
CREATE INDEX placements_hash ON placements(hash);
CREATE INDEX programmes_hash ON programmes(hash);
CREATE TABLE programme_drafts (
  area           TEXT PRIMARY KEY,
  entries        TEXT NOT NULL,
  valid_until_ms BIGINT NOT NULL,
  changed_ms     BIGINT NOT NULL,
  changed_by     TEXT NOT NULL,
  revision       BIGINT NOT NULL
);
)";

}  // namespace controller
