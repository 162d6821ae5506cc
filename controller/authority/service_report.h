#pragma once

#include <filesystem>
#include <functional>
#include <string>

#include "controller/api/service.h"
#include "controller/authority/area_map.h"
#include "controller/store/store.h"
#include "playlists/world.h"
#include "protocols/io/clock.h"

namespace controller {

/// What the report asks of the others; thread-safe.
struct ReportParts {
  playlists::World world;
  std::filesystem::path data;
  std::function<bool()> broker_runs;
  std::function<api::PartState()> certificate;
};

/// `api::Service`: whether store, broker, disk and certificate do their work. Thread-safe.
class ServiceReport final : public api::Service {
 public:
  ServiceReport(Store& store, const AreaMap& areas, const protocols::io::Clock& clock,
                ReportParts parts)
      : store_(store), areas_(areas), clock_(clock), parts_(std::move(parts)) {}

  api::ServiceState state() override;

 private:
  api::PartState store_state();
  api::PartState disk_state() const;

  Store& store_;
  const AreaMap& areas_;
  const protocols::io::Clock& clock_;
  const ReportParts parts_;
};

}  // namespace controller
