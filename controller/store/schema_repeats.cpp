#include "controller/store/schema.h"

namespace controller {

const std::string_view schema_repeats = R"(
CREATE TABLE repeats (
  person      TEXT NOT NULL,
  key         TEXT NOT NULL,
  body_sha256 TEXT NOT NULL,
  taken_ms    BIGINT NOT NULL,
  status      BIGINT NOT NULL,
  body        TEXT NOT NULL,
  PRIMARY KEY (person, key)
);
)";

}  // namespace controller
