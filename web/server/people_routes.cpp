#include <sstream>

#include "web/server/answers_json.h"
#include "web/server/asks_json.h"
#include "web/server/query.h"
#include "web/server/routes.h"

namespace web {

namespace {

constexpr std::size_t max_csv = 16U << 20;
constexpr std::size_t max_codes_text = 4100;

std::vector<std::string> codes_of(const Ask& ask) {
  std::istringstream text(text_of(ask, "codes", max_codes_text));
  std::vector<std::string> codes;
  for (std::string code; std::getline(text, code, ',');) codes.push_back(code);
  return codes;
}

Answer list_areas(api::Areas& areas, const Ask& ask) {
  api::AreaFilter filter;
  if (ask.has_param("parent")) filter.parent = text_of(ask, "parent");
  filter.text = text_of(ask, "text");
  if (ask.has_param("codes")) filter.codes = codes_of(ask);
  return json(text_of(areas.list(ask.caller(), filter, page_of(ask))));
}

Answer with_revision(const api::Person& person) {
  Answer answer = json(text_of(person));
  answer.etag = person.revision;
  return answer;
}

Answer change(api::People& people, const Ask& ask) {
  auto change = parse_person_change(ask.body);
  if (!ask.header("If-Match").empty()) change.revision = if_match(ask);
  return with_revision(people.change(ask.caller(), ask.capture("id"), change));
}

}  // namespace

void add_people_routes(Routes& routes, api::People& people) {
  routes.add({.method = "GET", .pattern = "/people", .serve = [&](const Ask& ask) {
                return json(text_of(people.list(ask.caller(), page_of(ask))));
              }});
  routes.add({.method = "POST",
              .pattern = "/people",
              .serve =
                  [&](const Ask& ask) {
                    const auto person = people.create(ask.caller(), parse_person_ask(ask.body));
                    return json(text_of(person), 201);
                  },
              .body = Body::Json});
  routes.add({.method = "GET", .pattern = "/people/{id}", .serve = [&](const Ask& ask) {
                return with_revision(people.one(ask.caller(), ask.capture("id")));
              }});
  routes.add({.method = "PATCH",
              .pattern = "/people/{id}",
              .serve = [&](const Ask& ask) { return change(people, ask); },
              .body = Body::Json,
              .ends_sessions = true});
}

void add_area_routes(Routes& routes, api::Areas& areas) {
  routes.add({.method = "GET", .pattern = "/areas", .serve = [&](const Ask& ask) {
                return list_areas(areas, ask);
              }});
  routes.add({.method = "POST",
              .pattern = "/areas/import",
              .serve =
                  [&](const Ask& ask) {
                    const bool dry_run = flag_of(ask, "dry_run");
                    return json(text_of(areas.import_csv(ask.caller(), ask.body, dry_run)));
                  },
              .body = Body::Csv,
              .max_body = max_csv});
  routes.add({.method = "GET", .pattern = "/areas/{code}", .serve = [&](const Ask& ask) {
                return json(text_of(areas.one(ask.caller(), ask.capture("code"))));
              }});
  routes.add({.method = "DELETE", .pattern = "/areas/{code}", .serve = [&](const Ask& ask) {
                areas.remove(ask.caller(), ask.capture("code"));
                return nothing();
              }});
}

}  // namespace web
