#include "protocols/trust/strict_json.h"

#include <gtest/gtest.h>

#include <string>

namespace protocols::trust {
namespace {

std::string nested(int depth) {
  return std::string(static_cast<std::size_t>(depth), '[') +
         std::string(static_cast<std::size_t>(depth), ']');
}

TEST(StrictJson, accepts_what_rfc_8259_accepts) {
  for (const auto* text :
       {"{}", " [ ] ", "null", "true", "false", "0", "-0", "-1.5e+10", "1E9", R"("a\n\u00e9")",
        R"({"a":[1,{"b":null}],"c":"Lũng Cú"})", R"("\ud83d\ude00")", "\t\r\n{\"a\" : 1}\n"}) {
    EXPECT_EQ(check_json(text), Reason::none) << text;
  }
}

TEST(StrictJson, refuses_what_it_does_not) {
  for (const auto* text : {"",           " ",     "{",       "}",         "[1,]",
                           "{\"a\":1,}", "{a:1}", "{\"a\"}", "01",        "1.",
                           ".5",         "+1",    "1e",      "nul",       "truee",
                           "'a'",        "\"a",   "\"\\x\"", "\"\\u12\"", "\"a\nb\"",
                           "{} {}",      "[1 2]", "NaN",     "// x\n1",   "\xef\xbb\xbf{}"}) {
    EXPECT_EQ(check_json(text), Reason::malformed) << text;
  }
}

TEST(StrictJson, refuses_bytes_that_are_no_utf8) {
  for (const auto* text : {"\"\xff\"", "\"\xc0\xaf\"", "\"\xe0\x80\x80\"", "\"\xed\xa0\x80\"",
                           "\"\xf4\x90\x80\x80\"", "\"\xf0\x80\x80\x80\"", "\"\xc3\"",
                           "\"\xe1\xbb\"", R"("\ud800")", R"("\udc00")", R"("\ud800\u0041")"}) {
    EXPECT_EQ(check_json(text), Reason::malformed) << text;
  }
}

TEST(StrictJson, finds_members_named_twice_at_any_depth_and_behind_escapes) {
  EXPECT_EQ(check_json(R"({"a":1,"a":1})"), Reason::duplicate_member);
  EXPECT_EQ(check_json(R"([{"x":{"y":[{"a":1,"b":2,"a":3}]}}])"), Reason::duplicate_member);
  EXPECT_EQ(check_json(R"({"class":1,"cl\u0061ss":2})"), Reason::duplicate_member);
  EXPECT_EQ(check_json(R"({"\ud83d\ude00":1,"😀":2})"), Reason::duplicate_member);
  EXPECT_EQ(check_json(R"({"a":{"a":1},"b":{"a":2}})"), Reason::none);
  EXPECT_EQ(check_json(R"({"a":1,"A":2})"), Reason::none);
}

TEST(StrictJson, keeps_its_limits) {
  EXPECT_EQ(check_json(nested(32)), Reason::none);
  EXPECT_EQ(check_json(nested(33)), Reason::malformed);
  EXPECT_EQ(check_json(std::string(1'000'000, '[')), Reason::malformed);
  EXPECT_EQ(check_json("12345", {.bytes = 4}), Reason::too_large);
}

}  // namespace
}  // namespace protocols::trust
