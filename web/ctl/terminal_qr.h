#pragma once

#include <string>

namespace ctl {

/// A QR code (error correction M) in half blocks for a dark or light terminal, quiet zone of 4
/// included. Throws std::runtime_error if the text is too long for one.
std::string terminal_qr(const std::string& text);

}  // namespace ctl
