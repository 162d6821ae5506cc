#include "controller/fleet/presence.h"

#include <gtest/gtest.h>

#include "controller/fleet/device_state.h"

namespace controller {
namespace {

using namespace std::chrono_literals;
using protocols::io::WallTime;

const WallTime kStart{std::chrono::milliseconds(1'795'000'000'000)};

ConnectionEvent event(ConnectionEvent::Kind kind, std::uint64_t number,
                      const std::string& server = "N1") {
  ConnectionEvent event;
  event.kind = kind;
  event.server = server;
  event.number = number;
  return event;
}
const auto kUp = ConnectionEvent::Kind::Connected;
const auto kDown = ConnectionEvent::Kind::Disconnected;

TEST(Presence, a_device_that_speaks_is_online_since_then) {
  Presence presence;
  EXPECT_TRUE(presence.heard("d", kStart));
  EXPECT_FALSE(presence.heard("d", kStart + 1min));
  EXPECT_TRUE(presence.of("d").online);
  EXPECT_EQ(presence.of("d").since, kStart);
  EXPECT_EQ(presence.of("d").last_heard, kStart + 1min);
}

TEST(Presence, a_lost_connection_is_offline_at_once) {
  Presence presence;
  EXPECT_TRUE(presence.told("d", event(kUp, 7), kStart));
  EXPECT_TRUE(presence.told("d", event(kDown, 7), kStart + 1s));
  EXPECT_FALSE(presence.of("d").online);
  EXPECT_EQ(presence.of("d").since, kStart + 1s);
}

TEST(Presence, the_old_half_of_a_reconnected_device_does_not_take_it_offline) {
  Presence presence;
  presence.told("d", event(kUp, 7), kStart);
  presence.told("d", event(kUp, 8), kStart + 1s);
  EXPECT_FALSE(presence.told("d", event(kDown, 7), kStart + 2min));
  EXPECT_TRUE(presence.of("d").online);
  presence.sweep(kStart + 10min);
  EXPECT_FALSE(presence.of("d").clone);
}

TEST(Presence, two_lasting_connections_of_one_key_are_two_boxes) {
  Presence presence;
  presence.told("d", event(kUp, 7), kStart);
  presence.told("d", event(kUp, 8), kStart + 1s);
  EXPECT_TRUE(presence.sweep(kStart + 1min).empty());
  presence.heard("d", kStart + 5min);
  EXPECT_EQ(presence.sweep(kStart + 6min), std::vector<std::string>{"d"});
  EXPECT_TRUE(presence.of("d").clone);
  presence.told("d", event(kDown, 8), kStart + 7min);
  EXPECT_FALSE(presence.of("d").clone);
}

TEST(Presence, connections_of_a_killed_broker_do_not_count) {
  Presence presence;
  presence.told("d", event(kUp, 7, "N1"), kStart);
  presence.told("d", event(kUp, 1, "N2"), kStart + 1min);
  presence.heard("d", kStart + 9min);
  EXPECT_TRUE(presence.sweep(kStart + 10min).empty());
  EXPECT_TRUE(presence.told("d", event(kDown, 1, "N2"), kStart + 11min));
}

TEST(Presence, a_connect_that_was_missed_does_not_keep_a_device_online_after_it_went) {
  Presence presence;
  presence.told("d", event(kUp, 7, "N1"), kStart);
  presence.heard("d", kStart + 1min);  // over a new broker whose event we did not get
  EXPECT_TRUE(presence.told("d", event(kDown, 3, "N2"), kStart + 2min));
}

TEST(Presence, whoever_misses_two_health_reports_is_offline) {
  Presence presence;
  presence.heard("d", kStart);
  EXPECT_TRUE(presence.sweep(kStart + 10min).empty());
  EXPECT_EQ(presence.sweep(kStart + 12min), std::vector<std::string>{"d"});
  EXPECT_FALSE(presence.of("d").online);
  EXPECT_EQ(presence.of("d").last_heard, kStart);
}

TEST(Presence, what_an_earlier_life_heard_is_offline_since_then) {
  Presence presence;
  presence.remember("d", kStart);
  EXPECT_FALSE(presence.of("d").online);
  EXPECT_EQ(presence.of("d").since, kStart);
  EXPECT_EQ(presence.of("other").last_heard, WallTime{});
}

TEST(DeviceStateWord, what_is_true_now_and_not_what_was_said_last) {
  Presence::State here;
  EXPECT_EQ(device_state(here, nullptr), api::DeviceState::Never);
  here.last_heard = kStart;
  EXPECT_EQ(device_state(here, nullptr), api::DeviceState::Offline);
  DeviceState said;
  said.health.emplace();
  said.health->outputs.resize(2);
  said.health->outputs[0].state = "playing";
  said.health->outputs[1].state = "error";
  EXPECT_EQ(device_state(here, &said), api::DeviceState::Offline);
  here.online = true;
  EXPECT_EQ(device_state(here, &said), api::DeviceState::Error);
  said.health->outputs[1].state = "idle";
  EXPECT_EQ(device_state(here, &said), api::DeviceState::Playing);
  said.health->outputs[0].state = "unknown";
  EXPECT_EQ(device_state(here, &said), api::DeviceState::Idle);
  EXPECT_EQ(device_state(here, nullptr), api::DeviceState::Idle);
}

}  // namespace
}  // namespace controller
