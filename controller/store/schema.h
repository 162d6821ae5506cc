#pragma once

#include <string_view>

/// The SQL of every migration step, one per schema_<noun>.cpp; migrations.cpp orders them.
/// Immutable after construction.
namespace controller {

extern const std::string_view schema_areas;
extern const std::string_view schema_audit;
extern const std::string_view schema_device_lists;
extern const std::string_view schema_devices;
extern const std::string_view schema_dispatch;
extern const std::string_view schema_documents;
extern const std::string_view schema_draft_terms;
extern const std::string_view schema_first_passwords;
extern const std::string_view schema_fleet;
extern const std::string_view schema_library;
extern const std::string_view schema_people;
extern const std::string_view schema_previews;
extern const std::string_view schema_repeats;

}  // namespace controller
