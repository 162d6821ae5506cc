#include "controller/fleet/fleet.h"

#include <gtest/gtest.h>

#include <thread>

#include "controller/api/problem.h"
#include "controller/fleet/health_table.h"
#include "protocols/link/subjects.h"
#include "protocols/trust/verifier.h"
#include "tests/fakes/free_port.h"
#include "tests/unit/controller/fleet/controller_rig.h"

// The fleet over the real broker; devices are played by the test with real keys and passes.
namespace controller {
namespace {

using namespace std::chrono_literals;
using broker_rig::Changes;
using broker_rig::Client;
using controller_rig::ControllerRig;
namespace io = protocols::io;
namespace link = protocols::link;
namespace trust = protocols::trust;

class Looker final : public api::NowListener {
 public:
  void device(const api::DeviceNow& now) override {
    changes.make([&] { last[now.device] = now; });
  }
  void level(const api::LevelNow& level) override {
    changes.make([&] { levels.push_back(level); });
  }
  void picture(const api::PictureNow& picture) override {
    changes.make([&] { pictures.push_back(picture); });
  }
  void order(const api::OrderProgress&) override {}

  bool wait_link(const std::string& device, const std::string& state) {
    return changes.wait([&] { return last.contains(device) && last[device].link == state; });
  }

  Changes changes;
  std::map<std::string, api::DeviceNow> last;
  std::vector<api::LevelNow> levels;
  std::vector<api::PictureNow> pictures;
};

class FleetTest : public testing::Test {
 protected:
  FleetTest() {
    rig_.add_device("bang-lung-cu", "02.026.00715", "led-192x96");
    message_ = rig_.add_message("Bluezone");
    rig_.publish("02", message_);
    directory_ = std::make_unique<Directory>(rig_.store);
    broker_.start();
    io::run_on(broker_.loop(), [&] {
      link_ = std::make_unique<FleetLink>(broker_.loop(), broker_.broker().controller_link());
      fleet_ = std::make_unique<Fleet>(FleetParts{broker_.loop(), rig_.store, rig_.signing,
                                                  *directory_, *link_, rig_.find_message()});
      broker_.broker().on_connection(
          [this](const ConnectionEvent& event) { fleet_->connection_told(event); });
      link_->open();
    });
    // What a device says before that is lost; the real one is asked again (area hello).
    wait_for([&] { return link_->connected() && broker_.broker().watching(); });
  }
  void TearDown() override {
    io::run_on(broker_.loop(), [&] {
      link_->close();
      broker_.broker().on_connection({});
      fleet_.reset();
      link_.reset();
    });
  }

  template <typename Condition>
  void wait_for(Condition condition) {
    while (!io::run_on(broker_.loop(), condition)) std::this_thread::sleep_for(10ms);
  }
  link::LinkOptions device_options(const std::string& id) {
    const auto& key = rig_.key_of(id);
    const auto device = directory_->find(id);
    const auto now = std::chrono::floor<std::chrono::seconds>(rig_.clock.wall());
    const std::string jwt = broker_.broker().passes().device_jwt(id, device->row.nkey, now);
    link::LinkOptions options;
    options.servers = {"tls://127.0.0.1:" + std::to_string(port_)};
    options.name = id;
    options.ca_file = broker_.settings().ca;
    options.inbox_prefix = link::device_inbox_prefix(id);
    options.subscriptions = {link::device_down_subscription(id), link::area_subscription("02")};
    options.credentials = [jwt, &key] {
      return link::Credentials{jwt, [&key](std::string_view bytes) { return key.sign(bytes); }};
    };
    return options;
  }
  static std::string hello(const std::string& id, const std::string& nonce) {
    link::Hello hello;
    hello.device = id;
    hello.boot = 1;
    hello.nonce = nonce;
    return link::hello_to_json(hello);
  }

