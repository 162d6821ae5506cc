#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "protocols/io/storage_error.h"
#include "tests/unit/web/web_house.h"
#include "web/server/routes.h"

using protocols::io::HttpHeaders;

namespace {

const std::string jws_body = R"({"jws":"a.b.c"})";
const std::string announce =
    R"({"kind":"announce","class":"emergency","title":"Lũ","text":"Khẩn cấp","areas":["02"]})";

std::string filled(std::string path) {
  const std::map<std::string, std::string> values{
      {"{kid}", scripted::kid},    {"{id}", scripted::uuid},      {"{code}", "02"},
      {"{hash}", scripted::hash},  {"{sha256}", scripted::hash},  {"{device}", "bang-lung-cu"},
      {"{profile}", "led-192x96"}, {"{key}", "picture:192x96@25"}};
  for (const auto& [name, value] : values) {
    const auto at = path.find(name);
    if (at != std::string::npos) path.replace(at, name.size(), value);
  }
  return path;
}

}  // namespace

TEST(WebApi, the_contract_and_the_route_table_name_the_same_operations) {
  scripted::Controller controller;
  const protocols::io::SystemClock clock;
  auto services = controller.services();
  WebHouse house;
  const auto listed = contract().operations();
  for (const auto& operation : listed) {
    const auto space = operation.find(' ');
    const auto method = operation.substr(0, space);
    const auto path = filled(operation.substr(space + 1));
    const auto reply = house.raw(method, "/api/v1" + path);
    EXPECT_NE(reply.status, 404) << operation
                                 << " is in the contract, but the server does not know it";
    EXPECT_NE(reply.status, 405) << operation;
  }
  web::Routes routes;
  web::add_service_routes(routes, services.service);
  web::add_certificate_routes(routes, services.certificates, [](const auto&) {}, [] {});
  web::add_access_routes(routes, services.access, clock);
  web::add_people_routes(routes, services.people);
  web::add_area_routes(routes, services.areas);
  web::add_device_routes(routes, services.devices, services.now, clock);
  web::add_clip_routes(routes, services.clips);
  web::add_message_routes(routes, services.messages);
  web::add_programme_routes(routes, services.programmes);
  web::add_order_routes(routes, services.orders);
  web::add_history_routes(routes, services.plays, services.audit, services.documents);
  const std::set<std::string> contracted(listed.begin(), listed.end());
  for (const auto& operation : routes.operations()) {
    EXPECT_TRUE(contracted.count(operation)) << operation << " is served, but not in the contract";
  }
  // Push is no route.
  EXPECT_EQ(routes.operations().size() + 1, contracted.size());
}

TEST(WebApi, every_operation_but_signing_in_and_healthz_needs_a_session) {
  WebHouse house;
  for (const auto& operation : contract().operations()) {
    const auto space = operation.find(' ');
    const auto method = operation.substr(0, space);
    const auto path = operation.substr(space + 1);
    if (path == "/healthz" || path == "/push" || operation == "POST /session") continue;
    const auto reply = house.ask(method, filled(path), "", {{"Authorization", "Bearer wrong"}});
    EXPECT_EQ(reply.status, 401) << operation;
    EXPECT_EQ(reply.code(), "not_signed_in") << operation;
  }
}

TEST(WebApi, every_get_answers_as_the_contract_says) {
  WebHouse house;
  house.controller.clips.blob.set(
      {TestCertificate::get().certificate, 1, "video/mp4", scripted::hash});
  const controller::api::Blob wav{TestCertificate::get().certificate, 1, "audio/wav",
                                  scripted::hash};
  house.controller.messages.blob.set(wav);
  house.controller.orders.blob.set(wav);
  for (const auto& operation : contract().operations()) {
    const auto space = operation.find(' ');
    if (operation.substr(0, space) != "GET" || operation == "GET /push") continue;
    EXPECT_EQ(house.ask("GET", filled(operation.substr(space + 1))).status, 200) << operation;
  }
}

