#include "playlists/ids.h"

#include <gtest/gtest.h>

#include "playlists/item_class.h"
#include "playlists/orders/profile.h"
#include "playlists/utf8.h"

namespace playlists {
namespace {

TEST(Ids, take_only_what_their_rule_allows) {
  EXPECT_TRUE(AreaCode::parse("02.026.00715"));
  EXPECT_FALSE(AreaCode::parse(""));
  EXPECT_FALSE(AreaCode::parse("02 026"));
  EXPECT_FALSE(AreaCode::parse("*"));
  EXPECT_FALSE(AreaCode::parse(std::string(41, '1')));
  EXPECT_TRUE(DeviceId::parse("bang-lung-cu"));
  EXPECT_FALSE(DeviceId::parse("-bang"));
  EXPECT_FALSE(DeviceId::parse("ab"));
  EXPECT_FALSE(DeviceId::parse("Bang-lung-cu"));
  EXPECT_TRUE(MessageHash::parse(std::string(64, 'f')));
  EXPECT_FALSE(MessageHash::parse(std::string(64, 'F')));
  EXPECT_FALSE(MessageHash::parse(std::string(63, 'f')));
}

TEST(Ids, uuid7_of_an_instant_is_a_uuid7_and_sorts_by_time) {
  const std::string early = uuid7_text(instant_from_ms(1'645'557'742'000), {});
  EXPECT_EQ(early, "017f22e2-79b0-7000-8000-000000000000");  // the time of RFC 9562's own example
  EXPECT_TRUE(is_uuid7(early));
  const std::string late = uuid7_text(instant_from_ms(1'645'557'742'001),
                                      {255, 255, 255, 255, 255, 255, 255, 255, 255, 255});
  EXPECT_TRUE(is_uuid7(late));
  EXPECT_LT(early, late);
}

TEST(Ids, other_uuids_are_refused) {
  EXPECT_FALSE(is_uuid7("017f22e2-79b0-4000-8000-000000000000"));
  EXPECT_FALSE(is_uuid7("017f22e2-79b0-7000-c000-000000000000"));
  EXPECT_FALSE(is_uuid7("017F22E2-79B0-7000-8000-000000000000"));
  EXPECT_FALSE(is_uuid7("017f22e279b070008000000000000000"));
}

TEST(ItemClass, rises_and_has_words) {
  EXPECT_LT(ItemClass::Background, ItemClass::Routine);
  EXPECT_LT(ItemClass::Priority, ItemClass::Emergency);
  EXPECT_EQ(parse_class("emergency"), ItemClass::Emergency);
  EXPECT_EQ(parse_class("Emergency"), std::nullopt);
  EXPECT_EQ(class_name_vi(ItemClass::Emergency), "khẩn cấp");
}

TEST(Profile, rendition_keys_go_both_ways) {
  for (const char* key :
       {"picture:192x96@25", "picture:320x160@30", "sound:48000x1", "sound:8000x2"}) {
    const auto output = parse_rendition_key(key);
    ASSERT_TRUE(output) << key;
    EXPECT_EQ(rendition_key(*output), key);
  }
}

TEST(Profile, impossible_rendition_keys_are_refused) {
  for (const char* key : {"", "picture:", "picture:0x96@25", "picture:192x96", "picture:192x96@25x",
                          "picture:0192x96@25", "picture:-1x96@25", "picture:99999x96@25",
                          "sound:48000", "sound:48000x99", "sound:x1", "text:1x1"}) {
    EXPECT_FALSE(parse_rendition_key(key)) << key;
  }
}

TEST(Utf8, refuses_overlong_forms_surrogates_and_cut_sequences) {
  EXPECT_TRUE(is_utf8("Hà Giang \xF0\x9F\x98\x80"));
  for (const char* bad : {"\xC0\xAF", "\xE0\x80\xAF", "\xED\xA0\x80", "\xF4\x90\x80\x80",
                          "\xE1\xBA", "\xFF", "a\x80"}) {
    EXPECT_FALSE(is_utf8(bad)) << bad;
  }
}

}  // namespace
}  // namespace playlists
