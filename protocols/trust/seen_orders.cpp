#include "protocols/trust/seen_orders.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "protocols/io/digest.h"
#include "protocols/io/encoding.h"
#include "protocols/io/log.h"
#include "protocols/io/storage_error.h"

namespace protocols::trust {
namespace {

namespace io = protocols::io;

// One copy of a slot: 8 bytes magic, 32 bytes SHA-256 of the id, 8 bytes expiry in ms (big-endian),
// 16 bytes checksum (the beginning of the SHA-256 of the 48 bytes before).
constexpr std::string_view magic("VNGSEEN\x01", 8);
constexpr std::size_t key_bytes = 32;
constexpr std::size_t covered_bytes = 48;
constexpr std::size_t slot_size = SeenOrders::slot_bytes;

std::string key_of(std::string_view order_id) {
  return std::string(io::as_text(io::sha256(order_id)));
}

std::string checksum_of(std::string_view covered) {
  return std::string(io::as_text(io::sha256(covered)).substr(0, slot_size - covered_bytes));
}

std::string encode(std::string_view key, std::int64_t until_ms) {
  std::string bytes(magic);
  bytes += key;
  const auto value = static_cast<std::uint64_t>(until_ms);
  for (unsigned shift = 64; shift > 0; shift -= 8) {
    bytes += static_cast<char>((value >> (shift - 8)) & 0xffU);
  }
  return bytes + checksum_of(bytes);
}

struct Copy {
  std::string key;
  std::int64_t until_ms;
  bool operator==(const Copy&) const = default;
};

std::optional<Copy> decode(std::string_view bytes) {
  const auto covered = bytes.substr(0, covered_bytes);
  if (!bytes.starts_with(magic) || bytes.substr(covered_bytes) != checksum_of(covered)) {
    return std::nullopt;
  }
  std::uint64_t value = 0;
  for (const char byte : covered.substr(magic.size() + key_bytes)) {
    value = (value << 8U) | static_cast<unsigned char>(byte);
  }
  return Copy{std::string(covered.substr(magic.size(), key_bytes)),
              static_cast<std::int64_t>(value)};
}

/// A file made for another number of slots, carried over: its sound copies, each id once.
std::string resized(std::string_view old, std::size_t slots) {
  std::unordered_map<std::string, std::int64_t> held;
  for (std::size_t at = 0; at + slot_size <= old.size(); at += slot_size) {
    if (const auto copy = decode(old.substr(at, slot_size))) held[copy->key] = copy->until_ms;
  }
  std::string half;
  for (const auto& [key, until_ms] : held) {
    if (half.size() < slots * slot_size) half += encode(key, until_ms);
  }
  half.resize(slots * slot_size, '\0');
  return half + half;
}

io::FixedFile open_file(const std::filesystem::path& file, std::size_t slots) {
  const auto size = 2 * slots * slot_size;
  try {
    return io::FixedFile(file, size);
  } catch (const io::StorageDamaged& damage) {
    io::log::warning("seen orders: made anew", {{"cause", damage.what()}});
    io::write_durably(file, resized(io::read_file(file), slots), 0600);
    return io::FixedFile(file, size);
  }
}

}  // namespace

SeenOrders::SeenOrders(std::filesystem::path file, std::size_t slots)
    : file_(open_file(file, slots)), slots_(slots) {
  load();
}

void SeenOrders::load() {
  const auto half = slots_.size() * slot_bytes;
  const auto content = file_.read(0, 2 * half);
  for (std::size_t i = 0; i < slots_.size(); ++i) {
    const auto bytes = std::string_view(content).substr(i * slot_bytes);
    const auto first = decode(bytes.substr(0, slot_bytes));
    const auto second = decode(bytes.substr(half, slot_bytes));
    // The first copy is written first: where both are sound it is the newer.
    const auto& held = first ? first : second;
    if (!held) continue;
    slots_[i] = {held->key, held->until_ms};
    slot_of_[held->key] = i;
    if (first != second) write(i);
  }
}

void SeenOrders::write(std::size_t index) {
  const auto bytes = encode(slots_[index].key, slots_[index].until_ms);
  // Each is on the disk before the next begins, so that a power cut tears only one of them.
  file_.overwrite(index * slot_bytes, bytes);
  file_.overwrite((slots_.size() + index) * slot_bytes, bytes);
}

std::size_t SeenOrders::slot_to_use(std::int64_t now_ms) const {
  // Free slots expire at 0, so the one that expires first is free, or no longer needed, or, when
  // all are needed, the one to forget.
  const auto first =
      std::min_element(slots_.begin(), slots_.end(), [](const auto& a, const auto& b) {
        return std::pair(!a.key.empty(), a.until_ms) < std::pair(!b.key.empty(), b.until_ms);
      });
  if (!first->key.empty() && first->until_ms > now_ms) {
    io::log::warning("seen orders: full, the id that expires first is forgotten",
                     {{"slots", slots_.size()}});
  }
  return static_cast<std::size_t>(first - slots_.begin());
}

SeenOrders::Result SeenOrders::remember(std::string_view order_id, std::int64_t until_ms,
                                        std::int64_t now_ms) {
  auto key = key_of(order_id);
  if (slot_of_.contains(key)) return Result::repeated;
  const auto index = slot_to_use(now_ms);
  const auto before = std::exchange(slots_[index], Slot{key, until_ms});
  try {
    write(index);
  } catch (...) {
    slots_[index] = before;
    throw;
  }
  slot_of_.erase(before.key);
  slot_of_[std::move(key)] = index;
  return Result::fresh;
}

bool SeenOrders::knows(std::string_view order_id) const {
  return slot_of_.contains(key_of(order_id));
}

}  // namespace protocols::trust
