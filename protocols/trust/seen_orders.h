#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "protocols/io/durable_file.h"

namespace protocols::trust {

/// The ids of accepted orders, so that one that comes again makes no second sound: not after a
/// restart, not after kill -9 or a power cut, not on a full disk. Ids lie in fixed slots of a file
/// allocated once and overwritten in place. Each slot is written twice, in two halves of the file
/// one after the other, with a checksum each: a write that tears one copy, or rot in any one byte,
/// leaves the other. Lives on its owner's loop; remember() blocks for two fdatasync.
class SeenOrders {
 public:
  enum class Result { none, fresh, repeated };
  /// Of one copy of one slot, in bytes.
  static constexpr std::size_t slot_bytes = 64;

  /// Opens or makes the file (2 x slots x 64 bytes). Throws StorageFull if it cannot be made: that
  /// happens at first start, not in an emergency. A file of another size is made anew with the ids
  /// that are still readable.
  explicit SeenOrders(std::filesystem::path file, std::size_t slots = 4096);

  /// Returns after the id is on the disk; StorageError if it could not be put there (then it is not
  /// remembered and the order must not sound). `until_ms` = Verified::order_until_ms: from then on
  /// a copy is refused as expired, so the slot may be used again. `now_ms` is the trusted time. If
  /// every slot holds an id that is still needed, the one that expires first is forgotten: new
  /// orders must be heard, and a copy of the forgotten one could sound again only within its own
  /// start window, after 4096 other orders signed by people.
  Result remember(std::string_view order_id, std::int64_t until_ms, std::int64_t now_ms);
  bool knows(std::string_view order_id) const;
  std::size_t size() const { return slot_of_.size(); }

 private:
  struct Slot {
    std::string key;  ///< SHA-256 of the id; empty = free
    std::int64_t until_ms = 0;
  };
  void load();
  void write(std::size_t index);
  std::size_t slot_to_use(std::int64_t now_ms) const;

  protocols::io::FixedFile file_;
  std::vector<Slot> slots_;
  std::unordered_map<std::string, std::size_t> slot_of_;
};

}  // namespace protocols::trust