TEST(WebApi, every_change_answers_as_the_contract_says) {
  WebHouse house;
  const HttpHeaders once{{"Idempotency-Key", "k1"}, {"If-Match", "\"r1\""}};
  const std::string proof = R"(","name":"Máy","proof":"a.b.c"})";
  EXPECT_EQ(house.ask("POST", "/me/keys", R"({"x":")" + std::string(43, 'x') + proof).status, 201);
  EXPECT_EQ(house.ask("DELETE", "/me/keys/" + scripted::kid).status, 204);
  EXPECT_EQ(house.ask("PUT", "/me/password", R"({"old":"a","new":"b"})").status, 204);
  EXPECT_EQ(house
                .ask("POST", "/people",
                     R"({"login":"hoa","name":"Hoa","password":"p","role":"staff","area":"02"})")
                .status,
            201);
  EXPECT_EQ(house.ask("PATCH", "/people/" + scripted::uuid, R"({"disabled":true})").status, 200);
  EXPECT_EQ(house.ask("DELETE", "/me/sessions/" + scripted::uuid).status, 204);
  house.controller.access.sessions.set(scripted::Access().sessions.copy());
  EXPECT_EQ(house.ask("POST", "/devices/import", "id,name", {{"Content-Type", "text/csv"}}).status,
            200);
  EXPECT_EQ(
      house.ask("POST", "/areas/import?dry_run=true", "code,parent", {{"Content-Type", "text/csv"}})
          .status,
      200);
  EXPECT_EQ(house.ask("GET", "/areas?codes=02,02.026").status, 200);
  EXPECT_EQ(house.controller.areas.filter.copy().codes, (std::vector<std::string>{"02", "02.026"}));
  EXPECT_EQ(house.ask("DELETE", "/areas/02.026.00715").status, 204);
  EXPECT_EQ(house.controller.areas.removed.copy(), std::vector<std::string>{"02.026.00715"});
  EXPECT_EQ(
      house.ask("PUT", "/areas/02/programme", R"({"entries":[]})", {{"If-Match", "\"r1\""}}).status,
      200);
  EXPECT_EQ(house.ask("POST", "/areas/02/programme/publish", "", once).status, 200);
  EXPECT_EQ(
      house
          .ask(
              "POST", "/device-tokens",
              R"({"id":"loa-1","name":"Loa","area":"02","profile":"loa-48k","site":{"id":"s","name":"S"}})")
          .status,
      201);
  EXPECT_EQ(
      house.ask("PATCH", "/devices/bang-lung-cu", R"({"name":"Bảng"})", {{"If-Match", "\"d2\""}})
          .status,
      200);
  EXPECT_EQ(house.ask("POST", "/devices/bang-lung-cu/retire").status, 200);
  EXPECT_EQ(house
                .ask("POST", "/messages/prepare",
                     R"({"kind":"notice","title":"T","highest_class":"routine","areas":["02"]})")
                .status,
            200);
  EXPECT_EQ(house.ask("POST", "/messages", jws_body).status, 201);
  EXPECT_EQ(house.ask("POST", "/orders/prepare", announce).status, 200);
  EXPECT_EQ(house.ask("POST", "/orders", jws_body, {{"Idempotency-Key", "k2"}}).status, 201);
  EXPECT_EQ(house.ask("DELETE", "/session").status, 204);
  EXPECT_EQ(house.controller.access.signed_out, 1);
}

TEST(WebApi, the_judge_of_the_contract_notices_wrong_answers) {
  EXPECT_FALSE(contract().check("GET", "/me", 200, "application/json", "{}").empty());
  EXPECT_FALSE(contract().check("GET", "/me", 200, "text/html", "{}").empty());
  EXPECT_FALSE(contract().check("DELETE", "/session", 204, "", "x").empty());
  EXPECT_FALSE(contract().check("GET", "/nowhere", 200, "", "").empty());
  EXPECT_FALSE(contract().check("GET", "/healthz", 200, "application/json", R"({"ok":1})").empty());
  EXPECT_FALSE(
      contract().check("GET", "/me", 403, "application/problem+json", R"({"code":"x"})").empty());
  EXPECT_TRUE(
      contract()
          .check("GET", "/healthz", 200, "application/json", R"({"ok":true,"world":"live"})")
          .empty());
}

