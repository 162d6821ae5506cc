// From what a person asks for to a message with everything made: speech spoken and levelled, cards
// drawn and read back for every board in use. Internal to this folder.
#pragma once

#include <vector>

#include "controller/api/messages.h"
#include "controller/library/clip_shelf.h"
#include "controller/library/media_store.h"
#include "controller/library/profiles_in_use.h"
#include "controller/library/voice.h"
#include "playlists/messages/message.h"

namespace controller {

/// What a draft is made with; all outlive it. Confined to its owner.
struct DraftParts {
  MediaStore& media;
  ClipShelf& clips;
  const ProfilesInUse& profiles;
  const Voice& voice;
};

struct DraftedMessage {
  playlists::Message message;
  std::vector<api::Detail> notes;  // a board too small for the card, sound short of the target
};

/// Blocks for speech engine and encoders (about a second). Rights and areas are the caller's to
/// judge. Throws api::Problem 422 with everything that is wrong.
DraftedMessage draft_message(const api::MessageAsk& ask, playlists::MessageId id,
                             playlists::Instant now, const DraftParts& parts);

/// The playlists' value of an api card; nullopt without a template.
std::optional<playlists::Card> card_of(const api::Card& card);

}  // namespace controller
