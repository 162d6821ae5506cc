#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "playlists/world.h"

namespace controller {

/// Where vangd listens. 0 = any free port; the one found is kept for later starts (ports.h).
struct Ports {
  std::uint16_t console = 8443;  // people: console and vangctl
  std::uint16_t devices = 8444;  // devices: enrolment, media, documents
  std::uint16_t link = 4222;     // devices: the broker
  bool operator==(const Ports&) const = default;
};

/// Everything vangd is told from outside. Immutable after construction.
struct Config {
  std::filesystem::path data;                       // the one data directory
  playlists::World world = playlists::World::Live;  // of the data directory, for ever
  std::string address = "0.0.0.0";                  // numeric; what all three listeners bind
  Ports ports;
  std::vector<std::string> hosts;  // names and addresses under which others reach us, best first;
                                   // never empty
  std::filesystem::path web;  // the console's built files; empty = where they are usually found
  std::string log_level = "info";  // debug, info, warning, error
};

}  // namespace controller
