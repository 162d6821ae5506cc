#include "protocols/link/outbox.h"

#include <gtest/gtest.h>

namespace protocols::link {
namespace {

TEST(Outbox, gives_back_in_order_and_is_empty_then) {
  Outbox outbox(100);
  outbox.open();
  EXPECT_TRUE(outbox.push({"a", "1", ""}));
  EXPECT_TRUE(outbox.push({"b", "2", ""}));
  const auto all = outbox.take_all();
  ASSERT_EQ(all.size(), 2U);
  EXPECT_EQ(all[0].subject, "a");
  EXPECT_TRUE(outbox.empty());
}

TEST(Outbox, refuses_beyond_its_bytes_and_takes_again_once_emptied) {
  Outbox outbox(10);
  outbox.open();
  EXPECT_TRUE(outbox.push({"a", "12345678", ""}));
  EXPECT_FALSE(outbox.push({"a", "1", ""}));
  outbox.take_all();
  EXPECT_TRUE(outbox.push({"a", "1", ""}));
}

TEST(Outbox, without_a_session_nothing_is_kept_for_later) {
  Outbox outbox(10);
  EXPECT_FALSE(outbox.push({"a", "1", ""}));
  outbox.open();
  EXPECT_TRUE(outbox.push({"a", "1", ""}));
  outbox.close();
  outbox.open();
  EXPECT_TRUE(outbox.empty());
}

}  // namespace
}  // namespace protocols::link
