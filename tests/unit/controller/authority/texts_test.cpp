#include <gtest/gtest.h>

#include "controller/authority/proofs_json.h"
#include "controller/authority/search_text.h"

namespace {

using namespace controller;

TEST(SearchText, marks_and_case_do_not_matter) {
  EXPECT_EQ(search_text("Xã Lũng Cú, huyện ĐỒNG VĂN"), "xa lung cu, huyen dong van");
  EXPECT_TRUE(found_in("lũng", {"Xã Lung Cu"}));
  EXPECT_TRUE(found_in("", {}));
  EXPECT_FALSE(found_in("x", {"abc"}));
}

TEST(Proofs, hostile_payloads_are_nothing) {
  for (const char* text : {"", "{", "[]", "{}", R"({"v":2,"token":"x"})", R"({"v":1,"token":5})",
                           R"({"v":"1","token":"x"})"}) {
    EXPECT_FALSE(parse_enrol_proof(text)) << text;
    EXPECT_FALSE(parse_key_proof(text)) << text;
  }
}

}  // namespace