TEST(WebApi, a_browser_gets_a_strict_cookie_and_never_sees_the_token) {
  WebHouse house;
  const std::string body = R"({"login":"truc","password":"bí mật","client":"browser"})";
  const auto reply = house.ask("POST", "/session", body);
  EXPECT_EQ(reply.status, 201);
  const auto cookie = reply.header("set-cookie");
  EXPECT_NE(cookie.find("vang_session=" + std::string(43, 't')), std::string::npos);
  for (const auto* flag : {"HttpOnly", "Secure", "SameSite=Strict", "Path=/"}) {
    EXPECT_NE(cookie.find(flag), std::string::npos) << flag;
  }
  EXPECT_EQ(reply.body.find(std::string(43, 't')), std::string::npos);
  EXPECT_EQ(house.controller.access.asked.copy().address, "127.0.0.1");
}

TEST(WebApi, a_tool_gets_a_token_and_no_cookie) {
  WebHouse house;
  const auto reply =
      house.ask("POST", "/session", R"({"login":"truc","password":"p","client":"tool"})");
  EXPECT_NE(reply.body.find(std::string(43, 't')), std::string::npos);
  EXPECT_EQ(reply.header("set-cookie"), "");
}

TEST(WebApi, a_cookie_alone_changes_nothing_without_the_csrf_token) {
  WebHouse house;
  const std::pair<std::string, std::string> cookie{"Cookie", "a=b; vang_session=good-token"};
  EXPECT_EQ(house.ask("GET", "/me", "", {cookie}).status, 200);
  EXPECT_EQ(house.ask("DELETE", "/session", "", {cookie}).code(), "bad_csrf");
  EXPECT_EQ(
      house.ask("DELETE", "/session", "", {cookie, {"X-CSRF-Token", "the-csrf-token-of-22-cX"}})
          .status,
      403);
  EXPECT_EQ(house.controller.access.signed_out, 0);
  EXPECT_EQ(
      house.ask("DELETE", "/session", "", {cookie, {"X-CSRF-Token", "the-csrf-token-of-22-ch"}})
          .status,
      204);
}

TEST(WebApi, requests_from_other_websites_are_refused) {
  WebHouse house;
  EXPECT_EQ(house.ask("DELETE", "/session", "", {{"Origin", "https://evil.example"}}).code(),
            "foreign_origin");
  EXPECT_EQ(house.ask("GET", "/me", "", {{"Sec-Fetch-Site", "cross-site"}}).code(),
            "foreign_origin");
  EXPECT_EQ(house
                .ask("POST", "/session", R"({"login":"a","password":"b","client":"browser"})",
                     {{"Origin", "null"}})
                .code(),
            "foreign_origin");
  const auto own = "https://127.0.0.1:" + std::to_string(house.port());
  EXPECT_EQ(
      house.ask("GET", "/me", "", {{"Origin", own}, {"Sec-Fetch-Site", "same-origin"}}).status,
      200);
}

TEST(WebApi, problems_speak_the_language_that_was_asked_for_and_carry_lines) {
  WebHouse house;
  house.controller.areas.refuse.set(controller::api::invalid(
      {{"", 7, "unknown_parent", "Dòng 7: không có cấp trên.", "Line 7: unknown parent."}}));
  const auto reply = house.ask("POST", "/areas/import", "x", {{"Content-Type", "text/csv"}});
  EXPECT_EQ(reply.status, 422);
  const auto problem = nlohmann::json::parse(reply.body);
  EXPECT_EQ(problem["errors"][0]["line"], 7);
  EXPECT_EQ(problem["title"], problem["vi"]);
  const auto english = house.ask("GET", "/areas/99", "", {{"Accept-Language", "en-GB,en;q=0.9"}});
  EXPECT_EQ(nlohmann::json::parse(english.body)["title"], "There is no such area.");
}

