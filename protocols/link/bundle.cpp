#include "protocols/link/bundle.h"

#include <algorithm>
#include <stdexcept>

#include "protocols/io/digest.h"
#include "protocols/link/link_messages.h"

namespace protocols::link {

namespace {

constexpr std::string_view kMagic = "VNGB";
constexpr std::uint8_t kVersion = 1;

void put(std::string& out, std::uint32_t value, unsigned bytes) {
  for (unsigned shift = bytes * 8; shift > 0; shift -= 8) {
    out += static_cast<char>((value >> (shift - 8)) & 0xFFU);
  }
}

void require(bool fine, const char* what) {
  if (!fine) throw std::invalid_argument(std::string("cannot encode a speech bundle: ") + what);
}

void require_encodable(const Bundle& bundle) {
  const auto rate = bundle.sample_rate;
  require(bundle.channels == 1 || bundle.channels == 2, "channels are 1 or 2");
  require(rate > 0 && rate <= 48'000 && rate % 100 == 0, "no Opus sample rate");
  require(bundle.packets.size() <= 0xFFFF, "too many packets");
  for (const auto& packet : bundle.packets) require(packet.size() <= 0xFFFF, "packet too long");
}

// Reads big-endian integers and byte strings; once something is missing, everything after it fails.
class Reader {
 public:
  explicit Reader(std::string_view bytes) : rest_(bytes) {}

  std::string_view take(std::size_t count) {
    if (count > rest_.size()) failed_ = true;
    const auto taken = rest_.substr(0, failed_ ? 0 : count);
    rest_.remove_prefix(taken.size());
    return taken;
  }
  std::uint32_t number(std::size_t bytes) {
    std::uint32_t value = 0;
    for (const char byte : take(bytes)) value = (value << 8U) | static_cast<std::uint8_t>(byte);
    return value;
  }
  bool failed() const { return failed_; }
  bool finished() const { return !failed_ && rest_.empty(); }

 private:
  std::string_view rest_;
  bool failed_ = false;
};

bool plausible(const Bundle& bundle) {
  return (bundle.channels == 1 || bundle.channels == 2) && bundle.sample_rate > 0 &&
         bundle.sample_rate <= 48'000;
}

}  // namespace

std::string encode_bundle(const Bundle& bundle) {
  require_encodable(bundle);
  std::string out(kMagic);
  put(out, kVersion, 1);
  put(out, bundle.channels, 1);
  put(out, bundle.sample_rate / 100, 2);
  put(out, bundle.index, 4);
  put(out, bundle.media_time_ms, 4);
  put(out, static_cast<std::uint32_t>(bundle.packets.size()), 2);
  for (const auto& packet : bundle.packets) {
    put(out, static_cast<std::uint32_t>(packet.size()), 2);
    out += packet;
  }
  require(out.size() <= kMaxPayload, "longer than the link's largest payload");
  return out;
}

std::optional<Bundle> decode_bundle(std::string_view bytes) {
  Reader in(bytes);
  if (in.take(4) != kMagic || in.number(1) != kVersion) return std::nullopt;
  Bundle bundle;
  bundle.channels = static_cast<std::uint8_t>(in.number(1));
  bundle.sample_rate = in.number(2) * 100;
  bundle.index = in.number(4);
  bundle.media_time_ms = in.number(4);
  const std::uint32_t count = in.number(2);
  for (std::uint32_t packet = 0; packet < count && !in.failed(); ++packet) {
    bundle.packets.emplace_back(in.take(in.number(2)));
  }
  if (!in.finished() || !plausible(bundle)) return std::nullopt;
  return bundle;
}

std::string bundle_hash(std::string_view bytes) {
  return io::sha256_base64url(bytes);
}

}  // namespace protocols::link
