#pragma once

#include <filesystem>

#include "controller/config/config.h"

namespace controller {

/// The ports to use: a wanted one as it is; for 0 the one used last time (devices remember it) if
/// it is free, else any free one. Throws std::runtime_error in Vietnamese and English that names
/// the port and who holds it, for the console's and the devices' port; the broker's is judged by
/// the broker, whose earlier process may rightly hold it.
Ports choose_ports(const Config& config, const std::filesystem::path& ports_file);

/// Writes what is really in use to `ports_file`, durably:
/// {"console":8443,"devices":8444,"link":4222}.
void keep_ports(const Ports& ports, const std::filesystem::path& ports_file);

}  // namespace controller