TEST(WebApi, what_stands_in_an_area_is_named_when_it_cannot_be_removed) {
  WebHouse house;
  house.controller.areas.refuse.set(controller::api::Problem(
      409, "area_in_use", "Đang dùng.", "In use.",
      {{"", 0, "device_here", "Thiết bị đang dùng: Bảng", "A device in use: Bảng"}}));
  const auto reply = house.ask("DELETE", "/areas/02");
  EXPECT_EQ(reply.status, 409);
  EXPECT_EQ(reply.code(), "area_in_use");
  EXPECT_EQ(nlohmann::json::parse(reply.body)["errors"][0]["code"], "device_here");
}

TEST(WebApi, what_publishing_would_change_is_told_entry_by_entry) {
  WebHouse house;
  const auto told = nlohmann::json::parse(house.ask("GET", "/areas/02/programme/changes").body);
  EXPECT_EQ(told["version"], 7);
  EXPECT_EQ(told["added"].size(), 1U);
  EXPECT_EQ(told["removed"].size(), 1U);
  EXPECT_EQ(told["changed"][0]["before"]["when"]["times"][0], "05:00:00");
  EXPECT_EQ(told["changed"][0]["after"]["when"]["times"][0], "06:00:00");
  EXPECT_EQ(house.ask("GET", "/areas/99/programme/changes").code(), "not_found");
}

TEST(WebApi, when_entries_are_due_is_told_of_the_draft_and_of_what_is_published) {
  WebHouse house;
  const std::string path = "/areas/02/programme";
  const auto told = nlohmann::json::parse(
      house.ask("GET", path + "/occurrences?from_ms=1000&until_ms=9000000").body)["occurrences"];
  ASSERT_EQ(told.size(), 2U);
  EXPECT_EQ(told[0]["start_ms"], 1000);
  EXPECT_EQ(told[0]["loops"], false);
  EXPECT_EQ(told[1]["end_ms"], 9'000'000);
  EXPECT_EQ(told[1]["loops"], true);
  EXPECT_EQ(house.controller.programmes.looked_at.copy(), "draft");
  house.ask("GET", path + "/occurrences?from_ms=0&until_ms=1&of=published");
  EXPECT_EQ(house.controller.programmes.looked_at.copy(), "published");
  EXPECT_EQ(house.ask("GET", path + "/occurrences?from_ms=0&until_ms=1&of=both").status, 422);
  EXPECT_EQ(house.ask("GET", path + "/occurrences?from_ms=0&until_ms=99999999999").code(),
            "invalid");
}

TEST(WebApi, the_next_times_are_told_of_every_entry_and_of_one_that_nobody_has_saved) {
  WebHouse house;
  const std::string path = "/areas/02/programme/next";
  const auto count = [](const auto& reply) {
    return nlohmann::json::parse(reply.body)["occurrences"].size();
  };
  EXPECT_EQ(count(house.ask("GET", path + "?from_ms=5")), 1U);
  EXPECT_EQ(count(house.ask("GET", path + "?from_ms=5&each=3")), 3U);
  EXPECT_EQ(house.ask("GET", path + "?from_ms=5&each=11").status, 422);
  EXPECT_EQ(count(house.ask("POST", path, R"({"entry":{"title":"x"},"from_ms":5,"each":2})")), 2U);
  EXPECT_EQ(house.controller.programmes.looked_at.copy(), R"({"title":"x"})");
  EXPECT_EQ(house.ask("POST", path, R"({"entry":[],"from_ms":5})").status, 422);
  EXPECT_EQ(house.ask("POST", path, R"({"entry":{},"each":11})").status, 422);
}

