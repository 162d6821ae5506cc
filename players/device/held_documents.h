#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "players/device/trusted_clock.h"
#include "playlists/messages/message.h"
#include "playlists/orders/placement.h"
#include "playlists/programme/programme.h"
#include "protocols/trust/verifier.h"

namespace players {

/// What was taken in or given up; `name` is an area code or a message hash.
struct DocumentChange {
  protocols::trust::DocumentType type = protocols::trust::DocumentType::none;
  std::string name;
  bool dropped = false;
};

/// The signed documents a device obeys, as exact JWS on disk and as values in memory: keyring,
/// placement, the programmes of its areas, messages. Everything passes the verifier when it comes
/// in, again when the program starts, and again when a newer keyring takes somebody's right away.
///
/// A document that cannot be written (disk full) is obeyed all the same and asked for again after a
/// restart. Programmes of areas the device has left, and messages that no programme names any more,
/// are given up.
///
/// Nothing is removed for want of something to judge it by: without a readable keyring or placement
/// the files wait until one comes. The placement stays in force until another takes its place, even
/// when its signer's right goes: a device without a place would hear no order at all. Not
/// responsible for orders (OrderDesk) or media (Cache). Lives on the device loop; take() blocks for
/// one durable write.
class HeldDocuments {
 public:
  struct Owner {
    std::string device;  ///< own id
    std::string kid;     ///< of the own key
    protocols::trust::PublicKey root;
  };
  HeldDocuments(std::filesystem::path folder, Owner owner, const TrustedClock& clock);

  /// Reads and verifies what is on disk; what will never pass again is removed. Calls on_change for
  /// each document held.
  void load();
  /// Judges a document that came in and keeps it. `nonce` is what a `time` must repeat. Orders and
  /// dispatches are wrong_type here. Refusals are logged and counted.
  protocols::trust::Checked<protocols::trust::Verified> take(const std::string& compact,
                                                             const std::string& nonce = {});
  /// Told of every change, after it.
  std::function<void(const DocumentChange&)> on_change;

  const std::optional<playlists::Placement>& placement() const { return placement_; }
  /// Of the placement; live while there is none.
  playlists::World world() const { return placement_ ? placement_->world : playlists::World::Live; }
  const std::map<std::string, playlists::Programme>& programmes() const { return programmes_; }
  const std::map<std::string, playlists::Message>& messages() const { return messages_; }
  const protocols::trust::Verifier& verifier() const { return verifier_; }
  /// Own area first; empty while there is no placement.
  std::vector<std::string> chain() const;
  /// What the verifier has to know of this device to judge a document of that type.
  protocols::trust::Expectation expectation(protocols::trust::DocumentType type) const;
  /// Refusals since the start, by reason code.
  const std::map<std::string, std::int64_t>& refusals() const { return refusals_; }
  void count_refusal(protocols::trust::DocumentType type, const protocols::trust::Refusal& refusal);

 private:
  using Verified = protocols::trust::Verified;
  using Refusal = protocols::trust::Refusal;
  protocols::trust::Checked<Verified> judge(const std::string& compact, const std::string& nonce);
  protocols::trust::DocumentType type_of(const std::string& compact) const;
  std::optional<Refusal> hold(const Verified& verified);
  std::optional<Refusal> hold_placement(const Verified& verified);
  std::optional<Refusal> hold_programme(const Verified& verified);
  std::optional<Refusal> hold_message(const Verified& verified);
  void load_rest();
  void load_file(const std::filesystem::path& file);
  bool keyring_in_force() const;
  bool definite(protocols::trust::Reason reason) const;
  bool hold_in_spite_of(const Refusal& refusal, const std::string& compact);
  void set_placement(playlists::Placement placement);
  void remove_file(const std::string& file);
  void judge_all_again();
  void leave_other_areas();
  void drop_unnamed(const std::set<std::string>& once_named);
  void drop(protocols::trust::DocumentType type, const std::string& name);
  std::set<std::string> named_messages() const;
  void keep(const Verified& verified, const std::string& compact);
  void tell(protocols::trust::DocumentType type, const std::string& name, bool dropped = false);

  const std::filesystem::path folder_;
  const Owner owner_;
  const TrustedClock& clock_;
  protocols::trust::Verifier verifier_;
  std::optional<playlists::Placement> placement_;
  std::map<std::string, playlists::Programme> programmes_;
  std::map<std::string, playlists::Message> messages_;
  std::map<std::string, std::string> compacts_;  ///< file name -> exact JWS
  std::map<std::string, std::int64_t> refusals_;
  bool unread_ = false;  ///< files on disk wait for a keyring or a placement
};

}  // namespace players
