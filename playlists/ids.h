// Names of things as distinct types, so that a device id can never be passed where an order id is
// meant.
//
// Every id is a checked string: parse() is total and answers nothing for what does not match the
// rule of that id (docs/documents.md, "Conventions"). A default-constructed id is empty and means
// "none". Immutable after construction.
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <functional>
#include <optional>
#include <ostream>
#include <string>
#include <string_view>
#include <utility>

#include "playlists/instant.h"

namespace playlists {

bool is_area_code(std::string_view text);   ///< `[0-9A-Za-z.-]{1,40}`
bool is_device_id(std::string_view text);   ///< `[a-z0-9][a-z0-9-]{2,39}`
bool is_site_id(std::string_view text);     ///< `[a-z0-9][a-z0-9-]{0,63}`
bool is_uuid7(std::string_view text);       ///< RFC 9562, lower-case, version 7, variant 10
bool is_sha256_hex(std::string_view text);  ///< 64 lower-case hex digits
bool is_thumbprint(std::string_view text);  ///< 43 base64url digits (RFC 7638 with SHA-256)
bool is_language(
    std::string_view text);  ///< a plain BCP 47 tag: letters, digits and `-`, at most 35

/// A UUIDv7 (RFC 9562 section 5.7) of that instant and ten random bytes, as lower-case text.
std::string uuid7_text(Instant instant, const std::array<std::uint8_t, 10>& random);

template <bool (*Rule)(std::string_view), class Tag>
class Id {
 public:
  Id() = default;

  /// Nothing when the text does not match this id's rule; the empty text is never an id.
  static std::optional<Id> parse(std::string_view text) {
    if (!Rule(text)) return std::nullopt;
    Id id;
    id.text_ = text;
    return id;
  }

  const std::string& text() const { return text_; }
  bool empty() const { return text_.empty(); }
  auto operator<=>(const Id&) const = default;
  bool operator==(const Id&) const = default;

 private:
  std::string text_;
};

template <bool (*Rule)(std::string_view), class Tag>
std::ostream& operator<<(std::ostream& out, const Id<Rule, Tag>& id) {
  return out << id.text();
}

using AreaCode = Id<is_area_code, struct AreaCodeTag>;
using DeviceId = Id<is_device_id, struct DeviceIdTag>;
using SiteId = Id<is_site_id, struct SiteIdTag>;
using OrderId = Id<is_uuid7, struct OrderIdTag>;
using MessageId = Id<is_uuid7, struct MessageIdTag>;
using EntryId = Id<is_uuid7, struct EntryIdTag>;
using ReceiptId = Id<is_uuid7, struct ReceiptIdTag>;
using ChainId = Id<is_uuid7, struct ChainIdTag>;               ///< one device's journal
using MessageHash = Id<is_sha256_hex, struct MessageHashTag>;  ///< SHA-256 of a message's payload
using ClipId = Id<is_sha256_hex, struct ClipIdTag>;  ///< SHA-256 of the file as it was brought
using MediaHash = Id<is_sha256_hex, struct MediaHashTag>;  ///< SHA-256 of a rendition's file
using KeyId = Id<is_thumbprint, struct KeyIdTag>;          ///< `kid`

}  // namespace playlists

template <bool (*Rule)(std::string_view), class Tag>
struct std::hash<playlists::Id<Rule, Tag>> {
  std::size_t operator()(const playlists::Id<Rule, Tag>& id) const {
    return std::hash<std::string>{}(id.text());
  }
};
