#include "controller/store/schema.h"

namespace controller {

// From when a programme counts, and what devices do that do not hear us.
const std::string_view schema_draft_terms = R"(
ALTER TABLE programme_drafts ADD COLUMN valid_from_ms BIGINT NOT NULL DEFAULT 0;
ALTER TABLE programme_drafts ADD COLUMN offline_days BIGINT NOT NULL DEFAULT 0;
ALTER TABLE programme_drafts ADD COLUMN offline_filler TEXT NOT NULL DEFAULT '';
)";

}  // namespace controller