TEST(WebApi, what_devices_do_without_the_link_is_part_of_the_draft) {
  WebHouse house;
  const auto saved =
      house.ask("PUT", "/areas/02/programme",
                R"({"entries":[],"offline":{"days":30,"filler":")" + scripted::hash + R"("}})",
                {{"If-Match", "\"r1\""}});
  EXPECT_EQ(saved.status, 200);
  EXPECT_EQ(nlohmann::json::parse(saved.body)["offline"]["days"], 30);
  EXPECT_EQ(nlohmann::json::parse(saved.body)["offline"]["filler"], scripted::hash);
  const auto refused =
      house.ask("PUT", "/areas/02/programme", R"({"entries":[],"offline":{"days":-1}})",
                {{"If-Match", "\"r1\""}});
  EXPECT_EQ(nlohmann::json::parse(refused.body)["errors"][0]["pointer"], "/offline/days");
}

TEST(WebApi, all_mistakes_of_a_body_are_told_at_once_with_pointers) {
  WebHouse house;
  const auto reply =
      house.ask("POST", "/messages/prepare",
                R"({"kind":"film","title":5,"variants":[{"lang":"vi"},{"lang":1}]})");
  EXPECT_EQ(reply.status, 422);
  std::set<std::string> pointers;
  const auto problem = nlohmann::json::parse(reply.body);
  for (const auto& error : problem["errors"]) pointers.insert(error["pointer"].get<std::string>());
  EXPECT_EQ(pointers, (std::set<std::string>{"/kind", "/title", "/variants/1/lang",
                                             "/highest_class", "/areas"}));
}

TEST(WebApi, editing_needs_if_match_and_a_clash_is_412) {
  WebHouse house;
  EXPECT_EQ(house.ask("PUT", "/areas/02/programme", R"({"entries":[]})").status, 428);
  EXPECT_EQ(
      house.ask("PUT", "/areas/02/programme", R"({"entries":[]})", {{"If-Match", "\"r0\""}}).code(),
      "changed_meanwhile");
  EXPECT_EQ(house.ask("GET", "/devices/bang-lung-cu").header("etag"), "\"d2\"");
  for (const auto* stale : {"W/\"d2\"", "\"d1\""}) {
    EXPECT_EQ(house.ask("PATCH", "/devices/bang-lung-cu", "{}", {{"If-Match", stale}}).status, 412);
  }
  EXPECT_EQ(house.ask("GET", "/areas/02/programme").header("etag"), "\"r1\"");
}

TEST(WebApi, a_person_is_changed_as_seen_if_the_asker_says_what_was_seen) {
  WebHouse house;
  const auto path = "/people/" + scripted::uuid;
  EXPECT_EQ(house.ask("GET", path).header("etag"), "\"p1\"");
  const auto change = [&](protocols::io::HttpHeaders headers) {
    return house.ask("PATCH", path, R"({"name":"Chị Lan"})", std::move(headers));
  };
  EXPECT_EQ(change({}).status, 200);
  EXPECT_EQ(change({{"If-Match", "\"p1\""}}).header("etag"), "\"p1\"");
  EXPECT_EQ(change({{"If-Match", "\"p0\""}}).code(), "changed_meanwhile");
  EXPECT_EQ(change({{"If-Match", "p1"}}).status, 412) << "without quotes it matches nothing";
}

TEST(WebApi, a_double_tap_sends_one_order) {
  WebHouse house;
  const HttpHeaders key{{"Idempotency-Key", "0190a5d6-double-tap"}};
  const auto first = house.ask("POST", "/orders", jws_body, key);
  const auto second = house.ask("POST", "/orders", jws_body, key);
  EXPECT_EQ(house.controller.orders.sent, 1);
  EXPECT_EQ(second.status, 201);
  EXPECT_EQ(second.body, first.body);
  EXPECT_EQ(second.header("idempotent-replay"), "true");
  EXPECT_EQ(house.ask("POST", "/orders", R"({"jws":"d.e.f"})", key).code(), "key_reused");
  EXPECT_EQ(house.ask("POST", "/orders", jws_body).code(), "idempotency_key_missing");
}

