#include "controller/store/schema.h"

namespace controller {

// 1 = somebody else set the password; the person must set an own one before anything else.
const std::string_view schema_first_passwords = R"(
ALTER TABLE people ADD COLUMN must_change BIGINT NOT NULL DEFAULT 0;
)";

}  // namespace controller
