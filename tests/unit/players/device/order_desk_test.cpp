#include "players/device/order_desk.h"

#include <gtest/gtest.h>

#include "protocols/link/bundle.h"
#include "tests/unit/players/device/device_world.h"

namespace {

using std::chrono::hours;
using std::chrono::minutes;
using Texts = std::vector<std::string>;

std::string bundle(std::uint32_t index) {
  protocols::link::Bundle bundle;
  bundle.index = index;
  bundle.media_time_ms = index * 400;
  bundle.packets = {"packet " + std::to_string(index)};
  return protocols::link::encode_bundle(bundle);
}

class Desk : public testing::Test {
 protected:
  void take(const std::string& compact) {
    world_.loop.post([&] { world_.desk.take(compact); });
    world_.settle();
  }
  Texts told(const playlists::Order& order) { return world_.told(order.id); }
  playlists::Order stop_of(const std::vector<playlists::OrderId>& orders) {
    auto stop = rig::emergency(world_.now());
    stop.kind = playlists::OrderKind::Stop;
    stop.item_class = playlists::ItemClass::Unknown;
    stop.text.clear();
    stop.card.reset();
    stop.chime = false;
    stop.stops = orders;
    return stop;
  }
  rig::DeviceWorld world_;
};

TEST_F(Desk, a_good_order_is_received_and_live) {
  const auto order = rig::emergency(world_.now());
  take(world_.authority.dispatch(order));
  EXPECT_EQ(told(order), Texts{"received"});
  EXPECT_NE(world_.timeline.live_order(order.id), nullptr);
  EXPECT_TRUE(world_.seen.knows(order.id.text()));
}

TEST_F(Desk, the_same_order_again_makes_no_second_sound_and_no_noise) {
  const auto order = rig::emergency(world_.now());
  const auto dispatch = world_.authority.dispatch(order);
  take(dispatch);
  take(dispatch);
  EXPECT_EQ(told(order), Texts{"received"});
  EXPECT_EQ(world_.documents.refusals().at("repeated"), 1);
}

TEST_F(Desk, a_copy_of_an_order_that_an_earlier_run_took_is_not_answered) {
  const auto order = rig::emergency(world_.now());
  ASSERT_EQ(world_.seen.remember(order.id.text(), playlists::to_ms(order.expires),
                                 playlists::to_ms(world_.now())),
            protocols::trust::SeenOrders::Result::fresh);
  take(world_.authority.dispatch(order));
  EXPECT_EQ(told(order), Texts{});
  EXPECT_EQ(world_.timeline.live_order(order.id), nullptr);
}

TEST_F(Desk, a_late_copy_of_an_order_that_was_taken_is_not_answered) {
  const auto order = rig::emergency(world_.now());
  const auto dispatch = world_.authority.dispatch(order);
  take(dispatch);
  world_.machine.advance(minutes(11));
  take(dispatch);
  world_.machine.advance(hours(1));
  take(dispatch);
  EXPECT_EQ(world_.documents.refusals().at("start_window"), 1);
  EXPECT_EQ(world_.documents.refusals().at("expired"), 1);
  EXPECT_EQ(told(order), (Texts{"received", "refused busy"}));  // its own end, once
}

TEST_F(Desk, an_order_by_a_stranger_is_answered_to_nobody) {
  const auto order = rig::emergency(world_.now());
  take(world_.authority.dispatch_by(world_.authority.stranger, order));
  EXPECT_TRUE(world_.answers.empty());
  EXPECT_EQ(world_.documents.refusals().at("unknown_key"), 1);
  EXPECT_FALSE(world_.seen.knows(order.id.text()));
}

TEST_F(Desk, what_a_centre_of_drills_signs_is_nothing_to_a_live_device) {
  const rig::Authority drill;  // its own root, online key and people
  using protocols::trust::Reason;
  const auto refused = [&](const std::string& document) {
    return world_.documents.take(document).reason();
  };
  EXPECT_EQ(refused(drill.signed_keyring()), Reason::unknown_key);
  auto placement = rig::placement(world_.identity.kid());
  placement.version = 2;
  placement.world = playlists::World::Drill;
  EXPECT_EQ(refused(drill.signed_placement(placement)), Reason::unknown_key);
  EXPECT_EQ(world_.documents.world(), playlists::World::Live);
  const auto order = rig::emergency(world_.now());
  take(drill.dispatch(order));
  EXPECT_EQ(told(order), Texts{});
  EXPECT_EQ(world_.timeline.live_order(order.id), nullptr);
}

TEST_F(Desk, an_emergency_of_a_drill_sounds_the_ordinary_chime) {
  players::Content content(world_.documents, world_.cache, world_.bundles, world_.timeline);
  const auto sound = rig::placement(world_.identity.kid()).profile.outputs[1];
  const auto chime = [&] {
    const auto order = rig::emergency(world_.now());
    take(world_.authority.dispatch(order));
    playlists::ItemRef item;
    item.kind = playlists::ItemKind::Order;
    item.id = order.id.text();
    return std::get<players::Announcement>(content.find(sound, item)->source).chime;
  };
  EXPECT_EQ(chime(), players::Chime::Emergency);
  auto placement = rig::placement(world_.identity.kid());
  placement.version = 2;
  placement.world = playlists::World::Drill;
  ASSERT_TRUE(world_.documents.take(world_.authority.signed_placement(placement)));
  EXPECT_EQ(chime(), players::Chime::Attention);
}

TEST_F(Desk, an_order_whose_signature_was_touched_is_answered_to_nobody) {
  const auto order = rig::emergency(world_.now());
  auto compact = world_.authority.dispatch(order);
  auto& last = compact[compact.size() - 10];
  last = last == 'A' ? 'B' : 'A';
  take(compact);
  EXPECT_TRUE(world_.answers.empty());
  EXPECT_EQ(world_.documents.refusals().at("bad_signature"), 1);
}

TEST_F(Desk, an_order_for_another_commune_is_refused) {
  auto order = rig::emergency(world_.now());
  order.areas = {*playlists::AreaCode::parse("02.027.00720")};
  take(world_.authority.dispatch(order));
  EXPECT_EQ(told(order), Texts{"refused not_addressed"});
}

TEST_F(Desk, an_order_only_for_devices_directly_in_a_higher_area_is_not_for_us) {
  auto order = rig::emergency(world_.now());
  order.areas = {*playlists::AreaCode::parse("02")};
  order.below = false;
  take(world_.authority.dispatch(order));
  EXPECT_EQ(told(order), Texts{"refused not_addressed"});
}

TEST_F(Desk, an_expired_order_is_refused) {
  auto order = rig::emergency(world_.now() - hours(3));
  take(world_.authority.dispatch(order));
  EXPECT_EQ(told(order), Texts{"refused expired"});
}

TEST_F(Desk, an_order_whose_start_window_has_passed_is_refused) {
  auto order = rig::emergency(world_.now() - minutes(20));
  take(world_.authority.dispatch(order));
  EXPECT_EQ(told(order), Texts{"refused start_window"});
}

TEST_F(Desk, an_order_from_a_controller_of_an_older_epoch_is_refused) {
  take(world_.authority.dispatch(rig::emergency(world_.now()), 7));
  const auto order = rig::emergency(world_.now());
  take(world_.authority.dispatch(order, 6));
  EXPECT_EQ(told(order), Texts{"refused old_epoch"});
  EXPECT_EQ(world_.desk.epoch(), 7);
}

TEST_F(Desk, a_class_above_the_signers_is_refused) {
  world_.authority.keyring.version = 2;
  world_.authority.keyring.keys[0].highest_class = protocols::trust::Rank::priority;
  ASSERT_TRUE(world_.documents.take(world_.authority.signed_keyring()));
  const auto order = rig::emergency(world_.now());
  take(world_.authority.dispatch(order));
  EXPECT_TRUE(world_.answers.empty());
  EXPECT_EQ(world_.documents.refusals().at("not_entitled_class"), 1);
}

TEST_F(Desk, a_revoked_key_commands_nothing) {
  world_.authority.keyring.version = 2;
  world_.authority.keyring.keys.erase(world_.authority.keyring.keys.begin());
  ASSERT_TRUE(world_.documents.take(world_.authority.signed_keyring()));
  const auto order = rig::emergency(world_.now());
  take(world_.authority.dispatch(order));
  EXPECT_TRUE(world_.answers.empty());
  EXPECT_EQ(world_.documents.refusals().at("unknown_key"), 1);
}

TEST_F(Desk, an_order_for_outputs_we_do_not_have_is_refused) {
  auto order = rig::emergency(world_.now());
  order.outputs = {playlists::OutputKind::Picture};
  order.card.reset();
  order.speech = playlists::Speech{"opus",
                                   48000,
                                   1,
                                   playlists::Duration{400},
                                   playlists::Duration{400},
                                   {protocols::link::bundle_hash(bundle(0))}};
  take(world_.authority.dispatch(order));
  EXPECT_EQ(told(order), Texts{"refused no_output"});
  EXPECT_FALSE(world_.seen.knows(order.id.text()));
}

TEST_F(Desk, rubbish_is_counted_and_answered_to_nobody) {
  take("this is no JWS");
  EXPECT_TRUE(world_.answers.empty());
  EXPECT_EQ(world_.documents.refusals().at("malformed"), 1);
}

TEST(DeskWithoutTime, an_order_is_refused_until_somebody_vouches_for_the_time) {
  rig::DeviceWorld world(false);
  const auto order = rig::emergency(world.now());
  world.loop.post([&] { world.desk.take(world.authority.dispatch(order)); });
  world.settle();
  EXPECT_EQ(world.told(order.id), Texts{"refused no_trusted_time"});
}

TEST_F(Desk, a_stop_that_is_faster_than_its_order_is_answered_when_it_comes_and_bars_it) {
  const auto order = rig::emergency(world_.now());
  const auto stop = stop_of({order.id});
  take(world_.authority.dispatch(stop));
  EXPECT_EQ(told(stop), Texts{"received"});
  take(world_.authority.dispatch(order));
  EXPECT_EQ(world_.timeline.live_order(order.id), nullptr);
  EXPECT_EQ(told(order), (Texts{"received", "finished stopped"}));
  EXPECT_EQ(told(stop), (Texts{"received", "finished"}));
}

TEST_F(Desk, a_stop_whose_order_never_comes_says_so_when_it_expires) {
  const auto stop = stop_of({*playlists::OrderId::parse(rig::uuid(world_.now()))});
  take(world_.authority.dispatch(stop));
  world_.machine.advance(hours(1));
  world_.loop.post([this] { world_.desk.settle(); });
  world_.settle();
  EXPECT_EQ(told(stop), (Texts{"received", "refused unknown_order"}));
}

TEST_F(Desk, a_stop_is_heard_however_many_have_waited_in_vain) {
  for (std::size_t i = 0; i < players::EarlyStops::most; i++)
    take(world_.authority.dispatch(stop_of({*playlists::OrderId::parse(rig::uuid(world_.now()))})));
  const auto order = rig::emergency(world_.now());
  take(world_.authority.dispatch(stop_of({order.id})));
  take(world_.authority.dispatch(order));
  EXPECT_EQ(told(order), (Texts{"received", "finished stopped"}));
}

TEST_F(Desk, a_stop_of_what_is_over_waits_for_nothing) {
  const auto order = rig::emergency(world_.now());
  take(world_.authority.dispatch(order));
  take(world_.authority.dispatch(stop_of({order.id})));
  const auto again = stop_of({order.id});
  take(world_.authority.dispatch(again));
  EXPECT_EQ(told(again), (Texts{"received", "finished"}));
}

TEST_F(Desk, a_stop_by_somebody_who_may_not_stop_it_says_so) {
  const auto order = rig::emergency(world_.now());
  take(world_.authority.dispatch(order));
  auto clerk = world_.authority.person_key();
  clerk.kid = world_.authority.stranger.kid();
  clerk.key = world_.authority.stranger.public_key();
  clerk.highest_class = protocols::trust::Rank::routine;
  world_.authority.keyring.version = 2;
  world_.authority.keyring.keys.push_back(clerk);
  ASSERT_TRUE(world_.documents.take(world_.authority.signed_keyring()));
  const auto stop = stop_of({order.id});
  take(world_.authority.dispatch_by(world_.authority.stranger, stop));
  EXPECT_EQ(told(stop), (Texts{"received", "refused not_entitled_class"}));
  EXPECT_NE(world_.timeline.live_order(order.id), nullptr);
}

TEST_F(Desk, what_somebody_ordered_whose_key_is_revoked_is_stopped) {
  const auto order = rig::emergency(world_.now());
  take(world_.authority.dispatch(order));
  world_.authority.keyring.version = 2;
  ASSERT_TRUE(world_.documents.take(world_.authority.signed_keyring()));
  EXPECT_NE(world_.timeline.live_order(order.id), nullptr);  // his right stands
  world_.authority.keyring.version = 3;
  world_.authority.keyring.keys.erase(world_.authority.keyring.keys.begin());
  ASSERT_TRUE(world_.documents.take(world_.authority.signed_keyring()));
  EXPECT_EQ(world_.timeline.live_order(order.id), nullptr);
  world_.loop.post([this] { world_.desk.settle(); });
  world_.settle();
  EXPECT_EQ(told(order), (Texts{"received", "finished stopped"}));
}

TEST_F(Desk, bundles_count_by_their_hash_whenever_they_come) {
  const auto order = rig::emergency(world_.now(), {protocols::link::bundle_hash(bundle(0)),
                                                   protocols::link::bundle_hash(bundle(1)),
                                                   protocols::link::bundle_hash(bundle(2))});
  const auto id = order.id.text();
  world_.bundles.put(id, bundle(1));  // outruns its order
  take(world_.authority.dispatch(order));
  const auto speech = world_.bundles.speech(id);
  ASSERT_NE(speech, nullptr);
  EXPECT_EQ(speech->missing(), (std::vector<std::size_t>{0, 2}));
  auto forged = bundle(0);
  forged.back() = 'X';
  world_.bundles.put(id, forged);
  EXPECT_EQ(world_.bundles.refused(), 1u);
  world_.bundles.put(id, bundle(0));
  EXPECT_EQ(speech->missing(), std::vector<std::size_t>{2});
}

TEST_F(Desk, bundles_that_do_not_come_are_asked_for) {
  const auto order = rig::emergency(world_.now(), {protocols::link::bundle_hash(bundle(0)),
                                                   protocols::link::bundle_hash(bundle(1))});
  take(world_.authority.dispatch(order));
  world_.bundles.put(order.id.text(), bundle(0));
  for (int i = 0; i < 10; i++) {
    world_.machine.advance(std::chrono::milliseconds(250));
    world_.settle();
  }
  ASSERT_FALSE(world_.asked_bundles.empty());
  EXPECT_EQ(world_.asked_bundles.front(),
            (std::pair<std::string, std::size_t>{order.id.text(), 1}));
}

}  // namespace
