#pragma once

#include <string>
#include <vector>

#include "controller/api/clips.h"
#include "controller/api/problem.h"
#include "controller/api/values.h"

namespace controller::api {

struct Card {
  std::string template_name;  // install-card, notice, emergency; empty = there is no card
  std::string title;
  std::vector<std::string> lines;
  std::vector<std::string> steps;
  std::string url;
  std::string footer;
};

struct Variant {
  std::string lang;    // BCP 47
  std::string speech;  // empty = nothing is said
  Card card;
};

struct MessageAsk {
  std::string kind;  // clip, install-card, notice, emergency
  std::string title;
  std::vector<Variant> variants;
  std::string clip;   // SHA-256 of a ready clip; empty = none
  Millis duration{};  // 0 = the clip's or the speech's length (a silent card: 10 s)
  std::string highest_class;
  std::vector<std::string> areas;
  Instant valid_from{};   // the epoch = now
  Instant valid_until{};  // the epoch = open
};

struct PreparedMessage {
  std::string payload;  // the exact bytes to sign (typ vang-message)
  std::string hash;     // lower-case hex SHA-256 of them
  std::vector<Detail>
      notes;  // what the person should know before signing (short of loudness, letters cut …)
  std::vector<Rendition> renditions;
  std::vector<std::string>
      previews;  // profile names that `preview` draws; kept for an hour if not approved
};

struct Message {
  std::string hash;  // of the payload; what programmes name
  std::string id;    // UUIDv7
  std::string kind;
  std::string title;
  std::string clip;  // SHA-256 or empty
  std::string clip_name;
  std::string highest_class;
  std::vector<std::string> areas;
  std::vector<std::string> langs;
  Millis duration{};
  Instant valid_from{};
  Instant valid_until{};
  Instant approved{};
  std::string approved_by;  // name
  std::string kid;          // the key that signed
  std::vector<Rendition> renditions;
  std::vector<std::string> previews;  // profile names
  std::string payload;                // JSON text of the signed payload
};

// Messages: prepared here, approved by a person's signature. Thread-safe. `prepare` may block for
// seconds (speech and encoding); everything else a few ms.
class Messages {
 public:
  virtual ~Messages() = default;
  // Throws 422 (unknown_clip, clip_not_ready, qr_unreadable, text_too_long, unknown_area …).
  virtual PreparedMessage prepare(const Caller& caller, const MessageAsk& ask) = 0;
  // A `vang-message` signed over exactly what was prepared. Throws 422 with the reason code of the
  // verifier, or not_prepared. Repeating the same one returns the same message.
  virtual Message approve(const Caller& caller, const std::string& jws) = 0;
  virtual Page<Message> list(const Caller& caller, const std::string& text,
                             const PageAsk& page) = 0;
  virtual Message one(const Caller& caller, const std::string& hash) = 0;
  // The card (or the clip's frame) in true pixels of the profile's picture output `at` into the
  // message.
  virtual Picture preview(const Caller& caller, const std::string& hash, const std::string& profile,
                          const std::string& lang, Millis at) = 0;
  // What loudspeakers say in this language or play in any: WAV. Throws 404 no_sound.
  virtual Blob sound(const Caller& caller, const std::string& hash, const std::string& lang) = 0;
};

}  // namespace controller::api
