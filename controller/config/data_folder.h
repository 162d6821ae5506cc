#pragma once

#include <filesystem>
#include <stdexcept>

#include "playlists/world.h"
#include "protocols/io/unique_fd.h"

namespace controller {

/// The data directory belongs to the other world. what() is in Vietnamese and English.
class WrongWorld : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// The data directory of one vangd, held by it alone (mode 0700, flock on `lock`):
///
///   vang.db (+ -wal, -shm)     the store
///   trust/                     keys and certificates (authority/trust_files.h); `world` says
///                              "live" or "drill", whose keys these are
///   broker/                    the private nats-server: keys, configuration, accounts, log
///   media/, bundles/           renditions by SHA-256; speech of announcements
///   previews/                  sounds people listen to before signing; emptied at start
///   ports.json                 the ports in use
///   first-administrator.txt    login and password made at first start (0600); delete it afterwards
///   lock                       empty; held while vangd runs
///
/// A backup is a copy of the whole directory while vangd is stopped.
/// Immutable after construction.
class DataFolder {
 public:
  /// Takes the lock and makes what is missing. A folder never used becomes one of `world`; a
  /// used one stays what it is: WrongWorld if that is the other, and nothing is changed. Throws
  /// std::runtime_error, in Vietnamese and English, if another vangd holds it, or it cannot be made
  /// or written.
  explicit DataFolder(std::filesystem::path root, playlists::World world = playlists::World::Live);

  const std::filesystem::path& root() const { return root_; }
  std::filesystem::path store() const { return root_ / "vang.db"; }
  std::filesystem::path trust() const { return root_ / "trust"; }
  std::filesystem::path broker() const { return root_ / "broker"; }
  std::filesystem::path media() const { return root_ / "media"; }
  std::filesystem::path bundles() const { return root_ / "bundles"; }
  std::filesystem::path previews() const { return root_ / "previews"; }
  std::filesystem::path ports() const { return root_ / "ports.json"; }
  std::filesystem::path first_administrator() const { return root_ / "first-administrator.txt"; }

 private:
  std::filesystem::path root_;
  protocols::io::UniqueFd lock_;
};

}  // namespace controller
