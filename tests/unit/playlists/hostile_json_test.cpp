// Whatever bytes arrive, parsers answer; they never throw, crash or take long.
#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include "playlists/calendar/daypart_json.h"
#include "playlists/calendar/special_days_json.h"
#include "playlists/messages/message_json.h"
#include "playlists/messages/messages_file_json.h"
#include "playlists/orders/dispatch_json.h"
#include "playlists/orders/order_json.h"
#include "playlists/orders/placement_json.h"
#include "playlists/orders/play_json.h"
#include "playlists/orders/receipt_json.h"
#include "playlists/programme/programme_json.h"
#include "tests/unit/playlists/samples.h"

namespace playlists {
namespace {

using namespace std::chrono_literals;

// How many parsers took it.
int taken(const std::string& json) {
  int count = 0;
  const auto tell = [&](const auto& parsed) {
    EXPECT_NE(parsed.value.has_value(), !parsed.problems.empty());
    count += parsed ? 1 : 0;
  };
  tell(parse_message(json));
  tell(parse_messages_file(json));
  tell(parse_programme(json));
  tell(parse_entry(json));
  tell(parse_calendar(json));
  tell(parse_daypart(json));
  tell(parse_order(json));
  tell(parse_dispatch(json));
  tell(parse_time(json));
  tell(parse_placement(json));
  tell(parse_profile(json));
  tell(parse_receipt(json));
  tell(parse_plays(json));
  tell(parse_play_record(json));
  tell(parse_item(json));
  return count;
}

TEST(HostileJson, what_is_no_object_is_refused_by_all) {
  for (const char* text :
       {"", " ", "null", "1", "\"x\"", "[]", "[{}]", "{", "{}", "{\"v\":1}", "{\"v\":1}}",
        "\xEF\xBB\xBF", "{\"v\":1e400}", "{\"v\":99999999999999999999999999}", "{\"v\":-0}",
        "{\"v\":\"\xC3\x28\"}", "{\"v\":\"\\ud800\"}"}) {
    EXPECT_EQ(taken(text), 0) << text;
  }
}

TEST(HostileJson, deep_nesting_is_refused_before_it_is_parsed) {
  EXPECT_EQ(taken(std::string(1'000'000, '[')), 0);
  std::string deep = "{\"v\":1,\"x\":";
  for (int i = 0; i < 100; ++i) deep += "{\"x\":";
  EXPECT_EQ(taken(deep), 0);
}

TEST(HostileJson, brackets_inside_strings_are_no_nesting) {
  EXPECT_TRUE(parse_time("{\"v\":1,\"nonce\":\"" + std::string(100, '[') + "\\\"\",\"now_ms\":1}"));
}

TEST(HostileJson, huge_texts_and_many_members_take_no_time) {
  EXPECT_EQ(taken("{\"v\":1,\"x\":\"" + std::string(5'000'000, 'x') + "\"}"), 0);
  std::string many = "{\"v\":1";
  for (int i = 0; i < 100'000; ++i) many += ",\"m" + std::to_string(i) + "\":0";
  EXPECT_EQ(taken(many + "}"), 0);
}

TEST(HostileJson, every_member_of_the_wrong_type_is_a_problem_not_a_crash) {
  const std::vector<std::string> documents{
      message_to_json(samples::message(1, 1s)), placement_to_json(samples::placement()),
      order_to_json(samples::announce(1, samples::at("05:00"), ItemClass::Emergency)),
      programme_to_json(samples::programme(
          "02", {samples::timed(1, "05:00"), samples::window(2, "06:00", "22:00")}))};
  for (const std::string& document : documents) {
    for (std::size_t at = document.find(':'); at != std::string::npos;
         at = document.find(':', at + 1)) {
      for (const char* value : {"null", "-1", "1.5", "true", "\"\"", "[]", "{}", "[[]]", "[null]",
                                "18446744073709551615"}) {
        const std::size_t end = document.find_first_of(",}]", at);
        taken(document.substr(0, at + 1) + value + document.substr(end));
      }
    }
  }
}

TEST(HostileJson, duplicate_members_do_not_crash) {
  EXPECT_EQ(taken(R"({"v":1,"v":2,"nonce":"a","nonce":5,"now_ms":1})"), 0);
}

RC_GTEST_PROP(HostileJson, damaged_documents_never_crash, ()) {
  std::string document =
      order_to_json(samples::announce(1, samples::at("05:00"), ItemClass::Emergency));
  for (int i = *rc::gen::inRange(1, 5); i > 0; --i) {
    const auto at =
        static_cast<std::size_t>(*rc::gen::inRange(0, static_cast<int>(document.size())));
    document[at] = *rc::gen::arbitrary<char>();
  }
  taken(document);
}

}  // namespace
}  // namespace playlists
