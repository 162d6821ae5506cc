#include <algorithm>

#include "web/server/answers_json.h"
#include "web/server/asks_json.h"
#include "web/server/query.h"
#include "web/server/routes.h"
#include "web/server/upload.h"

namespace web {

namespace {

// What people brought is never served as something a browser would run.
Answer media_file(api::Blob blob) {
  for (const auto* kind : {"video/", "audio/", "image/png", "image/jpeg"}) {
    if (blob.media.starts_with(kind)) return file(std::move(blob));
  }
  blob.media = "application/octet-stream";
  return file(std::move(blob));
}

std::string lang_of(const Ask& ask) {
  return ask.has_param("lang") ? text_of(ask, "lang", 35) : "vi";
}

api::ProgrammeOf of_which(const Ask& ask) {
  const bool published = word_of(ask, "of", {"draft", "published"}) == "published";
  return published ? api::ProgrammeOf::Published : api::ProgrammeOf::Draft;
}

void add_occurrence_routes(Routes& routes, api::Programmes& programmes, const std::string& base) {
  routes.add(
      {.method = "GET", .pattern = base + "/occurrences", .serve = [&programmes](const Ask& ask) {
         const auto from = instant_of(ask, "from_ms");
         const auto until = instant_of(ask, "until_ms");
         return json(text_of(programmes.occurrences(ask.caller(), ask.capture("code"),
                                                    of_which(ask), from, until)));
       }});
  routes.add({.method = "GET", .pattern = base + "/next", .serve = [&programmes](const Ask& ask) {
                const auto from = instant_of(ask, "from_ms");
                const auto each = std::max(1, static_cast<int>(number_of(ask, "each", 1, 10)));
                return json(text_of(
                    programmes.next(ask.caller(), ask.capture("code"), of_which(ask), from, each)));
              }});
  routes.add({.method = "POST",
              .pattern = base + "/next",
              .serve =
                  [&programmes](const Ask& ask) {
                    const auto wanted = parse_next_ask(ask.body);
                    return json(
                        text_of(programmes.next_of(ask.caller(), ask.capture("code"), wanted.entry,
                                                   wanted.from, wanted.each)));
                  },
              .body = Body::Json});
}

}  // namespace

void add_clip_routes(Routes& routes, api::Clips& clips) {
  routes.add({.method = "GET", .pattern = "/clips", .serve = [&](const Ask& ask) {
                return json(text_of(clips.list(ask.caller(), text_of(ask, "text"), page_of(ask))));
              }});
  routes.add({.method = "POST",
              .pattern = "/clips",
              .serve = [&](const Ask& ask) { return json(text_of(take_upload(clips, ask)), 201); },
              .body = Body::Upload,
              .max_body = clips.max_upload_bytes()});
  routes.add({.method = "GET", .pattern = "/clips/{sha256}", .serve = [&](const Ask& ask) {
                return json(text_of(clips.one(ask.caller(), hash_of(ask, "sha256"))));
              }});
  routes.add({.method = "GET", .pattern = "/clips/{sha256}/content", .serve = [&](const Ask& ask) {
                return media_file(clips.content(ask.caller(), hash_of(ask, "sha256")));
              }});
  routes.add(
      {.method = "GET", .pattern = "/clips/{sha256}/thumbnail.png", .serve = [&](const Ask& ask) {
         return picture(clips.thumbnail(ask.caller(), hash_of(ask, "sha256")));
       }});
  routes.add(
      {.method = "GET", .pattern = "/clips/{sha256}/preview.mp4", .serve = [&](const Ask& ask) {
         return media_file(clips.preview(ask.caller(), hash_of(ask, "sha256")));
       }});
  routes.add({.method = "GET",
              .pattern = "/clips/{sha256}/renditions/{key}",
              .serve = [&](const Ask& ask) {
                return media_file(
                    clips.rendition(ask.caller(), hash_of(ask, "sha256"), ask.capture("key")));
              }});
}

void add_message_routes(Routes& routes, api::Messages& messages) {
  routes.add({.method = "GET", .pattern = "/messages", .serve = [&](const Ask& ask) {
                const auto text = text_of(ask, "text");
                return json(text_of(messages.list(ask.caller(), text, page_of(ask))));
              }});
  routes.add({.method = "POST",
              .pattern = "/messages",
              .serve =
                  [&](const Ask& ask) {
                    const auto jws = parse_signed(ask.body);
                    return json(text_of(messages.approve(ask.caller(), jws)), 201);
                  },
              .body = Body::Json,
              .max_body = 2U << 20});
  routes.add({.method = "POST",
              .pattern = "/messages/prepare",
              .serve =
                  [&](const Ask& ask) {
                    const auto message = parse_message_ask(ask.body);
                    return json(text_of(messages.prepare(ask.caller(), message)));
                  },
              .body = Body::Json});
  routes.add({.method = "GET", .pattern = "/messages/{hash}", .serve = [&](const Ask& ask) {
                return json(text_of(messages.one(ask.caller(), hash_of(ask, "hash"))));
              }});
  routes.add({.method = "GET",
              .pattern = "/messages/{hash}/preview/{profile}.png",
              .serve = [&](const Ask& ask) {
                const auto lang = lang_of(ask);
                const api::Millis at{number_of(ask, "at_ms", 0, 3'600'000)};
                return picture(messages.preview(ask.caller(), hash_of(ask, "hash"),
                                                ask.capture("profile"), lang, at));
              }});
  routes.add({.method = "GET",
              .pattern = "/messages/{hash}/preview/sound.wav",
              .serve = [&](const Ask& ask) {
                return file(messages.sound(ask.caller(), hash_of(ask, "hash"), lang_of(ask)));
              }});
}

void add_programme_routes(Routes& routes, api::Programmes& programmes) {
  const auto draft = [](const api::ProgrammeDraft& value) {
    Answer answer = json(text_of(value));
    answer.etag = value.revision;
    return answer;
  };
  const std::string base = "/areas/{code}/programme";
  routes.add({.method = "GET", .pattern = base, .serve = [&programmes, draft](const Ask& ask) {
                return draft(programmes.draft(ask.caller(), ask.capture("code")));
              }});
  routes.add({.method = "PUT",
              .pattern = base,
              .serve =
                  [&programmes, draft](const Ask& ask) {
                    const auto revision = if_match(ask);
                    const auto change = parse_draft_change(ask.body);
                    return draft(
                        programmes.save(ask.caller(), ask.capture("code"), revision, change));
                  },
              .body = Body::Json,
              .max_body = 4U << 20});
  routes.add(
      {.method = "GET", .pattern = base + "/changes", .serve = [&programmes](const Ask& ask) {
         return json(text_of(programmes.changes(ask.caller(), ask.capture("code"))));
       }});
  routes.add({.method = "POST",
              .pattern = base + "/publish",
              .serve =
                  [&programmes](const Ask& ask) {
                    const auto revision = if_match(ask);
                    return json(
                        text_of(programmes.publish(ask.caller(), ask.capture("code"), revision)));
                  },
              .repeatable = true});
  routes.add(
      {.method = "GET", .pattern = base + "/published", .serve = [&programmes](const Ask& ask) {
         const auto newest = programmes.published(ask.caller(), ask.capture("code"));
         if (newest) return json(text_of(*newest));
         throw api::Problem(404, "not_published", "Địa bàn này chưa công bố chương trình.",
                            "This area has not published a programme yet.");
       }});
  add_occurrence_routes(routes, programmes, base);
}

}  // namespace web
