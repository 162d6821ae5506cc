// A message (bản tin): what people write and approve, in every form it may take. docs/documents.md,
// `message`.
//
// The approval is a person's signature over the payload's bytes (protocols/trust); this value is
// what those bytes say. Immutable after construction.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "playlists/ids.h"
#include "playlists/instant.h"
#include "playlists/item_class.h"
#include "playlists/messages/card.h"
#include "playlists/output_kind.h"

namespace playlists {

enum class MessageKind { Unknown, Clip, InstallCard, Notice, Emergency };

/// `clip`, `install-card`, `notice`, `emergency`; empty for Unknown.
std::string_view message_kind_text(MessageKind kind);
std::optional<MessageKind> parse_message_kind(std::string_view text);

/// One language of the message.
struct Variant {
  std::string lang;    ///< BCP 47, for example `vi`
  std::string speech;  ///< what a loudspeaker says; may be empty
  std::optional<Card> card;

  bool operator==(const Variant&) const = default;
};

/// The file the message was made from, for people; devices play renditions.
struct ClipName {
  ClipId sha256;
  std::string name;

  bool operator==(const ClipName&) const = default;
};

/// One file made for one kind of output.
struct Rendition {
  std::string for_key;  ///< JSON `for`: the rendition key, `picture:192x96@25` or `sound:48000x1`
  std::string lang;     ///< empty = any language
  MediaHash sha256;
  std::uint64_t bytes = 0;
  std::string media;  ///< media type, `video/mp4`, `audio/ogg`
  Duration duration{};
  std::uint64_t frames = 0;         ///< pictures only, 0 otherwise
  std::optional<double> lufs;       ///< sounds only: integrated loudness
  std::optional<double> peak_dbtp;  ///< sounds only: true peak

  bool operator==(const Rendition&) const = default;
};

struct Message {
  MessageId id;
  Instant issued{};
  MessageKind kind = MessageKind::Unknown;
  std::string title;
  Duration duration{};  ///< one playing on every output; always > 0
  std::vector<Variant> variants;
  std::optional<ClipName> clip;
  std::vector<Rendition> renditions;
  ItemClass highest_class = ItemClass::Unknown;  ///< the most an entry may make of it
  std::vector<AreaCode> areas;                   ///< subtrees it may be used in, at least one
  Instant valid_from{};
  Instant valid_until =
      open_end;  ///< first instant at which it no longer plays; open_end = 0 in JSON

  bool operator==(const Message&) const = default;
};

/// The rendition for an output's key: the wanted language first, then one for any language, then
/// any. nullptr when none.
const Rendition* rendition_for(const Message& message, std::string_view key,
                               std::string_view lang = "vi");
/// The variant in that language, else the first; nullptr when there is none.
const Variant* variant_for(const Message& message, std::string_view lang = "vi");
/// Whether an output of that rendition key has anything to make: a rendition, or (pictures) a card
/// to draw.
bool plays_on(const Message& message, OutputKind kind, std::string_view key);

}  // namespace playlists
