// What a device lacks: compares its hello with the store. Truth is the store; every connection
// reconciles. Functions over a lent session; no state.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "controller/fleet/known_device.h"
#include "controller/store/store.h"
#include "protocols/link/link_messages.h"

namespace controller {

// The signed message document of this hash (compact JWS), as library keeps it.
using FindMessage =
    std::function<std::optional<std::string>(Session& session, std::string_view hash)>;

// A signed document on its way down.
struct Parcel {
  std::string jws;
  std::string hash;
};

// The versions a device should hold.
struct WantedVersions {
  std::int64_t keyring = 0;
  std::int64_t placement = 0;
  std::map<std::string, std::int64_t> programmes;  // area -> version
  std::set<std::string> messages;                  // hashes its programmes name
};

WantedVersions wanted_by(Session& session, const KnownDevice& device);

// In the order they must be obeyed: keyring, placement, programmes, then the messages these name
// and the device lacks. `time` (the signed answer to hello.nonce) belongs after the keyring: the
// caller sends it between, so the keyring comes apart.
struct Parcels {
  std::optional<Parcel> keyring;
  std::vector<Parcel> rest;
};
Parcels lacking(Session& session, const KnownDevice& device, const WantedVersions& wanted,
                const protocols::link::Hello& hello, const FindMessage& find_message);

}  // namespace controller
