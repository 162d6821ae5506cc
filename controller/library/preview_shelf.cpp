#include "controller/library/preview_shelf.h"

#include <algorithm>
#include <numeric>
#include <system_error>
#include <utility>

#include "protocols/io/durable_file.h"

namespace controller {

namespace fs = std::filesystem;

namespace {

constexpr int kMostWaiting = 8;

api::Problem busy() {
  return api::unavailable("busy", "Máy chủ đang chuẩn bị âm thanh cho nhiều người; hãy thử lại.",
                          "The server is making sound for many people: try again.",
                          std::chrono::seconds(2));
}

// A place in front of the shelf.
class Place {
 public:
  explicit Place(std::atomic<int>& taken) : taken_(taken) {
    if (++taken_ <= kMostWaiting) return;
    --taken_;
    throw busy();
  }
  ~Place() { --taken_; }
  Place(const Place&) = delete;
  Place& operator=(const Place&) = delete;

 private:
  std::atomic<int>& taken_;
};

}  // namespace

api::Problem no_sound() {
  return {404, "no_sound", "Nội dung này không có tiếng.", "This has no sound."};
}

PreviewShelf::PreviewShelf(fs::path root, std::uint64_t most_bytes)
    : root_(std::move(root)), most_bytes_(most_bytes) {
  fs::remove_all(root_);
  protocols::io::make_folder(root_);
}

api::Blob PreviewShelf::sound(const std::string& name, const Make& make) {
  if (auto kept = find(name)) return *std::move(kept);
  const Place place(waiting_);
  const protocols::io::MutexLock lock(making_);
  if (auto kept = find(name)) return *std::move(kept);
  return made(name, make);
}

std::optional<api::Blob> PreviewShelf::find(const std::string& name) {
  return kept_.with([&](std::list<Kept>& kept) -> std::optional<api::Blob> {
    const auto found = std::ranges::find(kept, name, &Kept::name);
    if (found == kept.end()) return std::nullopt;
    kept.splice(kept.begin(), kept, found);
    return api::Blob{file_of(name), found->bytes, "audio/wav", name};
  });
}

api::Blob PreviewShelf::made(const std::string& name, const Make& make) {
  const fs::path part = root_ / "part";
  try {
    WavWriter wav(part);
    make(wav);
    wav.finish();
  } catch (...) {
    std::error_code ignored;
    fs::remove(part, ignored);
    throw;
  }
  const api::Blob blob{file_of(name), fs::file_size(part), "audio/wav", name};
  fs::rename(part, blob.path);
  kept_.with([&](std::list<Kept>& kept) {
    kept.push_front({name, blob.bytes});
    make_room(kept);
  });
  return blob;
}

// The newest stays whatever its size.
void PreviewShelf::make_room(std::list<Kept>& kept) const {
  const auto add = [](std::uint64_t sum, const Kept& one) { return sum + one.bytes; };
  auto bytes = std::accumulate(kept.begin(), kept.end(), std::uint64_t{0}, add);
  while (bytes > most_bytes_ && kept.size() > 1) {
    bytes -= kept.back().bytes;
    std::error_code ignored;
    fs::remove(file_of(kept.back().name), ignored);
    kept.pop_back();
  }
}

}  // namespace controller