TEST(WebApi, a_refused_order_frees_its_idempotency_key) {
  WebHouse house;
  house.controller.orders.before_send.set(
      [] { throw controller::api::Problem(422, "bad_signature", "Sai.", "Wrong."); });
  const HttpHeaders key{{"Idempotency-Key", "k"}};
  EXPECT_EQ(house.ask("POST", "/orders", jws_body, key).code(), "bad_signature");
  house.controller.orders.before_send.set([] {});
  EXPECT_EQ(house.ask("POST", "/orders", jws_body, key).status, 201);
}

TEST(WebApi, an_order_that_was_sent_is_told_as_sent_even_when_its_key_cannot_be_kept) {
  WebHouse house;
  house.controller.repeats.before_finish.set([] { throw protocols::io::StorageFull("disk full"); });
  const HttpHeaders key{{"Idempotency-Key", "k"}};
  EXPECT_EQ(house.ask("POST", "/orders", jws_body, key).status, 201);
  EXPECT_EQ(house.ask("POST", "/orders", jws_body, key).code(), "still_running");
  EXPECT_EQ(house.controller.orders.sent, 1);
}

TEST(WebApi, why_an_order_was_refused_is_told_even_when_its_key_cannot_be_freed) {
  WebHouse house;
  house.controller.orders.before_send.set(
      [] { throw controller::api::Problem(422, "bad_signature", "Sai.", "Wrong."); });
  house.controller.repeats.before_abandon.set(
      [] { throw protocols::io::StorageFull("disk full"); });
  const HttpHeaders key{{"Idempotency-Key", "k"}};
  EXPECT_EQ(house.ask("POST", "/orders", jws_body, key).code(), "bad_signature");
}

TEST(WebApi, query_parameters_reach_the_controller_decoded) {
  WebHouse house;
  house.ask("GET", "/areas?parent=&text=L%C5%A9ng%20C%C3%BA&limit=7&cursor=abc");
  EXPECT_EQ(house.controller.areas.filter.copy().parent, "");
  EXPECT_EQ(house.controller.areas.filter.copy().text, "Lũng Cú");
  EXPECT_EQ(house.controller.areas.page.copy().limit, 7);
  EXPECT_EQ(house.controller.areas.page.copy().cursor, "abc");
  EXPECT_EQ(house.ask("GET", "/areas?limit=0").status, 422);
  EXPECT_EQ(house.ask("GET", "/areas?limit=501").status, 422);
  EXPECT_EQ(house.ask("GET", "/plays?from_ms=yesterday").status, 422);
}

TEST(WebApi, a_list_of_devices_passes_on_sort_and_filters_and_brings_what_they_do_now) {
  WebHouse house;
  const auto plain = house.ask("GET", "/devices?text=x&tag=cho&profile=loa-48k&area=02");
  EXPECT_FALSE(nlohmann::json::parse(plain.body)["items"][0].contains("now"));
  auto filter = house.controller.devices.filter.copy();
  EXPECT_EQ(filter.sort, controller::api::DeviceSort::Id);
  EXPECT_FALSE(filter.down);
  EXPECT_FALSE(filter.among.has_value());
  EXPECT_EQ(filter.text + filter.tag + filter.profile + filter.area, "xcholoa-48k02");
  const auto full = house.ask("GET", "/devices?now=true&sort=-name&state=offline");
  EXPECT_EQ(nlohmann::json::parse(full.body)["items"][0]["now"]["device"], "bang-lung-cu");
  filter = house.controller.devices.filter.copy();
  EXPECT_EQ(filter.sort, controller::api::DeviceSort::Name);
  EXPECT_TRUE(filter.down);
  EXPECT_EQ(filter.among, std::vector<std::string>{"bang-lung-cu"});
  EXPECT_EQ(house.controller.now.state_asked.copy(), controller::api::DeviceState::Offline);
  for (const auto* bad : {"sort=colour", "sort=--id", "sort=", "state=broken", "now=maybe"}) {
    EXPECT_EQ(house.ask("GET", std::string("/devices?") + bad).status, 422) << bad;
  }
}

