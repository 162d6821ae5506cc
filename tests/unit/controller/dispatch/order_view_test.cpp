#include "controller/dispatch/order_view.h"

#include <gtest/gtest.h>

namespace controller {
namespace {

ReceiptRow receipt(const std::string& device, const std::string& stage, std::int64_t at_ms,
                   const std::string& reason = "") {
  ReceiptRow row;
  row.device = device;
  row.stage = stage;
  row.at_ms = at_ms;
  row.reason = reason;
  row.late_ms = 120;
  return row;
}

playlists::Instant at(std::int64_t ms) {
  return playlists::instant_from_ms(ms);
}

TEST(OrderView, names_the_silent_and_counts_how_far_the_others_came) {
  const auto devices = stages({"a", "b", "c", "d"},
                              {receipt("a", "received", 1), receipt("a", "started", 2),
                               receipt("a", "finished", 3), receipt("b", "received", 1),
                               receipt("b", "started", 2), receipt("c", "refused", 1, "busy")});
  EXPECT_EQ(devices.at("a").stage, "finished");
  EXPECT_EQ(devices.at("b").stage, "started");
  EXPECT_EQ(devices.at("b").late, api::Millis(120));
  EXPECT_EQ(devices.at("c").reason, "busy");
  EXPECT_EQ(devices.at("d").stage, "silent");
  const auto counts = counted(devices);
  EXPECT_EQ(counts.devices, 4);
  EXPECT_EQ(counts.received, 2);
  EXPECT_EQ(counts.started, 2);
  EXPECT_EQ(counts.finished, 1);
  EXPECT_EQ(counts.refused, 1);
  EXPECT_EQ(counts.silent, 1);
}

TEST(OrderView, receipts_in_any_order_give_the_furthest_stage) {
  const auto devices = stages({"a"}, {receipt("a", "finished", 3), receipt("a", "received", 1)});
  EXPECT_EQ(devices.at("a").stage, "finished");
  EXPECT_EQ(devices.at("a").received, at(1));
}

TEST(OrderView, a_refusal_never_takes_back_what_was_heard) {
  const auto devices =
      stages({"a", "b", "c", "d"},
             {receipt("a", "received", 1), receipt("a", "started", 2), receipt("a", "finished", 3),
              receipt("a", "refused", 4, "expired"), receipt("b", "started", 2),
              receipt("b", "refused", 4, "expired"), receipt("c", "refused", 1, "old_epoch"),
              receipt("c", "started", 2), receipt("d", "received", 1),
              receipt("d", "refused", 4, "busy"), receipt("d", "received", 1)});
  EXPECT_EQ(devices.at("a").stage, "finished");
  EXPECT_EQ(devices.at("a").reason, "");
  EXPECT_EQ(devices.at("b").stage, "started");
  EXPECT_EQ(devices.at("c").stage, "started");
  EXPECT_EQ(devices.at("d").stage, "refused");
  EXPECT_EQ(devices.at("d").reason, "busy");
  EXPECT_EQ(counted(devices).refused, 1);
}

TEST(OrderView, its_state_follows_receipts_stops_and_time) {
  OrderRow row;
  row.expires_ms = 1'000;
  playlists::Order order;
  const auto state = [&](const std::vector<ReceiptRow>& receipts, std::int64_t now) {
    return order_view(row, order, counted(stages({"a", "b"}, receipts)), at(now)).state;
  };
  EXPECT_EQ(state({}, 10), "sent");
  EXPECT_EQ(state({receipt("a", "started", 1)}, 10), "running");
  EXPECT_EQ(state({receipt("a", "finished", 1), receipt("b", "refused", 1)}, 10), "finished");
  EXPECT_EQ(state({receipt("a", "finished", 1)}, 1'000), "finished");
  // b is silent: what answered is through, and b may still come back.
  EXPECT_EQ(state({receipt("a", "finished", 1)}, 10), "finished");
  EXPECT_EQ(state({receipt("a", "finished", 1), receipt("b", "received", 9)}, 10), "running");
  EXPECT_EQ(state({receipt("a", "refused", 1)}, 10), "sent");
  EXPECT_EQ(state({}, 1'000), "expired");
  row.stopped_ms = 5;
  EXPECT_EQ(state({receipt("a", "started", 1)}, 10), "stopped");
}

}  // namespace
}  // namespace controller
