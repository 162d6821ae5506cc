#include "web/server/answers_json.h"
#include "web/server/pieces_json.h"

namespace web {

Json json_of(const api::PersonKey& key) {
  return {{"kid", key.kid},
          {"x", key.x},
          {"name", key.name},
          {"enrolled_ms", ms(key.enrolled)},
          {"revoked_ms", ms(key.revoked)}};
}

Json json_of(const api::Person& person) {
  return {{"id", person.id},
          {"login", person.login},
          {"name", person.name},
          {"role", person.role == api::Role::Administrator ? "administrator" : "staff"},
          {"area", person.area},
          {"disabled", person.disabled},
          {"must_change_password", person.must_change_password},
          {"created_ms", ms(person.created)},
          {"keys", list_of(person.keys)}};
}

Json json_of(const api::Area& area) {
  return {{"code", area.code},
          {"parent", area.parent},
          {"name", area.name},
          {"level", area.level},
          {"children", area.children}};
}

std::string signed_in_text(const api::SignedIn& signed_in, bool browser) {
  Json json{{"until_ms", ms(signed_in.until)}, {"me", json_of(signed_in.me)}};
  // A browser never sees the token itself: its cookie is HttpOnly.
  if (browser) {
    json["csrf"] = signed_in.csrf;
  } else {
    json["token"] = signed_in.token;
  }
  return text_of(json);
}

std::string me_text(const api::Person& me, std::string_view csrf) {
  Json json = json_of(me);
  if (!csrf.empty()) json["csrf"] = csrf;
  return text_of(json);
}

Json json_of(const api::OpenSession& session) {
  return {{"id", session.id},
          {"agent", session.agent},
          {"created_ms", ms(session.created)},
          {"expires_ms", ms(session.expires)},
          {"this", session.own}};
}

std::string text_of(const std::vector<api::OpenSession>& sessions) {
  return text_of(Json{{"items", list_of(sessions)}});
}

std::string text_of(const api::PersonKey& key) {
  return text_of(json_of(key));
}

std::string text_of(const api::Person& person) {
  return text_of(json_of(person));
}

std::string text_of(const api::Page<api::Person>& page) {
  return page_text(page);
}

std::string text_of(const api::Page<api::Area>& page) {
  return page_text(page);
}

std::string text_of(const api::AreaLine& line) {
  Json json = json_of(line.area);
  json["chain"] = list_of(line.chain);
  return text_of(json);
}

std::string text_of(const api::ImportReport& report) {
  return text_of(Json{{"dry_run", report.dry_run},
                      {"rows", report.rows},
                      {"added", report.added},
                      {"changed", report.changed},
                      {"unchanged", report.unchanged}});
}

}  // namespace web
