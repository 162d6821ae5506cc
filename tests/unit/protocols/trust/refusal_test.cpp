#include "protocols/trust/refusal.h"

#include <gtest/gtest.h>

#include <set>

namespace protocols::trust {
namespace {

TEST(Refusal, every_reason_has_a_code_and_a_sentence_in_both_languages) {
  std::set<std::string_view> codes;
  for (const auto reason : all_reasons()) {
    EXPECT_TRUE(codes.insert(code(reason)).second) << code(reason);
    EXPECT_EQ(reason_from(code(reason)), reason);
    EXPECT_FALSE(text(reason).vi.empty());
    EXPECT_FALSE(text(reason).en.empty());
  }
  EXPECT_EQ(codes.size(), static_cast<std::size_t>(Reason::unknown_order));
}

TEST(Refusal, reasons_stand_in_the_order_of_checking) {
  Reason before = Reason::none;
  for (const auto reason : all_reasons()) {
    EXPECT_EQ(static_cast<int>(reason), static_cast<int>(before) + 1) << code(reason);
    before = reason;
  }
}

TEST(Refusal, none_has_no_code_and_nonsense_no_reason) {
  EXPECT_EQ(code(Reason::none), "");
  EXPECT_EQ(reason_from(""), std::nullopt);
  EXPECT_EQ(reason_from("because"), std::nullopt);
}

}  // namespace
}  // namespace protocols::trust
