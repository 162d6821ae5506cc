#include "players/device/cache.h"

#include <sys/stat.h>

#include <algorithm>
#include <cassert>
#include <utility>

#include "protocols/io/digest.h"
#include "protocols/io/durable_file.h"
#include "protocols/io/log.h"
#include "protocols/io/random.h"
#include "protocols/io/storage_error.h"

namespace players {

namespace io = protocols::io;
namespace fs = std::filesystem;

Cache::Cache(io::EventLoop& loop, io::WorkerPool& workers, Fetch fetch, Settings settings)
    : loop_(loop),
      workers_(workers),
      fetch_(std::move(fetch)),
      settings_(std::move(settings)),
      backoff_(settings_.retry_first, settings_.retry_most),
      retry_(loop) {
  io::make_folder(settings_.folder);
  for (const auto& entry : fs::directory_iterator(settings_.folder))
    if (io::is_sha256_hex(entry.path().filename().string()))
      unchecked_.insert(entry.path().filename().string());
}

Cache::~Cache() = default;

fs::path Cache::path_of(const std::string& sha256) const {
  return settings_.folder / sha256;
}

bool Cache::is_wanted(const std::string& sha256) const {
  return std::any_of(wanted_.begin(), wanted_.end(),
                     [&](const auto& media) { return media.sha256 == sha256; });
}

std::optional<fs::path> Cache::file(const std::string& sha256) const {
  if (!ready_.contains(sha256)) return {};
  return path_of(sha256);
}

std::size_t Cache::have() const {
  return static_cast<std::size_t>(
      std::count_if(wanted_.begin(), wanted_.end(),
                    [this](const auto& media) { return ready_.contains(media.sha256); }));
}

void Cache::want(std::vector<WantedMedia> wanted) {
  const bool changed = wanted != wanted_;
  wanted_ = std::move(wanted);
  check_present();
  if (!changed) return;
  backoff_.reset();
  // What the disk holds already is checked at once; only fetching spreads out.
  if (coming_.empty())
    later(std::chrono::milliseconds(
        io::random_below(static_cast<std::uint32_t>(settings_.jitter.count()) + 1)));
}

void Cache::check_present() {
  for (const auto& media : wanted_) {
    const auto& sha256 = media.sha256;
    const auto found = unchecked_.find(sha256);
    if (found == unchecked_.end()) continue;
    const auto path = path_of(sha256);
    const bool taken = workers_.submit(
        loop_, [path] { return io::sha256_hex_of_file(path); },
        [this, alive = std::weak_ptr(alive_), sha256](const std::string& hash) {
          if (alive.expired()) return;
          coming_.erase(sha256);
          if (hash != sha256) return distrust(sha256);
          ready_.insert(sha256);
          if (on_ready) on_ready(sha256);
          next();
        },
        [this, alive = std::weak_ptr(alive_), sha256](std::exception_ptr) {
          if (alive.expired()) return;
          coming_.erase(sha256);
          distrust(sha256);
        });
    if (!taken) return later(settings_.retry_first);
    unchecked_.erase(found);
    coming_.insert(sha256);
  }
}

void Cache::distrust(const std::string& sha256) {
  io::log::error("cache: a file is not what it should be, removed", {{"sha256", sha256}});
  ready_.erase(sha256);
  std::error_code ignored;
  fs::remove(path_of(sha256), ignored);
  later(settings_.retry_first);
}

void Cache::later(std::chrono::milliseconds wait) {
  retry_.once(wait, [this] {
    check_present();
    next();
  });
}

void Cache::next() {
  assert(loop_.inside());
  for (const auto& media : wanted_) {
    if (coming_.size() >= settings_.at_a_time) return;
    if (!ready_.contains(media.sha256) && !coming_.contains(media.sha256) &&
        !unchecked_.contains(media.sha256))
      start(media);
  }
}

void Cache::start(const WantedMedia& media) {
  if (!make_room(media.bytes)) {
    const bool news = !std::exchange(full_, true);
    later(settings_.retry_most);
    if (news && on_ready) on_ready({});
    return;
  }
  const bool taken = workers_.submit(
      loop_,
      [fetch = fetch_, media, path = path_of(media.sha256)] {
        return fetch(media.sha256, path, media.bytes);
      },
      [this, alive = std::weak_ptr(alive_), media](const io::DownloadResult& result) {
        if (!alive.expired()) fetched(media, result);
      },
      [this, alive = std::weak_ptr(alive_), media](std::exception_ptr) {
        if (alive.expired()) return;
        coming_.erase(media.sha256);
        later(backoff_.next());
      });
  if (taken)
    coming_.insert(media.sha256);
  else
    later(settings_.retry_first);
}

void Cache::fetched(const WantedMedia& media, const io::DownloadResult& result) {
  coming_.erase(media.sha256);
  const bool was_full = full_;
  if (result.ok()) {
    full_ = false;
    backoff_.reset();
    ready_.insert(media.sha256);
    io::log::info("cache: have", {{"sha256", media.sha256}, {"bytes", result.bytes}});
    if (on_ready) on_ready(media.sha256);
    return next();
  }
  full_ = result.outcome == io::DownloadOutcome::storage_full;
  auto wait = backoff_.next() + settings_.retry_first / 4;
  if (result.retry_after) wait = std::max<std::chrono::milliseconds>(wait, *result.retry_after);
  io::log::warning("cache: not yet", {{"sha256", media.sha256},
                                      {"status", result.status},
                                      {"cause", result.detail},
                                      {"again_in_ms", wait.count()}});
  later(wait);
  if (full_ != was_full && on_ready) on_ready({});
}

std::uint64_t Cache::size_of_cache() const {
  std::uint64_t bytes = 0;
  std::error_code ignored;
  for (const auto& entry : fs::directory_iterator(settings_.folder, ignored))
    bytes += entry.is_regular_file(ignored) ? entry.file_size(ignored) : 0;
  return bytes;
}

bool Cache::make_room(std::uint64_t bytes) {
  std::vector<std::pair<fs::file_time_type, fs::path>> spare;
  std::error_code ignored;
  for (const auto& entry : fs::directory_iterator(settings_.folder, ignored)) {
    const auto name = entry.path().filename().string().substr(0, 64);
    if (!is_wanted(name) && !coming_.contains(name))
      spare.push_back({entry.last_write_time(ignored), entry.path()});
  }
  std::sort(spare.begin(), spare.end());
  auto total = size_of_cache();
  auto free = fs::space(settings_.folder, ignored).available;
  const auto enough = [&] {
    return total + bytes <= settings_.quota_bytes && free >= bytes + settings_.keep_free_bytes;
  };
  for (const auto& [time, path] : spare) {
    if (enough()) break;
    const auto size = fs::file_size(path, ignored);
    if (!fs::remove(path, ignored)) continue;
    ready_.erase(path.filename().string());
    unchecked_.erase(path.filename().string());
    total -= std::min(total, size);
    free += size;
    io::log::info("cache: gave up what nobody needs", {{"file", path.filename().string()}});
  }
  return enough();
}

StorageState Cache::storage() const {
  std::error_code error;
  const auto space = fs::space(settings_.folder, error);
  StorageState state;
  state.full = full_;
  state.cache_bytes = size_of_cache();
  if (error) return state;
  state.free_bytes = space.available;
  state.total_bytes = space.capacity;
  state.full = full_ || space.available < (1U << 20);
  return state;
}

}  // namespace players
