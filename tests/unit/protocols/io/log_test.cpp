#include "protocols/io/log.h"

#include <gtest/gtest.h>

namespace protocols::io {
namespace {

TEST(Log, a_line_is_an_event_and_its_fields) {
  EXPECT_EQ(log::line("link: connected", {{"device", "bang-lung-cu"}, {"tries", 3}, {"tls", true}}),
            "link: connected device=bang-lung-cu tries=3 tls=true");
}

TEST(Log, values_with_blanks_or_quotes_cannot_pass_for_two_fields) {
  EXPECT_EQ(log::line("x", {{"a", "1 b=2"}, {"c", "say \"no\"\n"}, {"d", ""}}),
            R"(x a="1 b=2" c="say \"no\"\x0a" d="")");
}

TEST(Log, vietnamese_stays_readable) {
  EXPECT_EQ(log::line("x", {{"name", "Lũng"}}), "x name=Lũng");
}

TEST(Log, secrets_do_not_come_out) {
  EXPECT_EQ(log::line("x", {{"token", "abc"}, {"user_jwt", "e30"}, {"seed", "S"}}),
            "x token=*** user_jwt=*** seed=***");
}

TEST(Log, knows_its_levels_by_name) {
  EXPECT_EQ(log::level_from("warning"), log::Level::warning);
  EXPECT_EQ(log::level_from("loud"), log::Level::none);
}

TEST(Log, lines_go_to_stderr_from_the_level_on) {
  testing::internal::CaptureStderr();
  log::set_level(log::Level::warning);
  log::info("quiet");
  log::warning("loud", {{"a", 1}});
  log::set_level(log::Level::info);
  const auto text = testing::internal::GetCapturedStderr();
  EXPECT_EQ(text.find("quiet"), text.npos);
  EXPECT_NE(text.find("Z warning loud a=1\n"), text.npos) << text;
}

}  // namespace
}  // namespace protocols::io
