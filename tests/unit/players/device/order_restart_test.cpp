#include <gtest/gtest.h>

#include <fstream>

#include "tests/unit/players/device/device_world.h"

namespace {

using playlists::OutputKind;
using std::chrono::minutes;
using Texts = std::vector<std::string>;

/// The orders' part of a second run of the program over the folder of the first.
struct SecondRun {
  rig::DeviceWorld& world;
  rig::trust::SeenOrders seen{world.folder / "seen-orders", 64};
  playlists::Timeline timeline{*world.documents.placement()};
  Texts answers{};
  players::OrderDesk desk{
      {world.loop, world.documents, world.clock, timeline, seen, world.bundles,
       world.folder / "epoch", world.folder / "orders"},
      [this](const players::OrderDesk::Answer& answer) {
        answers.push_back(std::string(playlists::receipt_stage_text(answer.stage)) +
                          (answer.reason.empty() ? "" : " " + answer.reason));
      }};

  void resume(const std::set<playlists::OrderId>& cut = {}) {
    world.loop.post([this, cut] { desk.resume(cut); });
    world.settle();
  }
};

class OrderRestart : public testing::Test {
 protected:
  playlists::Order waiting_order() {
    auto order = rig::emergency(world_.now());
    order.not_before = world_.now() + minutes(5);
    return order;
  }
  void take(const playlists::Order& order) {
    world_.loop.post([this, order] { world_.desk.take(world_.authority.dispatch(order)); });
    world_.settle();
  }
  bool kept(const playlists::Order& order, const char* extension) {
    return std::filesystem::exists(world_.folder / "orders" / (order.id.text() + extension));
  }
  rig::DeviceWorld world_;
};

TEST_F(OrderRestart, an_order_that_waits_is_taken_up_again_and_sounds_at_its_time) {
  const auto order = waiting_order();
  take(order);
  ASSERT_TRUE(kept(order, ".jws"));
  SecondRun second{world_};
  second.resume();
  ASSERT_NE(second.timeline.live_order(order.id), nullptr);
  EXPECT_EQ(second.answers, Texts{"received"});
  EXPECT_FALSE(second.timeline.due(OutputKind::Sound, world_.now()).item);
  world_.machine.advance(minutes(5));
  const auto due = second.timeline.due(OutputKind::Sound, world_.now()).item;
  ASSERT_TRUE(due);
  EXPECT_EQ(due->item.id, order.id.text());
}

TEST_F(OrderRestart, an_order_whose_id_a_crash_kept_from_the_disk_is_taken_up_with_its_id) {
  const auto order = waiting_order();
  players::KeptOrders(world_.folder / "orders").keep(order.id, world_.authority.dispatch(order));
  SecondRun second{world_};
  second.resume();
  EXPECT_EQ(second.answers, Texts{"received"});
  EXPECT_TRUE(second.seen.knows(order.id.text()));
}

TEST_F(OrderRestart, a_higher_epoch_since_then_says_nothing_against_it) {
  const auto order = waiting_order();
  take(order);
  world_.loop.post([this] { world_.desk.take(world_.authority.dispatch(waiting_order(), 7)); });
  world_.settle();
  SecondRun second{world_};
  second.resume();
  EXPECT_EQ(second.desk.epoch(), 7);
  EXPECT_NE(second.timeline.live_order(order.id), nullptr);
}

TEST_F(OrderRestart, an_order_that_expired_meanwhile_is_refused_once_and_forgotten) {
  const auto order = waiting_order();
  take(order);
  world_.machine.advance(minutes(61));
  SecondRun second{world_};
  second.resume();
  EXPECT_EQ(second.answers, Texts{"refused expired"});
  EXPECT_FALSE(kept(order, ".jws"));
}

TEST_F(OrderRestart, an_order_that_had_begun_is_answered_as_interrupted_and_not_taken_up) {
  const auto order = rig::emergency(world_.now());
  take(order);
  world_.desk.started(order.id);
  ASSERT_TRUE(kept(order, ".begun"));
  SecondRun second{world_};
  second.resume({order.id});
  EXPECT_EQ(second.answers, Texts{"finished interrupted"});
  EXPECT_EQ(second.timeline.live_order(order.id), nullptr);
  EXPECT_FALSE(kept(order, ".begun"));
}

TEST_F(OrderRestart, an_order_the_journal_found_playing_is_not_taken_up) {
  const auto order = rig::emergency(world_.now());
  take(order);
  SecondRun second{world_};
  second.resume({order.id});
  EXPECT_EQ(second.answers, Texts{"finished interrupted"});
  EXPECT_FALSE(kept(order, ".jws"));
}

TEST_F(OrderRestart, an_order_that_was_touched_on_disk_is_not_obeyed) {
  const auto order = waiting_order();
  take(order);
  const auto file = world_.folder / "orders" / (order.id.text() + ".jws");
  auto bytes = protocols::io::read_file(file);
  bytes[bytes.size() - 10] = bytes[bytes.size() - 10] == 'A' ? 'B' : 'A';
  protocols::io::write_durably(file, bytes);
  SecondRun second{world_};
  second.resume();
  EXPECT_EQ(second.answers, Texts{"refused bad_signature"});
  EXPECT_EQ(second.timeline.live_order(order.id), nullptr);
}

TEST_F(OrderRestart, an_order_that_is_over_is_forgotten) {
  const auto order = rig::emergency(world_.now());
  take(order);
  world_.timeline.stop(order.id);
  world_.loop.post([this] { world_.desk.settle(); });
  world_.settle();
  EXPECT_EQ(world_.told(order.id), (Texts{"received", "finished stopped"}));
  EXPECT_FALSE(kept(order, ".jws"));
}

TEST_F(OrderRestart, a_disk_that_takes_nothing_stops_no_order) {
  std::ofstream(world_.folder / "orders") << "no folder can be made here";
  const auto order = rig::emergency(world_.now());
  take(order);
  EXPECT_EQ(world_.told(order.id), Texts{"received"});
  EXPECT_TRUE(world_.timeline.due(OutputKind::Sound, world_.now()).item);
}

TEST_F(OrderRestart, an_orderly_end_answers_for_what_has_begun_and_leaves_what_waits) {
  const auto begun = rig::emergency(world_.now());
  const auto waits = waiting_order();
  take(begun);
  take(waits);
  world_.desk.started(begun.id);
  world_.loop.post([this] { world_.desk.close(); });
  world_.settle();
  EXPECT_EQ(world_.told(begun.id), (Texts{"received", "started", "finished interrupted"}));
  EXPECT_EQ(world_.told(waits.id), Texts{"received"});
  SecondRun second{world_};
  second.resume();
  EXPECT_EQ(second.answers, Texts{"received"});
  EXPECT_NE(second.timeline.live_order(waits.id), nullptr);
}

TEST(OrderRestartWithoutTime, what_waited_waits_for_trusted_time_and_a_copy_is_not_refused) {
  rig::DeviceWorld world(false);
  auto order = rig::emergency(world.now());
  order.not_before = world.now() + minutes(5);
  const auto dispatch = world.authority.dispatch(order);
  players::KeptOrders(world.folder / "orders").keep(order.id, dispatch);
  SecondRun second{world};
  second.resume();
  world.loop.post([&] { second.desk.take(dispatch); });
  world.settle();
  EXPECT_EQ(second.answers, Texts{});
  world.clock.accept(world.now(), world.machine.steady());
  world.loop.post([&] { second.desk.take_up(); });
  world.settle();
  EXPECT_EQ(second.answers, Texts{"received"});
  EXPECT_NE(second.timeline.live_order(order.id), nullptr);
}

}  // namespace
