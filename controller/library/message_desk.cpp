#include "controller/library/message_desk.h"

#include <algorithm>
#include <utility>

#include "controller/authority/detail.h"
#include "controller/authority/paging.h"
#include "controller/authority/search_text.h"
#include "controller/library/film_frame.h"
#include "controller/library/message_draft.h"
#include "controller/library/sound_rendition.h"
#include "players/media/card_renderer.h"
#include "playlists/messages/message_json.h"
#include "protocols/io/digest.h"
#include "protocols/io/random.h"
#include "protocols/io/storage_error.h"
#include "protocols/trust/jws.h"

namespace controller {

namespace io = protocols::io;
namespace trust = protocols::trust;
using playlists::Message;
using playlists::OutputKind;

namespace {

constexpr std::int64_t kSignWithin = 3'600'000;  // ms

api::Problem no_such_message() {
  return api::not_found("Không có bản tin này.", "There is no such message.");
}

// Our own bytes come back through the reader that devices use: what it refuses is never signed.
std::string checked_payload(const Message& message) {
  std::string payload = playlists::message_to_json(message);
  const auto parsed = playlists::parse_message(payload);
  if (parsed) return payload;
  std::vector<api::Detail> details;
  for (const auto& problem : parsed.problems) {
    details.push_back({"", 0, problem.code, problem.vi, problem.en});
  }
  throw api::invalid(std::move(details));
}

api::Rendition to_api(const playlists::Rendition& made) {
  return {made.for_key,  made.lang,   made.sha256.text(), made.bytes,    made.media,
          made.duration, made.frames, made.lufs,          made.peak_dbtp};
}

std::vector<api::Rendition> renditions_of(const Message& message) {
  std::vector<api::Rendition> list;
  for (const auto& made : message.renditions) list.push_back(to_api(made));
  return list;
}

// SHA-256 of what is heard in this language; one rendition serves every kind of loudspeaker.
std::optional<std::string> sound_in(const Message& message, const std::string& lang) {
  for (const auto& made : message.renditions) {
    const bool sound = made.for_key.starts_with("sound:");
    if (sound && (made.lang.empty() || made.lang == lang)) return made.sha256.text();
  }
  return std::nullopt;
}

Message parsed_or_throw(const std::string& payload) {
  auto parsed = playlists::parse_message(payload);
  if (!parsed) {
    throw std::runtime_error("library: a stored message is none: " +
                             playlists::problems_text(parsed.problems));
  }
  return *std::move(parsed);
}

}  // namespace

std::optional<std::string> find_message_jws(Session& session, std::string_view hash) {
  const auto row = MessageTable(session).find(hash);
  if (!row) return std::nullopt;
  return row->jws;
}

MessageDesk::MessageDesk(MessageDeskParts parts) : parts_(std::move(parts)) {}

void MessageDesk::require_areas(const api::Caller& caller,
                                const std::vector<std::string>& areas) const {
  if (areas.empty()) {
    throw mistake("/areas", "missing", "Hãy chọn địa bàn.", "Choose at least one area.");
  }
  for (std::size_t i = 0; i < areas.size(); ++i) {
    if (!parts_.areas.knows(areas[i])) throw no_such_area("/areas/" + std::to_string(i));
    parts_.rights.require(caller, Act::Speak, areas[i]);
  }
}

bool MessageDesk::sees(const api::Caller& caller, const Message& message) const {
  if (caller.role == api::Role::Administrator) return true;
  return std::any_of(message.areas.begin(), message.areas.end(), [&](const auto& area) {
    return parts_.areas.is_within(area.text(), caller.area) ||
           parts_.areas.is_within(caller.area, area.text());
  });
}

api::PreparedMessage MessageDesk::prepare(const api::Caller& caller, const api::MessageAsk& ask) {
  require_areas(caller, ask.areas);
  const auto id = playlists::MessageId::parse(io::uuid7(parts_.clock));
  const DraftParts with{parts_.media, parts_.clips, parts_.profiles, parts_.voice};
  DraftedMessage drafted;
  try {
    drafted = draft_message(ask, *id, parts_.clock.wall(), with);
  } catch (const io::StorageFull&) {
    throw api::Problem(507, "no_space", "Ổ đĩa của máy chủ đã đầy.", "The server's disk is full.");
  }
  api::PreparedMessage prepared;
  prepared.payload = checked_payload(drafted.message);
  prepared.hash = io::sha256_hex(prepared.payload);
  prepared.notes = std::move(drafted.notes);
  prepared.renditions = renditions_of(drafted.message);
  prepared.previews = preview_profiles(drafted.message);
  const std::int64_t now = io::to_ms(parts_.clock.wall());
  parts_.store
      .write([hash = prepared.hash, payload = prepared.payload, person = caller.person,
              now](Session& session) {
        const PreparedTable table(session);
        table.remove_older(now - kSignWithin);
        table.put(hash, payload, person, now);
      })
      .get();
  return prepared;
}

MessageRow MessageDesk::stored(const api::Caller& caller, const std::string& jws) const {
  trust::Expectation expectation;
  expectation.type = trust::DocumentType::message;
  expectation.now_ms = io::to_ms(parts_.clock.wall());
  expectation.is_within = [this](std::string_view area, std::string_view ancestor) {
    return parts_.areas.is_within(area, ancestor);
  };
  const auto checked = parts_.keyring.judge().verify(jws, expectation);
  if (!checked) {
    const auto text = trust::text(checked.reason());
    throw api::Problem(422, std::string(trust::code(checked.reason())), std::string(text.vi),
                       std::string(text.en));
  }
  const Message message = parsed_or_throw(checked->payload);
  std::vector<std::string> areas;
  for (const auto& area : message.areas) areas.push_back(area.text());
  require_areas(caller, areas);
  return {checked->hash,
          message.id.text(),
          message.title,
          checked->payload,
          jws,
          checked->kid,
          *expectation.now_ms,
          checked->signer.empty() ? caller.name : checked->signer};
}

api::Message MessageDesk::approve(const api::Caller& caller, const std::string& jws) {
  const MessageRow row = stored(caller, jws);
  const auto audit = deed(caller, parts_.clock.wall(), "message.approve",
                          parsed_or_throw(row.payload).areas.front().text(), row.hash, row.title);
  const std::int64_t since = io::to_ms(parts_.clock.wall()) - kSignWithin;
  enum class Outcome { Fresh, Repeated, NotPrepared };
  const auto outcome = parts_.store
                           .write([row, audit, since](Session& session) {
                             const MessageTable messages(session);
                             if (messages.find(row.hash)) return Outcome::Repeated;
                             const PreparedTable prepared(session);
                             if (prepared.payload(row.hash, since) != row.payload)
                               return Outcome::NotPrepared;
                             messages.insert(row);
                             prepared.remove(row.hash);
                             AuditTable(session).append(audit);
                             return Outcome::Fresh;
                           })
                           .get();
  if (outcome == Outcome::NotPrepared) {
    throw api::Problem(422, "not_prepared",
                       "Bản tin này chưa được chuẩn bị ở đây hoặc đã quá một giờ.",
                       "This message was not prepared here, or more than an hour ago.");
  }
  if (outcome == Outcome::Fresh && parts_.approved) parts_.approved(row.hash);
  return one(caller, row.hash);
}

std::vector<std::string> MessageDesk::preview_profiles(const Message& message) const {
  std::vector<std::string> names;
  for (const auto& profile : parts_.profiles()) {
    const auto* board = playlists::output_of(profile, OutputKind::Picture);
    if (board &&
        playlists::plays_on(message, OutputKind::Picture, playlists::rendition_key(*board))) {
      names.push_back(profile.name);
    }
  }
  return names;
}

api::Message MessageDesk::shown(const MessageRow& row) const {
  const Message message = parsed_or_throw(row.payload);
  api::Message out;
  out.hash = row.hash;
  out.id = row.id;
  out.kind = playlists::message_kind_text(message.kind);
  out.title = row.title;
  if (message.clip) out.clip = message.clip->sha256.text();
  if (message.clip) out.clip_name = message.clip->name;
  out.highest_class = playlists::class_text(message.highest_class);
  for (const auto& area : message.areas) out.areas.push_back(area.text());
  for (const auto& variant : message.variants) out.langs.push_back(variant.lang);
  out.duration = message.duration;
  out.valid_from = message.valid_from;
  if (message.valid_until != playlists::open_end) out.valid_until = message.valid_until;
  out.approved = io::from_ms(row.approved_ms);
  out.approved_by = row.approved_by;
  out.kid = row.kid;
  out.renditions = renditions_of(message);
  out.previews = preview_profiles(message);
  out.payload = row.payload;
  return out;
}

api::Page<api::Message> MessageDesk::list(const api::Caller& caller, const std::string& text,
                                          const api::PageAsk& page) {
  parts_.rights.require(caller, Act::Look, "");
  auto kept = parts_.store.read([](Session& session) { return MessageTable(session).all(); });
  std::erase_if(kept, [&](const MessageRow& row) {
    return !found_in(text, {row.title}) || !sees(caller, parsed_or_throw(row.payload));
  });
  // Newest first; the key turns that into a rising order for the cursor.
  const auto shown_rows = page_of(std::move(kept), page, [](const MessageRow& row) {
    return std::to_string(playlists::max_instant_ms - row.approved_ms) + row.hash;
  });
  api::Page<api::Message> out;
  out.next = shown_rows.next;
  for (const auto& row : shown_rows.items) out.items.push_back(shown(row));
  return out;
}

api::Message MessageDesk::one(const api::Caller& caller, const std::string& hash) {
  parts_.rights.require(caller, Act::Look, "");
  const auto row =
      parts_.store.read([&](Session& session) { return MessageTable(session).find(hash); });
  if (!row || !sees(caller, parsed_or_throw(row->payload))) throw no_such_message();
  return shown(*row);
}

std::string MessageDesk::payload_of(const std::string& hash) const {
  const std::int64_t since = io::to_ms(parts_.clock.wall()) - kSignWithin;
  const auto payload = parts_.store.read([&](Session& session) -> std::optional<std::string> {
    if (const auto row = MessageTable(session).find(hash)) return row->payload;
    return PreparedTable(session).payload(hash, since);
  });
  if (!payload) throw no_such_message();
  return *payload;
}

Message MessageDesk::seen_message(const api::Caller& caller, const std::string& hash) const {
  parts_.rights.require(caller, Act::Look, "");
  Message message = parsed_or_throw(payload_of(hash));
  if (!sees(caller, message)) throw no_such_message();
  return message;
}

api::Blob MessageDesk::sound(const api::Caller& caller, const std::string& hash,
                             const std::string& lang) {
  const auto made = sound_in(seen_message(caller, hash), lang);
  const auto file = made ? parts_.media.find(*made) : std::nullopt;
  if (!file) throw no_sound();
  return parts_.previews.sound(*made, [&](WavWriter& wav) { copy_sound(*file, wav); });
}

api::Picture MessageDesk::preview(const api::Caller& caller, const std::string& hash,
                                  const std::string& profile, const std::string& lang,
                                  api::Millis at) {
  const Message message = seen_message(caller, hash);
  for (const auto& each : parts_.profiles()) {
    const auto* board = playlists::output_of(each, OutputKind::Picture);
    if (each.name == profile && board) return draw(message, *board, lang, at);
  }
  throw api::not_found("Không có loại bảng này.", "There is no such kind of board.");
}

api::Picture MessageDesk::draw(const Message& message, const playlists::Output& board,
                               const std::string& lang, api::Millis at) const {
  const auto picture = [](const players::Image& image) {
    std::string png = players::encode_png(image, 6);
    std::string etag = io::sha256_hex(png);
    return api::Picture{std::move(png), std::move(etag), {}};
  };
  if (const auto* made = playlists::rendition_for(message, playlists::rendition_key(board), lang)) {
    const auto file = parts_.media.find(made->sha256.text());
    const auto image = file ? frame_at(*file, at) : std::nullopt;
    if (image) return picture(*image);
  }
  const auto* variant = playlists::variant_for(message, lang);
  if (!variant || !variant->card) {
    throw api::not_found("Bản tin này không có hình cho loại bảng này.",
                         "This message has no picture for this kind of board.");
  }
  const auto drawn = players::CardRenderer().draw(*variant->card, board.width, board.height);
  if (!drawn) {
    throw mistake("", drawn.problem->code, drawn.problem->vi, drawn.problem->en);
  }
  return picture(drawn.card.pages[drawn.card.page_at(at)].image);
}

}  // namespace controller
