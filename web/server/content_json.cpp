#include "web/server/answers_json.h"
#include "web/server/pieces_json.h"

namespace web {

namespace {

Json json_of(const api::Loudness& loudness) {
  return {{"measured_lufs", finite(loudness.measured_lufs)},
          {"measured_peak_dbtp", finite(loudness.measured_peak_dbtp)},
          {"gain_db", finite(loudness.gain_db)},
          {"limited_db", finite(loudness.limited_db)},
          {"lufs", finite(loudness.lufs)},
          {"peak_dbtp", finite(loudness.peak_dbtp)},
          {"short_lu", finite(loudness.short_lu)},
          {"silent", loudness.silent}};
}

// Text that the controller vouches for as JSON; `otherwise` should it ever not be.
Json parsed(const std::string& text, Json otherwise) {
  Json json = Json::parse(text, nullptr, false);
  return json.type() == otherwise.type() ? json : otherwise;
}

Json json_of(const api::Offline& offline) {
  return {{"days", offline.days}, {"filler", offline.filler}};
}

}  // namespace

Json json_of(const api::Rendition& rendition) {
  Json json{{"for", rendition.key},       {"lang", rendition.lang},
            {"sha256", rendition.sha256}, {"bytes", rendition.bytes},
            {"media", rendition.media},   {"duration_ms", rendition.duration.count()},
            {"frames", rendition.frames}};
  if (rendition.lufs) json["lufs"] = finite(*rendition.lufs);
  if (rendition.peak_dbtp) json["peak_dbtp"] = finite(*rendition.peak_dbtp);
  return json;
}

Json json_of(const api::Clip& clip) {
  Json json{{"sha256", clip.sha256},
            {"name", clip.name},
            {"bytes", clip.bytes},
            {"media", clip.media},
            {"state", clip.state},
            {"progress", finite(clip.progress)},
            {"duration_ms", clip.duration.count()},
            {"width", clip.width},
            {"height", clip.height},
            {"has_picture", clip.has_picture},
            {"has_sound", clip.has_sound},
            {"added_ms", ms(clip.added)},
            {"added_by", clip.added_by},
            {"renditions", list_of(clip.renditions)}};
  if (clip.refusal) json["refusal"] = json_of(*clip.refusal);
  if (clip.loudness) json["loudness"] = json_of(*clip.loudness);
  return json;
}

Json json_of(const api::Message& message) {
  return {{"hash", message.hash},
          {"id", message.id},
          {"kind", message.kind},
          {"title", message.title},
          {"clip", message.clip},
          {"clip_name", message.clip_name},
          {"highest_class", message.highest_class},
          {"areas", message.areas},
          {"langs", message.langs},
          {"duration_ms", message.duration.count()},
          {"valid_from_ms", ms(message.valid_from)},
          {"valid_until_ms", ms(message.valid_until)},
          {"approved_ms", ms(message.approved)},
          {"approved_by", message.approved_by},
          {"kid", message.kid},
          {"renditions", list_of(message.renditions)},
          {"previews", previews("messages", message.hash, message.previews)},
          {"payload", parsed(message.payload, Json::object())}};
}

std::string text_of(const api::Clip& clip) {
  return text_of(json_of(clip));
}

std::string text_of(const api::Page<api::Clip>& page) {
  return page_text(page);
}

std::string text_of(const api::Message& message) {
  return text_of(json_of(message));
}

std::string text_of(const api::Page<api::Message>& page) {
  return page_text(page);
}

std::string text_of(const api::ProgrammeDraft& draft) {
  return text_of(Json{{"area", draft.area},
                      {"revision", draft.revision},
                      {"published", draft.published},
                      {"differs", draft.differs},
                      {"entries", parsed(draft.entries, Json::array())},
                      {"valid_from_ms", ms(draft.valid_from)},
                      {"valid_until_ms", ms(draft.valid_until)},
                      {"offline", json_of(draft.offline)},
                      {"changed_ms", ms(draft.changed)},
                      {"changed_by", draft.changed_by}});
}

std::string text_of(const api::ProgrammeChanges& changes) {
  Json changed = Json::array();
  for (const auto& [before, after] : changes.changed) {
    changed.push_back(
        {{"before", parsed(before, Json::object())}, {"after", parsed(after, Json::object())}});
  }
  return text_of(Json{{"area", changes.area},
                      {"revision", changes.revision},
                      {"version", changes.version},
                      {"devices", changes.devices},
                      {"added", parsed(changes.added, Json::array())},
                      {"changed", changed},
                      {"removed", parsed(changes.removed, Json::array())}});
}

std::string text_of(const api::Published& published) {
  return text_of(Json{{"area", published.area},
                      {"version", published.version},
                      {"hash", published.hash},
                      {"issued_ms", ms(published.issued)},
                      {"zone_data", published.zone_data},
                      {"valid_from_ms", ms(published.valid_from)},
                      {"valid_until_ms", ms(published.valid_until)},
                      {"offline", json_of(published.offline)},
                      {"published_by", published.published_by},
                      {"entries", parsed(published.entries, Json::array())},
                      {"devices", published.devices}});
}

std::string text_of(const std::vector<api::Occurrence>& occurrences) {
  Json list = Json::array();
  for (const auto& one : occurrences) {
    list.push_back({{"entry", one.entry},
                    {"start_ms", ms(one.start)},
                    {"end_ms", ms(one.end)},
                    {"loops", one.loops}});
  }
  return text_of(Json{{"occurrences", std::move(list)}});
}

}  // namespace web
