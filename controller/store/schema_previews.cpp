#include "controller/store/schema.h"

namespace controller {

const std::string_view schema_previews = R"(
CREATE TABLE clip_previews (
  clip   TEXT PRIMARY KEY,
  sha256 TEXT NOT NULL
);
)";

}  // namespace controller
