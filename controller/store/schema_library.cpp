#include "controller/store/schema.h"

namespace controller {

const std::string_view schema_library = R"(
CREATE TABLE clips (
  sha256             TEXT PRIMARY KEY,
  name               TEXT NOT NULL,
  bytes              BIGINT NOT NULL,
  media              TEXT NOT NULL,
  state              TEXT NOT NULL,
  problem_code       TEXT NOT NULL,
  problem_vi         TEXT NOT NULL,
  problem_en         TEXT NOT NULL,
  duration_ms        BIGINT NOT NULL,
  width              BIGINT NOT NULL,
  height             BIGINT NOT NULL,
  has_picture        BIGINT NOT NULL,
  has_sound          BIGINT NOT NULL,
  added_ms           BIGINT NOT NULL,
  added_by           TEXT NOT NULL,
  area               TEXT NOT NULL,
  measured_lufs      DOUBLE PRECISION,
  measured_peak_dbtp DOUBLE PRECISION,
  gain_db            DOUBLE PRECISION,
  limited_db         DOUBLE PRECISION,
  short_lu           DOUBLE PRECISION,
  lufs               DOUBLE PRECISION,
  peak_dbtp          DOUBLE PRECISION
);
CREATE TABLE renditions (
  clip        TEXT NOT NULL,
  rendition   TEXT NOT NULL,
  sha256      TEXT NOT NULL,
  bytes       BIGINT NOT NULL,
  media       TEXT NOT NULL,
  duration_ms BIGINT NOT NULL,
  frames      BIGINT NOT NULL,
  lufs        DOUBLE PRECISION,
  peak_dbtp   DOUBLE PRECISION,
  PRIMARY KEY (clip, rendition)
);
CREATE TABLE messages (
  hash        TEXT PRIMARY KEY,
  id          TEXT NOT NULL,
  title       TEXT NOT NULL,
  payload     TEXT NOT NULL,
  jws         TEXT NOT NULL,
  kid         TEXT NOT NULL,
  approved_ms BIGINT NOT NULL,
  approved_by TEXT NOT NULL
);
CREATE UNIQUE INDEX messages_id ON messages(id);
CREATE TABLE prepared_messages (
  hash        TEXT PRIMARY KEY,
  payload     TEXT NOT NULL,
  person      TEXT NOT NULL,
  prepared_ms BIGINT NOT NULL
);
)";

}  // namespace controller
