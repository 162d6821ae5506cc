#include "controller/fleet/directory.h"

#include <gtest/gtest.h>

#include <thread>

#include "tests/unit/controller/fleet/controller_rig.h"

namespace controller {
namespace {

using controller_rig::ControllerRig;

playlists::Order order_for(const std::string& area, bool below) {
  playlists::Order order;
  order.kind = playlists::OrderKind::Announce;
  order.areas = {*playlists::AreaCode::parse(area)};
  order.below = below;
  return order;
}

TEST(Directory, finds_devices_by_id_and_by_the_key_they_log_in_with) {
  ControllerRig rig;
  rig.add_device("loa-1", "02.026.00715", "loa-48k");
  const Directory directory(rig.store);
  const auto device = directory.find("loa-1");
  ASSERT_TRUE(device);
  EXPECT_EQ(device->placement_version, 1);
  EXPECT_EQ(directory.find_nkey(device->row.nkey)->row.id, "loa-1");
  EXPECT_FALSE(directory.find("loa-2"));
  EXPECT_FALSE(directory.find_nkey("UX"));
}

TEST(Directory, addresses_an_area_and_below_or_only_the_area) {
  ControllerRig rig;
  rig.add_device("loa-xa", "02.026.00715", "loa-48k");
  rig.add_device("loa-huyen", "02.026", "loa-48k");
  const Directory directory(rig.store);
  const auto now = rig.clock.wall();
  EXPECT_EQ(directory.addressed(order_for("02", true), now).size(), 2U);
  EXPECT_EQ(directory.addressed(order_for("02.026", true), now).size(), 2U);
  EXPECT_EQ(directory.addressed(order_for("02.026", false), now).size(), 1U);
  EXPECT_EQ(directory.addressed(order_for("08", true), now).size(), 0U);
}

TEST(Directory, learns_of_new_and_retired_devices_when_told) {
  ControllerRig rig;
  Directory directory(rig.store);
  rig.add_device("loa-1", "02", "loa-48k");
  EXPECT_FALSE(directory.find("loa-1"));
  const auto device = directory.refresh("loa-1");
  ASSERT_TRUE(device);
  EXPECT_TRUE(directory.find_nkey(device->row.nkey));
  rig.store.write([](Session& session) { DeviceTable(session).retire("loa-1", 1); }).get();
  EXPECT_FALSE(directory.refresh("loa-1"));
  EXPECT_FALSE(directory.find("loa-1"));
  EXPECT_FALSE(directory.find_nkey(device->row.nkey));
}

TEST(Directory, learns_of_a_whole_import_at_once) {
  ControllerRig rig;
  rig.add_device("loa-1", "02", "loa-48k");
  Directory directory(rig.store);
  rig.add_device("loa-2", "02", "loa-48k");
  rig.store.write([](Session& session) { DeviceTable(session).retire("loa-1", 1); }).get();
  directory.refresh_all();
  EXPECT_FALSE(directory.find("loa-1"));
  EXPECT_TRUE(directory.find("loa-2"));
}

TEST(Directory, what_is_read_while_the_whole_is_being_read_is_not_taken_back) {
  ControllerRig rig;
  for (int i = 0; i < 40; ++i) rig.add_device("loa-" + std::to_string(i), "02", "loa-48k");
  Directory directory(rig.store);
  for (int i = 0; i < 40; ++i) {
    const std::string id = "loa-" + std::to_string(i);
    std::thread whole([&] { directory.refresh_all(); });
    rig.store.write([&](Session& session) { DeviceTable(session).retire(id, 1); }).get();
    directory.refresh(id);
    whole.join();
    EXPECT_FALSE(directory.find(id)) << id;
    EXPECT_EQ(directory.all().size(), 39U - static_cast<std::size_t>(i));
  }
}

}  // namespace
}  // namespace controller
