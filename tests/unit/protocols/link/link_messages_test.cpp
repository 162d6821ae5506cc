#include "protocols/link/link_messages.h"

#include <gtest/gtest.h>

#include <limits>

namespace protocols::link {
namespace {

TEST(LinkMessages, hello_says_what_is_held) {
  Hello hello;
  hello.device = "bang-lung-cu";
  hello.software = "vang-player 0.1.0";
  hello.boot = 4;
  hello.nonce = "n";
  hello.keyring = 3;
  hello.placement = 2;
  hello.programmes = {{"02", 7}, {"02.026", 1}};
  hello.messages = {"aa", "bb"};
  hello.epoch = 1;
  const auto back = parse_hello(hello_to_json(hello));
  ASSERT_TRUE(back);
  EXPECT_EQ(back->device, hello.device);
  EXPECT_EQ(back->programmes, hello.programmes);
  EXPECT_EQ(back->messages, hello.messages);
  EXPECT_EQ(back->keyring, 3);
  EXPECT_EQ(back->epoch, 1);
  EXPECT_EQ(back->nonce, "n");
}

TEST(LinkMessages, the_contracts_own_examples_are_read) {
  EXPECT_TRUE(parse_hello(R"({"v":1,"device":"d-1","software":"x","boot":3,"nonce":"q","keyring":3,
    "placement":2,"programmes":{"02":7},"messages":["h"],"epoch":1,"later":[1,2]})"));
  EXPECT_TRUE(parse_watch(R"({"picture":true,"level":true,"for_s":60})"));
  EXPECT_TRUE(parse_level(R"({"output":"sound","peak_dbfs":-3.1,"rms_dbfs":-20,"at_ms":0})"));
  EXPECT_TRUE(parse_get(R"({"document":"ff"})"));
  EXPECT_EQ(parse_ack(R"({"chain":"c","through_seq":512})")->through_seq, 512);
  EXPECT_EQ(parse_ack(R"({"receipts":["r"]})")->receipts.size(), 1U);
  EXPECT_EQ(parse_hello_please(R"({"spread_ms":10000})")->spread_ms, 10'000);
}

TEST(LinkMessages, health_travels_whole) {
  Health health;
  health.device = "loa-1";
  health.clock = "trusted";
  health.storage = {10, 100, 5, "full"};
  health.held.programmes = {{"02", 7}};
  health.held.media_have = 12;
  health.held.media_want = 14;
  HealthItem item{"entry", "0193", "02", 7, "ff", "Bản tin sáng", "routine"};
  health.outputs = {{"sound", "playing", item, 5, 480, -21.5}, {"picture", "idle", {}, 0, 0, {}}};
  health.plays_waiting = 3;
  const auto back = parse_health(health_to_json(health));
  ASSERT_TRUE(back);
  EXPECT_EQ(back->storage.state, "full");
  EXPECT_EQ(back->held.media_want, 14);
  ASSERT_EQ(back->outputs.size(), 2U);
  ASSERT_TRUE(back->outputs[0].item);
  EXPECT_EQ(back->outputs[0].item->title, "Bản tin sáng");
  EXPECT_EQ(back->outputs[0].item->klass, "routine");
  EXPECT_EQ(back->outputs[0].level_dbfs, -21.5);
  EXPECT_FALSE(back->outputs[1].item);
  EXPECT_FALSE(back->outputs[1].level_dbfs);
  EXPECT_EQ(back->plays_waiting, 3);
  EXPECT_EQ(back->world, "live");
  health.world = "drill";
  EXPECT_EQ(parse_health(health_to_json(health))->world, "drill");
}

TEST(LinkMessages, silence_is_a_number_json_can_say) {
  const double silence = -std::numeric_limits<double>::infinity();
  const auto level = parse_level(level_to_json({"sound", silence, silence, 1}));
  ASSERT_TRUE(level);
  EXPECT_EQ(level->rms_dbfs, -120.0);
}

TEST(LinkMessages, wrong_types_and_broken_json_are_no_message) {
  for (const char* text :
       {"", "null", "[]", "7", "{", R"({"device":7})", R"({"device":"d","boot":"x"})",
        R"({"device":"d","messages":[1]})", R"({"device":"d","programmes":{"02":"x"}})",
        R"({"device":"d","boot":99999999999999999999})", R"({"device":"d","boot":1.5})"}) {
    EXPECT_FALSE(parse_hello(text)) << text;
  }
  EXPECT_FALSE(parse_health(R"({"device":"d","outputs":[7]})"));
  EXPECT_FALSE(parse_watch(R"({"for_s":-1})"));
  EXPECT_FALSE(parse_hello(std::string(kMaxPayload + 1, ' ')));
  EXPECT_FALSE(parse_hello(std::string(kMaxPayload, '[')));
}

TEST(LinkMessages, broken_utf8_in_a_title_does_not_stop_a_health_report) {
  Health health;
  health.device = "loa-1";
  health.outputs = {{"sound", "playing", HealthItem{}, 0, 0, {}}};
  health.outputs[0].item->title = "\xff\xfe";
  EXPECT_TRUE(parse_health(health_to_json(health)));
}

}  // namespace
}  // namespace protocols::link
