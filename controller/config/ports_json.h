#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "controller/config/config.h"

namespace controller {

/// {"console":8443,"devices":8444,"link":4222}. Pure function.
std::string ports_to_json(const Ports& ports);
/// Nothing for anything else. Total.
std::optional<Ports> parse_ports(std::string_view json);

}  // namespace controller
