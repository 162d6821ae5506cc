// Messages: prepared, approved by a person's signature, listed, previewed.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "controller/api/messages.h"
#include "controller/authority/area_map.h"
#include "controller/authority/keyring_book.h"
#include "controller/authority/rights.h"
#include "controller/library/clip_shelf.h"
#include "controller/library/media_store.h"
#include "controller/library/message_rows.h"
#include "controller/library/preview_shelf.h"
#include "controller/library/profiles_in_use.h"
#include "controller/library/voice.h"
#include "controller/store/store.h"
#include "playlists/messages/message.h"
#include "protocols/io/clock.h"

namespace controller {

/// What the desk works with; all outlive it.
struct MessageDeskParts {
  Store& store;
  MediaStore& media;
  ClipShelf& clips;
  PreviewShelf& previews;
  const KeyringBook& keyring;
  const AreaMap& areas;
  const Rights& rights;
  const protocols::io::Clock& clock;
  ProfilesInUse profiles;
  Voice voice;
  /// Told the hash of each message after its approval is on disk; on the caller's thread, so it
  /// only posts. May be empty.
  std::function<void(const std::string& hash)> approved;
};

/// `api::Messages`. A payload is accepted only if its exact bytes were prepared here within the
/// last hour (kept in the store: a restart forgets none). Thread-safe; prepare blocks for seconds.
class MessageDesk final : public api::Messages {
 public:
  explicit MessageDesk(MessageDeskParts parts);

  api::PreparedMessage prepare(const api::Caller& caller, const api::MessageAsk& ask) override;
  api::Message approve(const api::Caller& caller, const std::string& jws) override;
  api::Page<api::Message> list(const api::Caller& caller, const std::string& text,
                               const api::PageAsk& page) override;
  api::Message one(const api::Caller& caller, const std::string& hash) override;
  api::Picture preview(const api::Caller& caller, const std::string& hash,
                       const std::string& profile, const std::string& lang,
                       api::Millis at) override;
  api::Blob sound(const api::Caller& caller, const std::string& hash,
                  const std::string& lang) override;

 private:
  void require_areas(const api::Caller& caller, const std::vector<std::string>& areas) const;
  bool sees(const api::Caller& caller, const playlists::Message& message) const;
  MessageRow stored(const api::Caller& caller, const std::string& jws) const;
  api::Message shown(const MessageRow& row) const;
  std::vector<std::string> preview_profiles(const playlists::Message& message) const;
  std::string payload_of(const std::string& hash) const;
  playlists::Message seen_message(const api::Caller& caller, const std::string& hash) const;
  api::Picture draw(const playlists::Message& message, const playlists::Output& board,
                    const std::string& lang, api::Millis at) const;

  const MessageDeskParts parts_;
};

/// The signed message of this hash as it travels to devices (`FindMessage` of fleet and dispatch).
std::optional<std::string> find_message_jws(Session& session, std::string_view hash);

}  // namespace controller
