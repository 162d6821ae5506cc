#pragma once

#include <Poco/Data/Session.h>

#include <span>
#include <string_view>

namespace controller {

/// One step forward of the schema. Released steps are never edited: a change is a new step.
/// Immutable after construction.
struct Migration {
  int number;             // order of running; unique for ever, gaps are fine
  std::string_view name;  // the noun, as in schema_<name>.cpp
  std::string_view
      sql;  // one or more statements, SQL that PostgreSQL also understands where it can
};

/// Every step this program knows, ascending by number. To add a table: write
/// `controller/store/schema_<noun>.cpp` with one `const std::string_view schema_<noun>`, declare it
/// in `schema.h`, add one line to the list in `migrations.cpp` and the file to CMakeLists.txt.
/// Numbers: 1-19 authority and programmes, 20-39 fleet, dispatch and broker, 40-59 library.
std::span<const Migration> migrations();

/// Runs what `list` has and the file has not, each in its own transaction, and notes it in the
/// table `migrations`. Throws std::runtime_error if the file knows a step that `list` does not (it
/// was made by a newer program) or a step fails (its name is in the message). Confined to its
/// owner.
void migrate(Poco::Data::Session& session, std::span<const Migration> list);

}  // namespace controller