  fakes::TempDir folder_;
  std::uint16_t port_ = fakes::free_port();
  ControllerRig rig_;
  broker_rig::Rig broker_{folder_.path(), port_};
  std::string message_;
  std::unique_ptr<Directory> directory_;
  std::unique_ptr<FleetLink> link_;
  std::unique_ptr<Fleet> fleet_;
};

TEST_F(FleetTest, a_hello_is_answered_with_keyring_time_and_all_it_lacks_in_this_order) {
  Client device(device_options("bang-lung-cu"));
  ASSERT_TRUE(device.wait_connected());
  device.link().publish(link::up_subject("bang-lung-cu", "hello"), hello("bang-lung-cu", "n-1"));
  ASSERT_TRUE(device.wait_messages("v1.d.bang-lung-cu.doc", 5));
  const auto documents = device.payloads("v1.d.bang-lung-cu.doc");
  std::vector<std::string> types;
  for (const auto& jws : documents) types.push_back(trust::parse_compact(jws)->typ);
  EXPECT_EQ(types, (std::vector<std::string>{"vang-keyring", "vang-time", "vang-placement",
                                             "vang-programme", "vang-message"}));
  trust::Verifier verifier(*trust::PublicKey::from_x(rig_.signing.root_x()));
  ASSERT_TRUE(verifier.accept_keyring(documents[0]));
  trust::Expectation expectation;
  expectation.type = trust::DocumentType::time;
  expectation.nonce = "n-1";
  EXPECT_TRUE(verifier.verify(documents[1], expectation));
}

TEST_F(FleetTest, a_new_programme_goes_to_those_who_are_connected_without_being_asked) {
  Client device(device_options("bang-lung-cu"));
  ASSERT_TRUE(device.wait_connected());
  const auto subject = link::up_subject("bang-lung-cu", "hello");
  device.link().publish(subject, hello("bang-lung-cu", "n-1"));
  ASSERT_TRUE(device.wait_messages("v1.d.bang-lung-cu.doc", 5));
  rig_.publish("02.026", rig_.add_message("NCOVI"));
  fleet_->document_changed({DocumentChange::Kind::Programme, "02.026"});
  ASSERT_TRUE(device.wait_messages("v1.d.bang-lung-cu.doc", 7));
}

TEST_F(FleetTest, devices_are_asked_for_hellos_when_the_controller_is_new) {
  Client device(device_options("bang-lung-cu"));
  ASSERT_TRUE(device.wait_connected());
  io::run_on(broker_.loop(), [&] {
    link_->close();
    link_->open();
  });
  EXPECT_TRUE(device.wait_message("v1.a.02.hello"));
}

TEST_F(FleetTest, connecting_and_going_are_seen_at_once_by_who_looks_at_devices) {
  Looker looker;
  Looker elsewhere;
  const auto watch = fleet_->now().watch(rig_.caller, {}, looker);
  const auto other = fleet_->now().watch(rig_.caller, {"", {}, {}, true, false}, elsewhere);
  EXPECT_EQ(fleet_->now().one(rig_.caller, "bang-lung-cu").link, "never");
  {
    Client device(device_options("bang-lung-cu"));
    ASSERT_TRUE(device.wait_connected());
    EXPECT_TRUE(looker.wait_link("bang-lung-cu", "online"));
  }
  EXPECT_TRUE(looker.wait_link("bang-lung-cu", "offline"));
  io::run_on(broker_.loop(), [&] { EXPECT_TRUE(elsewhere.last.empty()); });
}

TEST_F(FleetTest, pictures_and_levels_come_only_while_somebody_looks) {
  Client device(device_options("bang-lung-cu"));
  ASSERT_TRUE(device.wait_connected());
  const std::string id = "bang-lung-cu";
  device.link().publish(link::up_subject(id, "hello"), hello(id, "n-1"));
  ASSERT_TRUE(device.wait_messages("v1.d.bang-lung-cu.doc", 5));
  EXPECT_TRUE(device.payloads("v1.d.bang-lung-cu.watch").empty());
  EXPECT_THROW(fleet_->now().picture(rig_.caller, id), api::Problem);

  Looker looker;
  const auto watch = fleet_->now().watch(rig_.caller, {"", {id}, {id}, false, true}, looker);
  std::string asked;
  ASSERT_TRUE(device.wait_message("v1.d.bang-lung-cu.watch", &asked));
  EXPECT_TRUE(link::parse_watch(asked)->picture);
  device.link().publish(link::up_subject(id, "picture"), "PNG");
  device.link().publish(link::up_subject(id, "level"), link::level_to_json({"sound", -3, -20, 1}));
  EXPECT_TRUE(looker.changes.wait([&] { return !looker.levels.empty(); }));
  EXPECT_TRUE(looker.changes.wait([&] { return !looker.pictures.empty(); }));
  EXPECT_EQ(fleet_->now().picture(rig_.caller, id).png, "PNG");
  EXPECT_TRUE(fleet_->now().one(rig_.caller, id).has_picture);
}

TEST_F(FleetTest, health_is_shown_and_known_again_after_a_restart) {
  Looker looker;
  const auto watch = fleet_->now().watch(rig_.caller, {}, looker);
  Client device(device_options("bang-lung-cu"));
  ASSERT_TRUE(device.wait_connected());
  link::Health health;
  health.device = "bang-lung-cu";
  health.clock = "trusted";
  health.outputs = {{"picture",
                     "playing",
                     link::HealthItem{"entry", "e", "02", 1, "m", "Bluezone", "routine"},
                     5,
                     100,
                     {}}};
  device.link().publish(link::up_subject("bang-lung-cu", "health"), link::health_to_json(health));
  EXPECT_TRUE(looker.changes.wait([&] {
    const auto& last = looker.last["bang-lung-cu"];
    return !last.outputs.empty() && last.outputs[0].item &&
           last.outputs[0].item->title == "Bluezone";
  }));
  const auto kept = [&] {
    return rig_.store.read([](Session& session) { return HealthTable(session).all(); });
  };
  for (int i = 0; i < 500 && kept().empty(); ++i) std::this_thread::sleep_for(10ms);
  ASSERT_EQ(kept().size(), 1U);
  EXPECT_TRUE(link::parse_health(kept()[0].health));
}

TEST_F(FleetTest, staff_of_another_commune_see_nothing) {
  api::Caller other = rig_.caller;
  other.role = api::Role::Staff;
  other.area = "08";
  EXPECT_TRUE(fleet_->now().snapshot(other, "").empty());
  EXPECT_THROW(fleet_->now().one(other, "bang-lung-cu"), api::Problem);
  other.area = "02.026";
  EXPECT_EQ(fleet_->now().snapshot(other, "").size(), 1U);
}

TEST_F(FleetTest, devices_are_found_by_what_they_do_now) {
  using Ids = std::vector<std::string>;
  auto& now = fleet_->now();
  const std::string id = "bang-lung-cu";
  EXPECT_EQ(now.in_state(rig_.caller, api::DeviceState::Never, ""), Ids{id});
  EXPECT_EQ(now.in_state(rig_.caller, api::DeviceState::Never, "02.026"), Ids{id});
  EXPECT_EQ(now.in_state(rig_.caller, api::DeviceState::Never, "08"), Ids{});
  Looker looker;
  const auto watch = now.watch(rig_.caller, {}, looker);
  {
    Client device(device_options(id));
    ASSERT_TRUE(device.wait_connected());
    ASSERT_TRUE(looker.wait_link(id, "online"));
    EXPECT_EQ(now.in_state(rig_.caller, api::DeviceState::Idle, ""), Ids{id});
  }
  ASSERT_TRUE(looker.wait_link(id, "offline"));
  EXPECT_EQ(now.in_state(rig_.caller, api::DeviceState::Never, ""), Ids{});
  const auto of = now.of(rig_.caller, {"unknown", id});
  ASSERT_EQ(of.size(), 1U);
  EXPECT_EQ(of[0].device, id);
  api::Caller other = rig_.caller;
  other.role = api::Role::Staff;
  other.area = "08";
  EXPECT_TRUE(now.of(other, {id}).empty());
}

TEST_F(FleetTest, a_watch_of_some_devices_hears_of_no_others) {
  rig_.add_device("loa-moi", "02.026.00715", "loa-48k");
  fleet_->document_changed({DocumentChange::Kind::Register, ""});
  auto& now = fleet_->now();
  EXPECT_EQ(now.states(rig_.caller, "").never, 2);
  EXPECT_EQ(now.states(rig_.caller, "08").never, 0);
  Looker of_one;
  Looker of_the_other;
  api::WatchAsk ask;
  ask.ids = {"bang-lung-cu"};
  const auto watch = now.watch(rig_.caller, ask, of_one);
  ask.ids = {"loa-moi"};
  ask.pictures = {"bang-lung-cu"};  // not among what it watches
  const auto other = now.watch(rig_.caller, ask, of_the_other);
  Client device(device_options("bang-lung-cu"));
  ASSERT_TRUE(device.wait_connected());
  device.link().publish(link::up_subject("bang-lung-cu", "hello"), hello("bang-lung-cu", "n-1"));
  ASSERT_TRUE(of_one.wait_link("bang-lung-cu", "online"));
  ASSERT_TRUE(device.wait_messages("v1.d.bang-lung-cu.doc", 5));
  EXPECT_EQ(now.states(rig_.caller, "").idle, 1);
  io::run_on(broker_.loop(), [&] { EXPECT_TRUE(of_the_other.last.empty()); });
  EXPECT_TRUE(device.payloads("v1.d.bang-lung-cu.watch").empty());
}

TEST_F(FleetTest, what_an_import_added_is_known_at_once) {
  rig_.add_device("loa-moi", "02.026.00715", "loa-48k");
  EXPECT_EQ(fleet_->now().snapshot(rig_.caller, "").size(), 1U);
  fleet_->document_changed({DocumentChange::Kind::Register, ""});
  EXPECT_EQ(fleet_->now().snapshot(rig_.caller, "").size(), 2U);
}

}  // namespace
}  // namespace controller