TEST(WebApi, a_register_file_reaches_the_controller_as_it_is) {
  WebHouse house;
  const std::string csv = "\xEF\xBB\xBFid;name\r\n\"a\nb\";\xFF\r\n";
  const auto reply =
      house.ask("POST", "/devices/import?dry_run=true", csv, {{"Content-Type", "text/csv"}});
  EXPECT_EQ(nlohmann::json::parse(reply.body)["dry_run"], true);
  EXPECT_EQ(house.controller.devices.csv.copy(), csv);
  EXPECT_EQ(house.ask("POST", "/devices/import", "{}").status, 415);
  EXPECT_EQ(
      house.ask("POST", "/devices/import?dry_run=x", "i", {{"Content-Type", "text/csv"}}).status,
      422);
}

TEST(WebApi, who_has_a_first_password_gets_nothing_before_the_own_one) {
  WebHouse house;
  house.controller.access.sessions.with(
      [](auto& all) { all.at("good-token").must_change_password = true; });
  for (const auto& operation : contract().operations()) {
    const auto space = operation.find(' ');
    const auto method = operation.substr(0, space);
    const auto path = operation.substr(space + 1);
    if (path == "/healthz" || path == "/push" || path == "/session") continue;
    if (path == "/me" || path == "/me/password") continue;
    const auto reply = house.ask(method, filled(path));
    EXPECT_EQ(reply.status, 403) << operation;
    EXPECT_EQ(reply.code(), "password_change_needed") << operation;
  }
  EXPECT_EQ(house.ask("GET", "/me").status, 200);
  EXPECT_EQ(house.ask("PUT", "/me/password", R"({"old":"a","new":"b"})").status, 204);
  EXPECT_EQ(house.ask("DELETE", "/session").status, 204);
}

TEST(WebApi, sessions_are_listed_and_ended_by_their_id) {
  WebHouse house;
  const auto list = nlohmann::json::parse(house.ask("GET", "/me/sessions").body);
  EXPECT_EQ(list["items"][0]["this"], true);
  EXPECT_EQ(list["items"][0]["agent"], "Firefox");
  EXPECT_EQ(house.ask("DELETE", "/me/sessions/" + scripted::uuid).status, 204);
  EXPECT_EQ(house.controller.access.sessions_ended.copy(),
            std::vector<std::string>{scripted::uuid});
}

TEST(WebApi, what_fails_inside_is_told_as_500_without_its_secrets) {
  WebHouse house;
  house.controller.areas.before_list.set([] { throw std::runtime_error("secret path /var/lib"); });
  const auto reply = house.ask("GET", "/areas");
  EXPECT_EQ(reply.status, 500);
  EXPECT_EQ(reply.code(), "internal");
  EXPECT_EQ(reply.body.find("secret"), std::string::npos);
}

TEST(WebApi, healthz_tells_strangers_yes_or_no_and_the_world) {
  WebHouse house;
  EXPECT_EQ(house.ask("GET", "/healthz").body, R"({"ok":true,"world":"drill"})");
  house.controller.service.ok = false;
  EXPECT_EQ(house.ask("GET", "/healthz").status, 503);
  EXPECT_EQ(house.raw("GET", "/healthz").body, R"({"ok":false,"world":"drill"})");
}

TEST(WebApi, an_expired_certificate_of_the_console_takes_nobody_the_centre_away) {
  WebHouse house;
  house.controller.service.certificate = false;
  EXPECT_EQ(house.ask("GET", "/healthz").status, 200);
  const auto parts = nlohmann::json::parse(house.ask("GET", "/service").body)["parts"];
  EXPECT_EQ(parts[1]["name"], "certificate");
  EXPECT_EQ(parts[1]["ok"], false);
}
