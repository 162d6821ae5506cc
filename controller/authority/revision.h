#pragma once

#include <string>

#include "controller/api/devices.h"
#include "controller/api/people.h"

namespace controller {

/// What editing is checked against: an opaque text that is another as soon as anything that people
/// are shown of it is. Computed from what is shown, so that no writer can forget to count.
/// Thread-safe.
std::string revision_of(const api::Device& device);
std::string revision_of(const api::Person& person);

}  // namespace controller
