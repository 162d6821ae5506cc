// Sounds made for people to hear before they sign, kept as files while somebody may listen on.
#pragma once

#include <atomic>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <list>
#include <optional>
#include <string>

#include "controller/api/problem.h"
#include "controller/api/values.h"
#include "controller/library/wav_writer.h"
#include "protocols/io/guarded.h"

namespace controller {

/// WAV files by name under `<data>/previews`, made when first asked for. One is made at a time;
/// whoever asks meanwhile waits, and the ninth is told to come again. When they are together larger
/// than the shelf, those that were not asked for the longest go. Nothing here needs keeping: the
/// folder is emptied at start. Thread-safe; blocks for the decoding (a second for four minutes of
/// sound).
class PreviewShelf {
 public:
  /// Errors: as MediaStore.
  explicit PreviewShelf(std::filesystem::path root, std::uint64_t most_bytes = 512U << 20);

  using Make = std::function<void(WavWriter&)>;
  /// The sound of this name, which names its content for ever. What `make` throws comes out, and
  /// nothing is left behind. Throws api::Problem 503 `busy`, and protocols::io::StorageFull.
  api::Blob sound(const std::string& name, const Make& make);

 private:
  struct Kept {
    std::string name;
    std::uint64_t bytes = 0;
  };
  std::filesystem::path file_of(const std::string& name) const { return root_ / (name + ".wav"); }
  std::optional<api::Blob> find(const std::string& name);
  api::Blob made(const std::string& name, const Make& make);
  void make_room(std::list<Kept>& kept) const;

  const std::filesystem::path root_;
  const std::uint64_t most_bytes_;
  std::atomic<int> waiting_{0};
  protocols::io::Mutex making_;
  protocols::io::Guarded<std::list<Kept>> kept_;  // last asked for first
};

/// 404 no_sound: loudspeakers play nothing of this.
api::Problem no_sound();

}  // namespace controller
