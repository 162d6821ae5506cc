#include "controller/library/message_draft.h"

#include <algorithm>
#include <utility>

#include "controller/authority/detail.h"
#include "controller/library/sound_rendition.h"
#include "players/media/card_renderer.h"

namespace controller {
namespace {

using playlists::OutputKind;

constexpr playlists::Duration kSilentCard{10'000};

std::string at_variant(std::size_t index, const std::string& member) {
  return "/variants/" + std::to_string(index) + "/" + member;
}

playlists::Rendition to_value(const api::Rendition& made) {
  playlists::Rendition value;
  value.for_key = made.key;
  value.lang = made.lang;
  value.sha256 = playlists::MediaHash::parse(made.sha256).value_or(playlists::MediaHash{});
  value.bytes = made.bytes;
  value.media = made.media;
  value.duration = made.duration;
  value.frames = made.frames;
  value.lufs = made.lufs;
  value.peak_dbtp = made.peak_dbtp;
  return value;
}

// Makes one message. Confined to draft_message.
class Drafter {
 public:
  Drafter(const api::MessageAsk& ask, const DraftParts& parts) : ask_(ask), parts_(parts) {}

  DraftedMessage draft(playlists::MessageId id, playlists::Instant now) {
    message().id = std::move(id);
    message().issued = now;
    copy_plain_fields(now);
    if (!problems_.empty()) throw api::invalid(std::move(problems_));
    if (!ask_.clip.empty()) add_clip();
    for (std::size_t i = 0; i < ask_.variants.size(); ++i) add_variant(i);
    if (!problems_.empty()) throw api::invalid(std::move(problems_));
    set_duration();
    return std::move(drafted_);
  }

 private:
  playlists::Message& message() { return drafted_.message; }

  void wrong(std::string pointer, std::string code, std::string vi, std::string en) {
    problems_.push_back({std::move(pointer), 0, std::move(code), std::move(vi), std::move(en)});
  }

  void copy_plain_fields(playlists::Instant now) {
    message().title = parts_.voice.titled(ask_.title);
    const auto kind = playlists::parse_message_kind(ask_.kind);
    if (!kind) wrong("/kind", "bad_value", "Không có loại bản tin này.", "No such kind.");
    message().kind = kind.value_or(playlists::MessageKind::Unknown);
    const auto highest = playlists::parse_class(ask_.highest_class);
    if (!highest) wrong("/highest_class", "bad_value", "Không có mức này.", "No such class.");
    message().highest_class = highest.value_or(playlists::ItemClass::Unknown);
    for (const auto& area : ask_.areas) {
      if (auto code = playlists::AreaCode::parse(area)) message().areas.push_back(*code);
    }
    const api::Instant none{};
    message().valid_from = ask_.valid_from == none ? now : ask_.valid_from;
    message().valid_until = ask_.valid_until == none ? playlists::open_end : ask_.valid_until;
    if (ask_.clip.empty() && ask_.variants.empty()) {
      wrong("/variants", "missing", "Bản tin chưa có nội dung.", "The message has no content.");
    }
  }

  void add_clip() {
    const auto clip = parts_.clips.find(ask_.clip);
    if (!clip) throw mistake("/clip", "unknown_clip", "Không có clip này.", "No such clip.");
    const bool whole = clip->state == "ready" && parts_.clips.missing(*clip).empty();
    if (clip->state == "ready" && !whole) parts_.clips.complete(clip->sha256);
    if (!whole) {
      throw mistake("/clip", "clip_not_ready", "Clip chưa xử lý xong, hãy chờ rồi thử lại.",
                    "The clip is not ready yet: wait and try again.");
    }
    message().clip = playlists::ClipName{*playlists::ClipId::parse(clip->sha256), clip->name};
    for (const auto& made : clip->renditions) message().renditions.push_back(to_value(made));
    longest_ = std::max(longest_, clip->duration);
    clip_sounds_ = clip->has_sound;
    clip_shows_ = clip->has_picture;
    if (clip->loudness && clip->loudness->short_lu > 0.5) {
      note("/clip", "short_of_target", "Tiếng của clip nhỏ hơn mức chuẩn.",
           "The clip's sound stays below the standard level.");
    }
  }

  void note(std::string pointer, std::string code, std::string vi, std::string en) {
    drafted_.notes.push_back(
        {std::move(pointer), 0, std::move(code), std::move(vi), std::move(en)});
  }

  void add_variant(std::size_t index) {
    const api::Variant& asked = ask_.variants[index];
    playlists::Variant variant{asked.lang, asked.speech, card_of(asked.card)};
    if (variant.card) variant.card->title = parts_.voice.titled(variant.card->title);
    if (!playlists::is_language(asked.lang)) {
      return wrong(at_variant(index, "lang"), "bad_value", "Mã ngôn ngữ không hợp lệ.",
                   "The language tag is not valid.");
    }
    if (!asked.speech.empty() && !clip_sounds_) add_speech(index, asked);
    if (variant.card && !clip_shows_) check_card(index, *variant.card);
    message().variants.push_back(std::move(variant));
  }

  void add_speech(std::size_t index, const api::Variant& asked) {
    auto said = parts_.voice.say(asked.speech, asked.lang);
    if (!said) {
      const auto& why = *said.problem;
      return wrong(at_variant(index, "speech"), why.code, why.vi, why.en);
    }
    const auto file = parts_.media.fresh_path(".opus");
    const auto report = write_levelled(file, said.sound, kSpeechBits);
    const StoredMedia stored = parts_.media.adopt(file);
    playlists::Rendition made;
    made.lang = asked.lang;
    made.sha256 = *playlists::MediaHash::parse(stored.sha256);
    made.bytes = stored.bytes;
    made.media = "audio/ogg";
    made.duration = said.sound.duration();
    made.lufs = report.after.lufs;
    made.peak_dbtp = report.after.peak_dbtp;
    if (report.short_lu > 0.5) {
      note(at_variant(index, "speech"), "short_of_target", "Lời đọc nhỏ hơn mức chuẩn.",
           "The speech stays below the standard level.");
    }
    longest_ = std::max(longest_, made.duration);
    for (const auto& output : outputs_of(parts_.profiles())) {
      if (output.kind != OutputKind::Sound) continue;
      made.for_key = playlists::rendition_key(output);
      message().renditions.push_back(made);
    }
  }

  // One board that is too small is told; if no board can show it, the message is refused.
  void check_card(std::size_t index, const playlists::Card& card) {
    std::vector<api::Detail> failed;
    bool shown = false;
    for (const auto& output : outputs_of(parts_.profiles())) {
      if (output.kind != OutputKind::Picture) continue;
      const auto drawn = renderer_.draw(card, output.width, output.height);
      if (drawn) {
        shown = true;
        longest_ = std::max(longest_, drawn.card.cycle());
        continue;
      }
      const auto& why = *drawn.problem;
      failed.push_back({at_variant(index, "card"), 0, why.code, why.vi, why.en});
    }
    auto& list = shown ? drafted_.notes : problems_;
    list.insert(list.end(), failed.begin(), failed.end());
  }

  void set_duration() {
    if (ask_.duration > playlists::Duration{}) {
      message().duration = ask_.duration;
    } else {
      message().duration = longest_ > playlists::Duration{} ? longest_ : kSilentCard;
    }
    const bool silent =
        std::none_of(message().renditions.begin(), message().renditions.end(),
                     [](const auto& made) { return made.for_key.substr(0, 6) == "sound:"; });
    const bool card = ask_.clip.empty() && ask_.duration <= playlists::Duration{};
    if (silent && card) message().duration = std::max(message().duration, kSilentCard);
  }

  const api::MessageAsk& ask_;
  const DraftParts& parts_;
  players::CardRenderer renderer_;
  DraftedMessage drafted_;
  std::vector<api::Detail> problems_;
  playlists::Duration longest_{};
  bool clip_sounds_ = false;
  bool clip_shows_ = false;
};

}  // namespace

std::optional<playlists::Card> card_of(const api::Card& card) {
  if (card.template_name.empty()) return std::nullopt;
  return playlists::Card{card.template_name, card.title, card.lines,
                         card.steps,         card.url,   card.footer};
}

DraftedMessage draft_message(const api::MessageAsk& ask, playlists::MessageId id,
                             playlists::Instant now, const DraftParts& parts) {
  return Drafter(ask, parts).draft(std::move(id), now);
}

}  // namespace controller
