#include "controller/fleet/reconcile.h"

#include <gtest/gtest.h>

#include "controller/store/areas.h"
#include "tests/unit/controller/fleet/controller_rig.h"

namespace controller {
namespace {

using controller_rig::ControllerRig;
using protocols::link::Hello;

class Reconcile : public testing::Test {
 protected:
  Reconcile() {
    rig_.add_device("bang-lung-cu", "02.026.00715", "led-192x96");
    message_ = rig_.add_message("Bluezone");
    rig_.publish("02", message_);
  }
  Parcels sent_to(const Hello& hello) {
    const Directory directory(rig_.store);
    const auto device = directory.find("bang-lung-cu");
    return rig_.store.read([&](Session& session) {
      return lacking(session, *device, wanted_by(session, *device), hello, rig_.find_message());
    });
  }
  WantedVersions wanted() {
    const Directory directory(rig_.store);
    const auto device = directory.find("bang-lung-cu");
    return rig_.store.read([&](Session& session) { return wanted_by(session, *device); });
  }

  ControllerRig rig_;
  std::string message_;
};

TEST_F(Reconcile, a_new_device_gets_everything_of_its_chain) {
  const Parcels parcels = sent_to({});
  EXPECT_TRUE(parcels.keyring);
  ASSERT_EQ(parcels.rest.size(), 3U);  // placement, the province's programme, its message
  EXPECT_EQ(parcels.rest[2].hash, message_);
}

TEST_F(Reconcile, a_device_that_holds_all_gets_nothing) {
  const WantedVersions all = wanted();
  Hello hello;
  hello.keyring = all.keyring;
  hello.placement = all.placement;
  hello.programmes = all.programmes;
  hello.messages.assign(all.messages.begin(), all.messages.end());
  const Parcels parcels = sent_to(hello);
  EXPECT_FALSE(parcels.keyring);
  EXPECT_TRUE(parcels.rest.empty());
}

TEST_F(Reconcile, only_what_is_newer_is_sent) {
  const WantedVersions before = wanted();
  Hello hello;
  hello.keyring = before.keyring;
  hello.placement = before.placement;
  hello.programmes = before.programmes;
  hello.messages.assign(before.messages.begin(), before.messages.end());
  const std::string other = rig_.add_message("NCOVI");
  rig_.publish("02.026", other);
  const Parcels parcels = sent_to(hello);
  ASSERT_EQ(parcels.rest.size(), 2U);
  EXPECT_EQ(parcels.rest[1].hash, other);
}

TEST_F(Reconcile, a_programme_of_another_area_is_not_its_business) {
  const auto before = wanted();
  rig_.store
      .write([&](Session& session) {
        AreaTable(session).put({"08", "", "Tuyên Quang", "province"});
      })
      .get();
  rig_.publish("08", rig_.add_message("khác"));
  EXPECT_EQ(wanted().programmes, before.programmes);
}

TEST_F(Reconcile, a_message_nobody_has_is_left_out) {
  rig_.publish("02.026", std::string(64, 'a'));
  EXPECT_EQ(wanted().messages.size(), 2U);
  EXPECT_EQ(sent_to({}).rest.size(), 4U);
}

}  // namespace
}  // namespace controller
