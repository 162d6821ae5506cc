#include "controller/store/schema.h"

namespace controller {

// The triggers are the promise: not even our own code can rewrite what somebody did.
const std::string_view schema_audit = R"(
CREATE TABLE audit (
  seq    INTEGER PRIMARY KEY AUTOINCREMENT,
  at_ms  BIGINT NOT NULL,
  person TEXT NOT NULL,
  act    TEXT NOT NULL,
  area   TEXT NOT NULL,
  object TEXT NOT NULL,
  detail TEXT NOT NULL,
  address TEXT NOT NULL
);
CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit
BEGIN
  SELECT RAISE(ABORT, 'audit is append-only');
END;
CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit
BEGIN
  SELECT RAISE(ABORT, 'audit is append-only');
END;
)";

}  // namespace controller
