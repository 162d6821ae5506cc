#include "controller/broker/broker.h"

#include <gtest/gtest.h>
#include <signal.h>

#include <asio/io_context.hpp>
#include <asio/ip/tcp.hpp>
#include <fstream>
#include <thread>

#include "protocols/link/nkey.h"
#include "protocols/link/subjects.h"
#include "tests/fakes/free_port.h"
#include "tests/unit/controller/broker/broker_rig.h"
#include "tests/unit/controller/broker/test_certificates.h"

namespace broker_rig {
namespace {

namespace io = protocols::io;
namespace link = protocols::link;
using controller::ConnectionEvent;

class BrokerTest : public testing::Test {
 protected:
  std::unique_ptr<Rig> new_life() { return std::make_unique<Rig>(folder_.path(), port_); }
  static pid_t pid(Rig& rig) {
    return io::run_on(rig.loop(), [&] { return rig.broker().pid(); });
  }
  static void wait_watching(Rig& rig) {
    for (int i = 0; i < 1000; ++i) {
      if (io::run_on(rig.loop(), [&] { return rig.broker().watching(); })) return;
      std::this_thread::sleep_for(10ms);
    }
    FAIL() << "the system connection does not stand";
  }

  fakes::TempDir folder_;
  std::uint16_t port_ = fakes::free_port();
};

TEST_F(BrokerTest, a_device_with_a_pass_talks_with_the_controller) {
  auto rig = new_life();
  rig->start();
  const DeviceUser user(rig->broker().passes(), "bang-lung-cu");
  Client controller(rig->controller_options());
  Client device(rig->device_options(user));
  ASSERT_TRUE(controller.wait_connected());
  ASSERT_TRUE(device.wait_connected());
  EXPECT_TRUE(device.link().publish(link::up_subject(user.id, "hello"), "xin chào"));
  std::string heard;
  ASSERT_TRUE(controller.wait_message("v1.d.bang-lung-cu.up.hello", &heard));
  EXPECT_EQ(heard, "xin chào");
  EXPECT_TRUE(controller.link().publish(link::device_subject(user.id, "doc"), "tài liệu"));
  ASSERT_TRUE(device.wait_message("v1.d.bang-lung-cu.doc", &heard));
  EXPECT_EQ(heard, "tài liệu");
}

TEST_F(BrokerTest, killed_owner_leaves_sessions_standing_and_the_next_life_adopts) {
  auto first = new_life();
  first->start();
  const DeviceUser user(first->broker().passes(), "loa-meo-vac");
  Client device(first->device_options(user));
  ASSERT_TRUE(device.wait_connected());
  const pid_t process = pid(*first);
  first->abandon();

  auto second = new_life();
  second->start();
  EXPECT_EQ(pid(*second), process);
  Client controller(second->controller_options());
  ASSERT_TRUE(controller.wait_connected());
  EXPECT_TRUE(device.link().publish(link::up_subject(user.id, "health"), "{}"));
  EXPECT_TRUE(controller.wait_message("v1.d.loa-meo-vac.up.health"));
  EXPECT_EQ(device.connects(), 1U);
}

TEST_F(BrokerTest, another_configuration_replaces_the_process_of_an_earlier_life) {
  auto first = new_life();
  first->start();
  const pid_t process = pid(*first);
  first->abandon();
  write_certificates(folder_.path());
  auto second = new_life();
  second->start();
  EXPECT_NE(pid(*second), process);
  EXPECT_NE(pid(*second), 0);
}

TEST_F(BrokerTest, a_pid_file_naming_a_stranger_is_not_believed) {
  auto first = new_life();
  first->start();
  io::run_on(first->loop(), [&] { first->broker().stop(); });
  std::ofstream(folder_ / "broker" / "nats-server.pid") << ::getpid();
  auto second = new_life();
  second->start();
  EXPECT_NE(pid(*second), ::getpid());
  EXPECT_GT(pid(*second), 0);
}

TEST_F(BrokerTest, a_killed_broker_comes_back_with_all_its_clients) {
  auto rig = new_life();
  rig->start();
  const DeviceUser user(rig->broker().passes(), "bang-dong-van");
  Client controller(rig->controller_options());
  Client device(rig->device_options(user));
  ASSERT_TRUE(controller.wait_connected());
  ASSERT_TRUE(device.wait_connected());
  const pid_t process = pid(*rig);
  ASSERT_EQ(::kill(process, SIGKILL), 0);
  ASSERT_TRUE(device.wait_down());
  ASSERT_TRUE(controller.wait_down());
  ASSERT_TRUE(device.wait_connected());
  ASSERT_TRUE(controller.wait_connected());
  EXPECT_NE(pid(*rig), process);
  EXPECT_TRUE(device.link().publish(link::up_subject(user.id, "hello"), "{}"));
  EXPECT_TRUE(controller.wait_message("v1.d.bang-dong-van.up.hello"));
}

TEST_F(BrokerTest, an_orderly_stop_ends_the_process) {
  auto rig = new_life();
  rig->start();
  const pid_t process = pid(*rig);
  io::run_on(rig->loop(), [&] { rig->broker().stop(); });
  EXPECT_EQ(::kill(process, 0), -1);
}

TEST_F(BrokerTest, a_port_in_use_is_told_in_both_languages) {
  asio::io_context context;
  asio::ip::tcp::acceptor taken(context, {asio::ip::make_address("127.0.0.1"), port_});
  auto rig = new_life();
  try {
    rig->start();
    FAIL() << "started on a taken port";
  } catch (const std::runtime_error& error) {
    const std::string text = error.what();
    EXPECT_NE(text.find(std::to_string(port_)), std::string::npos) << text;
    EXPECT_NE(text.find("không khởi động được"), std::string::npos) << text;
    EXPECT_NE(text.find("cannot start the broker"), std::string::npos) << text;
  }
}

TEST_F(BrokerTest, a_revoked_device_is_closed_and_others_are_kept) {
  auto rig = new_life();
  rig->start();
  const DeviceUser bad(rig->broker().passes(), "loa-mat-trom");
  const DeviceUser good(rig->broker().passes(), "loa-yen-minh");
  Client bad_device(rig->device_options(bad));
  Client good_device(rig->device_options(good));
  ASSERT_TRUE(bad_device.wait_connected());
  ASSERT_TRUE(good_device.wait_connected());
  wait_watching(*rig);
  io::run_on(rig->loop(), [&] { rig->broker().revoke(bad.nkey); });
  ASSERT_TRUE(bad_device.wait_down(2));  // closed, then refused
  EXPECT_TRUE(bad_device.downs()[1].refused) << bad_device.downs()[1].reason;
  EXPECT_TRUE(good_device.link().connected());
  EXPECT_EQ(good_device.connects(), 1U);
}

TEST_F(BrokerTest, a_revocation_outlives_the_broker) {
  auto rig = new_life();
  rig->start();
  const DeviceUser bad(rig->broker().passes(), "loa-mat-trom");
  io::run_on(rig->loop(), [&] {
    rig->broker().revoke(bad.nkey);
    rig->broker().stop();
  });
  rig = new_life();
  rig->start();
  Client device(rig->device_options(bad));
  EXPECT_TRUE(device.wait_refused());
}

TEST_F(BrokerTest, connections_are_told_with_the_key_that_logged_in) {
  auto rig = new_life();
  Changes changes;
  std::vector<ConnectionEvent> told;
  rig->broker().on_connection(
      [&](const ConnectionEvent& event) { changes.make([&] { told.push_back(event); }); });
  rig->start();
  wait_watching(*rig);
  const DeviceUser user(rig->broker().passes(), "bang-quan-ba");
  const auto seen = [&](ConnectionEvent::Kind kind) {
    return changes.wait([&] {
      return std::any_of(told.begin(), told.end(), [&](const auto& event) {
        return event.kind == kind && event.user == user.nkey;
      });
    });
  };
  {
    Client device(rig->device_options(user));
    ASSERT_TRUE(device.wait_connected());
    EXPECT_TRUE(seen(ConnectionEvent::Kind::Connected));
  }
  EXPECT_TRUE(seen(ConnectionEvent::Kind::Disconnected));
  rig.reset();
}

}  // namespace
}  // namespace broker_rig
