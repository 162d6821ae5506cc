#include "controller/store/migrations.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <stdexcept>

#include "controller/store/query.h"
#include "controller/store/schema.h"

namespace controller {

namespace {

const std::array list{
    Migration{1, "areas", schema_areas},
    Migration{2, "people", schema_people},
    Migration{3, "devices", schema_devices},
    Migration{4, "documents", schema_documents},
    Migration{5, "audit", schema_audit},
    Migration{6, "repeats", schema_repeats},
    Migration{7, "device_lists", schema_device_lists},
    Migration{8, "first_passwords", schema_first_passwords},
    Migration{10, "draft_terms", schema_draft_terms},
    Migration{20, "dispatch", schema_dispatch},
    Migration{21, "fleet", schema_fleet},
    Migration{40, "library", schema_library},
    Migration{41, "previews", schema_previews},
};

void apply(Poco::Data::Session& session, const Migration& step) {
  session << "BEGIN IMMEDIATE", Poco::Data::Keywords::now;
  try {
    session << std::string(step.sql), Poco::Data::Keywords::now;
    run(session, "INSERT INTO migrations(number, name) VALUES(?, ?)", step.number, step.name);
    session << "COMMIT", Poco::Data::Keywords::now;
  } catch (const Poco::Exception& error) {
    session << "ROLLBACK", Poco::Data::Keywords::now;
    throw std::runtime_error(fmt::format("cannot bring the store forward with step {} ({}): {}",
                                         step.number, step.name, error.displayText()));
  }
}

void refuse_newer(const std::vector<std::tuple<std::int64_t, std::string>>& done,
                  std::span<const Migration> known) {
  for (const auto& [number, name] : done) {
    const auto same = [n = number](const Migration& step) { return step.number == n; };
    if (std::ranges::none_of(known, same)) {
      throw std::runtime_error(fmt::format(
          "the store was made by a newer Vang: it has step {} ({}) that this program does not know",
          number, name));
    }
  }
}

}  // namespace

std::span<const Migration> migrations() {
  return list;
}

void migrate(Poco::Data::Session& session, std::span<const Migration> known) {
  session
      << "CREATE TABLE IF NOT EXISTS migrations (number BIGINT PRIMARY KEY, name TEXT NOT NULL)",
      Poco::Data::Keywords::now;
  const auto done = rows<std::int64_t, std::string>(session, "SELECT number, name FROM migrations");
  refuse_newer(done, known);
  for (const Migration& step : known) {
    const auto same = [&](const auto& had) { return std::get<0>(had) == step.number; };
    if (std::ranges::none_of(done, same)) apply(session, step);
  }
}

}  // namespace controller
