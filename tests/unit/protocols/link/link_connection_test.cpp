#include "protocols/link/link_connection.h"

#include <gtest/gtest.h>

#include <atomic>
#include <thread>

#include "protocols/link/subjects.h"
#include "tests/fakes/cuttable_relay.h"
#include "tests/fakes/free_port.h"
#include "tests/unit/controller/broker/broker_rig.h"
#include "tests/unit/controller/broker/test_certificates.h"

// Against the real nats-server: what the broker refuses, what it allows, and what comes back.
namespace broker_rig {
namespace {

namespace link = protocols::link;
using protocols::trust::SigningKey;

class LinkTest : public testing::Test {
 protected:
  LinkTest() { rig_.start(); }

  // Tries to log in as `user` with other credentials, and never gets in.
  bool is_refused(const DeviceUser& user, link::Credentials credentials) {
    auto options = rig_.device_options(user);
    options.credentials = [credentials] { return credentials; };
    Client client(options);
    return client.wait_refused() && client.connects() == 0;
  }
  DeviceUser user(const std::string& id) { return DeviceUser(rig_.broker().passes(), id); }

  fakes::TempDir folder_;
  std::uint16_t port_ = fakes::free_port();
  Rig rig_{folder_.path(), port_};
};

TEST_F(LinkTest, forged_logins_are_refused) {
  const auto device = user("loa-1");
  const auto other_key = SigningKey::generate();
  const auto with_key = [&](std::string_view b) { return device.key.sign(b); };
  // Signed by another key; over another nonce; a foreign issuer; an edited pass; no pass.
  EXPECT_TRUE(
      is_refused(device, {device.jwt, [&](std::string_view b) { return other_key.sign(b); }}));
  EXPECT_TRUE(
      is_refused(device, {device.jwt, [&](std::string_view) { return device.key.sign("x"); }}));
  const fakes::TempDir elsewhere;
  const controller::BrokerKeys foreign(elsewhere.path());
  const auto issued = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
  EXPECT_TRUE(is_refused(device, {foreign.device_jwt("loa-1", device.nkey, issued), with_key}));
  std::string edited = device.jwt;
  edited[edited.find('.') + 20] ^= 1;
  EXPECT_TRUE(is_refused(device, {edited, with_key}));
  EXPECT_TRUE(is_refused(device, {"", with_key}));
}

TEST_F(LinkTest, an_expired_pass_is_refused) {
  const auto device = user("loa-1");
  const std::chrono::sys_seconds long_ago{std::chrono::seconds(1'600'000'000)};
  const auto old = rig_.broker().passes().device_jwt("loa-1", device.nkey, long_ago);
  EXPECT_TRUE(is_refused(device, {old, [&](std::string_view b) { return device.key.sign(b); }}));
}

TEST_F(LinkTest, credentials_that_cannot_be_read_are_tried_again) {
  const auto device = user("loa-1");
  auto options = rig_.device_options(device);
  std::atomic<int> asked{0};
  options.credentials = [&] {
    if (++asked < 3) throw std::runtime_error("cannot read the pass");
    return device.credentials();
  };
  Client client(options);
  ASSERT_TRUE(client.wait_connected());
  EXPECT_EQ(asked, 3);
  EXPECT_EQ(client.downs()[0].reason, "cannot read the pass");
}

TEST_F(LinkTest, a_broker_of_another_ca_is_not_trusted) {
  const fakes::TempDir elsewhere;
  write_certificates(elsewhere.path());
  const auto device = user("loa-1");
  auto options = rig_.device_options(device);
  options.ca_file = elsewhere / "ca.pem";
  Client client(options);
  ASSERT_TRUE(client.wait_down());
  EXPECT_EQ(client.connects(), 0U);
  EXPECT_FALSE(client.downs()[0].refused);
}

TEST_F(LinkTest, foreign_subjects_are_closed_and_the_connection_stays) {
  const auto device = user("loa-1");
  for (const char* subject : {"v1.d.loa-2.>", ">", "v1.d.*.up.>", "_INBOX.x", "$SYS.>"}) {
    auto options = rig_.device_options(device);
    options.subscriptions.push_back(subject);
    Client client(options);
    ASSERT_TRUE(client.wait_connected()) << subject;
    EXPECT_TRUE(client.wait_complaint("Permissions Violation")) << subject;
    EXPECT_TRUE(client.link().connected()) << subject;
  }
  Client client(rig_.device_options(device));
  ASSERT_TRUE(client.wait_connected());
  for (const char* subject :
       {"v1.d.loa-1.doc", "v1.a.02.order", "v1.d.loa-2.up.hello", "$SYS.REQ.CLAIMS.UPDATE"}) {
    EXPECT_TRUE(client.link().publish(subject, "{}"));
    EXPECT_TRUE(client.wait_complaint("\"" + std::string(subject) + "\"")) << subject;
  }
}

TEST_F(LinkTest, payloads_above_the_limit_are_refused_here_and_at_the_limit_arrive) {
  const auto device = user("loa-1");
  Client controller(rig_.controller_options());
  Client client(rig_.device_options(device));
  ASSERT_TRUE(controller.wait_connected());
  ASSERT_TRUE(client.wait_connected());
  const auto subject = link::up_subject("loa-1", "picture");
  EXPECT_FALSE(client.link().publish(subject, std::string(link::kMaxPayload + 1, 'x')));
  EXPECT_TRUE(client.link().publish(subject, std::string(link::kMaxPayload, 'x')));
  std::string payload;
  ASSERT_TRUE(controller.wait_message(subject, &payload));
  EXPECT_EQ(payload.size(), link::kMaxPayload);
}

TEST_F(LinkTest, a_cut_network_comes_back_by_itself) {
  fakes::CuttableRelay relay(0, "127.0.0.1", port_);
  const auto device = user("loa-1");
  auto options = rig_.device_options(device);
  options.servers = {"tls://127.0.0.1:" + std::to_string(relay.port())};
  Client client(options);
  ASSERT_TRUE(client.wait_connected());
  relay.cut();
  ASSERT_TRUE(client.wait_down(3));
  EXPECT_FALSE(client.link().publish("v1.d.loa-1.up.hello", "{}"));
  relay.restore();
  EXPECT_TRUE(client.wait_connected());
}

TEST_F(LinkTest, subscriptions_change_while_connected_and_stay_after_a_reconnect) {
  const auto device = user("loa-1");
  Client controller(rig_.controller_options());
  Client client(rig_.device_options(device));
  ASSERT_TRUE(controller.wait_connected());
  ASSERT_TRUE(client.wait_connected());
  client.link().subscribe_to({link::area_subscription("02.026")});
  ASSERT_TRUE(client.link().flush(10s));
  controller.link().publish(link::area_order_subject("02.026"), "first");
  ASSERT_TRUE(client.wait_message("v1.a.02_026.order"));
  client.link().reconnect();
  ASSERT_TRUE(client.wait_down());
  ASSERT_TRUE(client.wait_connected());
  controller.link().publish("v1.a.02_026.bundle.x", "second");
  EXPECT_TRUE(client.wait_message("v1.a.02_026.bundle.x"));
}

// One signature in 256 begins with a zero byte, which libnats 3.4.1 does not send.
TEST_F(LinkTest, a_hundred_logins_all_succeed) {
  const auto device = user("loa-1");
  std::atomic<int> unlucky{0};
  for (int round = 0; round < 100; ++round) {
    auto options = rig_.device_options(device);
    options.backoff_first = options.backoff_most = 60s;  // a retry after a wait would be seen
    options.credentials = [&] {
      return link::Credentials{device.jwt, [&](std::string_view nonce) {
                                 auto signature = device.key.sign(nonce);
                                 if (signature[0] == '\0') ++unlucky;
                                 return signature;
                               }};
    };
    Client client(options);
    ASSERT_TRUE(client.wait_connected()) << round;
    ASSERT_TRUE(client.downs().empty()) << client.downs()[0].reason;
  }
  RecordProperty("unlucky_signatures", unlucky);
}

// The same, without waiting for chance: the first two signatures are made to begin with zero.
TEST_F(LinkTest, a_signature_beginning_with_zero_costs_only_another_nonce) {
  const auto device = user("loa-1");
  auto options = rig_.device_options(device);
  options.backoff_first = options.backoff_most = 60s;
  std::atomic<int> asked{0};
  options.credentials = [&] {
    return link::Credentials{device.jwt, [&](std::string_view nonce) {
                               auto signature = device.key.sign(nonce);
                               if (++asked <= 2) signature[0] = '\0';
                               return signature;
                             }};
  };
  Client client(options);
  EXPECT_TRUE(client.wait_connected());
  EXPECT_GE(asked, 3);
}

// A device whose clock says 1970 connects because the dates reach back that far; that dates are
// judged at all shows with a certificate that begins later.
TEST(LinkDates, a_certificate_outside_its_dates_is_refused_and_ours_counts_since_1970) {
  const fakes::TempDir folder;
  using std::chrono::sys_days;
  using std::chrono::year;
  write_certificates(folder.path(), {sys_days{year{2100} / 1 / 1}, sys_days{year{2101} / 1 / 1}});
  Rig rig(folder.path(), fakes::free_port());
  rig.start();
  const DeviceUser device(rig.broker().passes(), "loa-1");
  Client client(rig.device_options(device));
  ASSERT_TRUE(client.wait_down());
  EXPECT_EQ(client.connects(), 0U);
}

// A certificate of our CA for another name is refused, as for HTTPS; a name of one's own can be
// asked for.
TEST(LinkNames, the_certificate_must_hold_the_address_or_the_name_asked_for) {
  const fakes::TempDir folder;
  write_certificates(folder.path(), {}, "DNS:link.vang");
  Rig rig(folder.path(), fakes::free_port());
  rig.start();
  const DeviceUser device(rig.broker().passes(), "loa-1");
  auto options = rig.device_options(device);
  Client by_address(options);
  EXPECT_TRUE(by_address.wait_down());
  EXPECT_EQ(by_address.connects(), 0U);
  options.expected_host = "link.vang";
  Client by_name(options);
  EXPECT_TRUE(by_name.wait_connected());
}

}  // namespace
}  // namespace broker_rig
