#include <gtest/gtest.h>

#include "web/ctl/changes_json.h"

namespace {

using ctl::Json;

Json entry(const std::string& title, int repeat) {
  return {{"title", title},     {"class", "routine"},
          {"messages", {"aa"}}, {"when", {{"rule", "FREQ=DAILY"}, {"times", {"05:00:00"}}}},
          {"repeat", repeat},   {"volume_db", 0}};
}

Json changes() {
  return {{"area", "02"},
          {"version", 7},
          {"devices", 4},
          {"added", Json::array()},
          {"changed", Json::array()},
          {"removed", Json::array()}};
}

}  // namespace

TEST(CtlChanges, says_in_both_languages_what_comes_what_turns_and_what_goes) {
  auto all = changes();
  all["added"].push_back(entry("Bản tin trưa", 1));
  all["changed"].push_back(
      {{"before", entry("Bản tin sáng", 1)}, {"after", entry("Bản tin sáng", 2)}});
  all["removed"].push_back(entry("Bản tin tối", 1));
  EXPECT_EQ(ctl::changes_text(all),
            "02: so với phiên bản 7, 4 thiết bị / against version 7, 4 devices\n"
            "  + thêm / added: Bản tin trưa (routine)\n"
            "  ~ đổi / changed: Bản tin sáng (routine)\n"
            "      số lần / repeat: 1 → 2\n"
            "  - bỏ / removed: Bản tin tối (routine)");
}

TEST(CtlChanges, says_that_nothing_changes_and_that_nothing_was_published) {
  auto none = changes();
  none["version"] = 0;
  EXPECT_EQ(ctl::changes_text(none),
            "02: chưa công bố lần nào, 4 thiết bị / never published, 4 devices\n"
            "  không mục nào đổi / no entry changes");
}
