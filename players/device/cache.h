#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "protocols/io/backoff.h"
#include "protocols/io/event_loop.h"
#include "protocols/io/http_client.h"
#include "protocols/io/timer.h"
#include "protocols/io/worker_pool.h"

namespace players {

/// One file a device needs to play what it is told to.
struct WantedMedia {
  std::string sha256;
  std::uint64_t bytes = 0;
  auto operator<=>(const WantedMedia&) const = default;
};

struct StorageState {
  std::uint64_t free_bytes = 0;
  std::uint64_t total_bytes = 0;
  std::uint64_t cache_bytes = 0;
  bool full = false;
  bool operator==(const StorageState&) const = default;
};

/// Renditions on the device's disk, named by SHA-256, fetched before they are needed.
///
/// A file has its name only when it is whole and its hash was checked; until then it is
/// `<hash>.part` and the next attempt, also after kill -9, goes on where that one stopped. After a
/// start each file is hashed again before it is first given out. At most two files come at a time,
/// each after a random wait, so that a thousand boards with one new programme do not ask in the
/// same second. What is no longer wanted stays while there is room: it is deleted, oldest first,
/// when the quota or the disk needs its space. Disk full is a state (`storage().full`) in which
/// fetching pauses and everything else goes on. Lives on the device loop; its jobs run on the
/// workers.
class Cache {
 public:
  using Fetch = std::function<protocols::io::DownloadResult(
      const std::string& sha256, const std::filesystem::path& file, std::uint64_t max_bytes)>;
  struct Settings {
    std::filesystem::path folder;
    std::uint64_t quota_bytes = 8ULL << 30;
    std::uint64_t keep_free_bytes = 4ULL << 20;  ///< for journal and documents
    std::chrono::milliseconds jitter = std::chrono::seconds(3);
    std::chrono::milliseconds retry_first = std::chrono::seconds(2);
    std::chrono::milliseconds retry_most = std::chrono::seconds(60);
    std::size_t at_a_time = 2;
  };
  /// `fetch` runs on a worker and blocks. Both outlive the cache.
  Cache(protocols::io::EventLoop& loop, protocols::io::WorkerPool& workers, Fetch fetch,
        Settings settings);
  ~Cache();

  /// Everything that is needed now, most urgent first; replaces what was wanted before.
  void want(std::vector<WantedMedia> wanted);
  /// The file, if it is here, verified and ready to be opened.
  std::optional<std::filesystem::path> file(const std::string& sha256) const;
  std::size_t have() const;
  std::size_t wanted() const { return wanted_.size(); }
  StorageState storage() const;
  /// Told when a file became ready, or the state of the disk changed (then the text is empty).
  std::function<void(const std::string& sha256)> on_ready;

 private:
  void check_present();
  /// What the disk gave back is not what was written: removed, and fetched again if still wanted.
  void distrust(const std::string& sha256);
  void next();
  void start(const WantedMedia& media);
  void fetched(const WantedMedia& media, const protocols::io::DownloadResult& result);
  void later(std::chrono::milliseconds wait);
  /// Deletes what is not wanted; false if there is not enough space all the same.
  bool make_room(std::uint64_t bytes);
  std::uint64_t size_of_cache() const;
  bool is_wanted(const std::string& sha256) const;
  std::filesystem::path path_of(const std::string& sha256) const;

  protocols::io::EventLoop& loop_;
  protocols::io::WorkerPool& workers_;
  const Fetch fetch_;
  const Settings settings_;
  protocols::io::Backoff backoff_;
  protocols::io::Timer retry_;
  std::vector<WantedMedia> wanted_;
  std::set<std::string> ready_;      ///< whole and verified
  std::set<std::string> unchecked_;  ///< on disk since before the start
  std::set<std::string> coming_;     ///< being fetched or checked
  bool full_ = false;
  std::shared_ptr<bool> alive_ = std::make_shared<bool>(true);
};

}  // namespace players
