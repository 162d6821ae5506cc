// The envelope an order travels in, and the signed answer to "what time is it". Immutable values.
#pragma once

#include <cstdint>
#include <string>

#include "playlists/instant.h"

namespace playlists {

/// docs/documents.md, `dispatch`.
struct Dispatch {
  std::int64_t epoch = 0;  ///< a lower one than the highest seen is refused
  Instant sent{};
  std::string order;  ///< compact JWS of the order, as a person signed it

  bool operator==(const Dispatch&) const = default;
};

/// docs/documents.md, `time`.
struct SignedTime {
  std::string nonce;  ///< what the device sent
  Instant now{};

  bool operator==(const SignedTime&) const = default;
};

}  // namespace playlists
