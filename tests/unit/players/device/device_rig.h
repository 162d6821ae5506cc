#pragma once

#include <string>
#include <vector>

#include "playlists/messages/message.h"
#include "playlists/orders/order.h"
#include "playlists/orders/placement.h"
#include "playlists/programme/programme.h"
#include "protocols/trust/keyring.h"
#include "protocols/trust/keys.h"
#include "tests/fakes/fake_clock.h"

namespace rig {

namespace trust = protocols::trust;

inline constexpr auto device = "loa-thu-nghiem";
inline constexpr auto own_area = "02.026.00715";

/// A small authority for tests: root, one online key, one person; signs everything a device obeys.
/// Its times are those of fakes::FakeClock's beginning.
class Authority {
 public:
  Authority();

  trust::Keyring keyring;  ///< change and sign again for a newer version
  trust::SigningKey root = trust::SigningKey::generate();
  trust::SigningKey online = trust::SigningKey::generate();
  trust::SigningKey person = trust::SigningKey::generate();
  /// Someone whose key is in no keyring.
  trust::SigningKey stranger = trust::SigningKey::generate();

  std::string signed_keyring() const;
  std::string signed_placement(const playlists::Placement& placement) const;
  std::string signed_message(const playlists::Message& message) const;
  std::string signed_programme(const playlists::Programme& programme) const;
  std::string signed_time(const std::string& nonce, playlists::Instant now) const;
  std::string dispatch(const playlists::Order& order, std::int64_t epoch = 1) const;
  std::string dispatch_by(const trust::SigningKey& signer, const playlists::Order& order,
                          std::int64_t epoch = 1) const;

  trust::KeyringKey person_key() const;
  trust::KeyringKey online_key() const;
};

/// A device of one loudspeaker and one board in own_area, its key is `kid`.
playlists::Placement placement(const std::string& kid);
/// An emergency of that text for own_area, valid for an hour from `now`, speech of `bundles`.
playlists::Order emergency(playlists::Instant now, const std::vector<std::string>& bundles = {});
/// A clip of that length with renditions for both outputs of placement(); their hashes are those of
/// "picture" and "sound".
playlists::Message clip(playlists::Instant now, playlists::Duration length);
/// A programme of own_area that plays `message` all day as background.
playlists::Programme all_day(const std::string& message_hash, playlists::Instant now);
std::string hash_of(const playlists::Message& message);
/// A fresh id of that instant.
std::string uuid(playlists::Instant now);

}  // namespace rig
