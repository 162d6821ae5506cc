// A paper a device signed, judged by the key it enrolled with. Function without state.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "controller/fleet/known_device.h"
#include "protocols/trust/verifier.h"

namespace controller {

// Logs the reason of a refusal. `device` may be nullptr (not in the register).
std::optional<protocols::trust::Verified> judged(const DevicePointer& device,
                                                 protocols::trust::DocumentType type,
                                                 std::string_view jws);

}  // namespace controller
