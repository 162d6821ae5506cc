#include "controller/store/schema.h"

namespace controller {

const std::string_view schema_people = R"(
CREATE TABLE people (
  id            TEXT PRIMARY KEY,
  login         TEXT NOT NULL UNIQUE,
  name          TEXT NOT NULL,
  role          TEXT NOT NULL,
  area          TEXT NOT NULL,
  password_hash TEXT NOT NULL,
  created_ms    BIGINT NOT NULL,
  closed_ms     BIGINT NOT NULL
);
CREATE TABLE person_keys (
  kid           TEXT PRIMARY KEY,
  person        TEXT NOT NULL REFERENCES people(id),
  x             TEXT NOT NULL,
  name          TEXT NOT NULL,
  highest_class TEXT NOT NULL,
  from_ms       BIGINT NOT NULL,
  until_ms      BIGINT NOT NULL,
  revoked_ms    BIGINT NOT NULL
);
CREATE INDEX person_keys_person ON person_keys(person);
CREATE TABLE sessions (
  token_hash TEXT PRIMARY KEY,
  id         TEXT NOT NULL UNIQUE,
  csrf       TEXT NOT NULL,
  agent      TEXT NOT NULL,
  person     TEXT NOT NULL REFERENCES people(id),
  created_ms BIGINT NOT NULL,
  expires_ms BIGINT NOT NULL
);
CREATE INDEX sessions_person ON sessions(person);
)";

}  // namespace controller
