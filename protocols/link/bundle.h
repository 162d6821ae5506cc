// One speech bundle: about 400 ms of Opus packets on the live path (docs/link.md, "Speech bundle").
// Its SHA-256 stands in the signed order, so a bundle needs no signature of its own.
// Pure functions and an immutable value.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace protocols::link {

struct Bundle {
  std::uint8_t channels = 1;          // 1 or 2
  std::uint32_t sample_rate = 48000;  // Hz, a multiple of 100 up to 48000
  std::uint32_t index = 0;            // place in the order's `bundles`
  std::uint32_t media_time_ms = 0;    // where this bundle's first packet begins in the speech
  std::vector<std::string> packets;   // raw Opus packets of 20 ms each
};

// Throws std::invalid_argument when a value does not fit its field or the whole would pass
// kMaxPayload.
std::string encode_bundle(const Bundle& bundle);

// Total: nullopt for anything that is not exactly one well-formed bundle (trailing bytes refused).
std::optional<Bundle> decode_bundle(std::string_view bytes);

// Hash of the encoded bytes as it stands in the order's `bundles`: base64url, no padding, 43
// characters.
std::string bundle_hash(std::string_view bytes);

}  // namespace protocols::link
