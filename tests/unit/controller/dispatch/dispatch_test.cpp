#include "controller/dispatch/dispatch.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <thread>

#include "controller/api/problem.h"
#include "controller/dispatch/paper_rows.h"
#include "controller/dispatch/receipt_rows.h"
#include "controller/store/areas.h"
#include "controller/store/people.h"
#include "players/media/chime.h"
#include "players/media/opus_codec.h"
#include "playlists/orders/order_json.h"
#include "playlists/orders/play_json.h"
#include "playlists/orders/receipt_json.h"
#include "protocols/io/digest.h"
#include "protocols/io/durable_file.h"
#include "protocols/io/random.h"
#include "protocols/link/bundle.h"
#include "protocols/link/subjects.h"
#include "protocols/trust/jws.h"
#include "tests/fakes/free_port.h"
#include "tests/unit/controller/fleet/controller_rig.h"

// Orders from prepare to the last receipt, plays from the device to the store: over the real
// broker, with real speech; devices are played by the test with real keys and passes.
namespace controller {
namespace {

using namespace std::chrono_literals;
using broker_rig::Client;
using controller_rig::ControllerRig;
namespace io = protocols::io;
namespace link = protocols::link;
namespace trust = protocols::trust;

class DispatchTest : public testing::Test {
 protected:
  DispatchTest() {
    rig_.add_device("loa-1", "02.026.00715", "loa-48k");
    rig_.add_device("bang-1", "02", "led-192x96");
    directory_ = std::make_unique<Directory>(rig_.store);
    broker_.start();
    begin();
  }
  void TearDown() override { end(); }

  // One life of the controller over the same store and broker.
  void begin() {
    io::run_on(broker_.loop(), [&] {
      link_ = std::make_unique<FleetLink>(broker_.loop(), broker_.broker().controller_link());
      fleet_ = std::make_unique<Fleet>(FleetParts{broker_.loop(), rig_.store, rig_.signing,
                                                  *directory_, *link_, rig_.find_message()});
      dispatch_ = std::make_unique<Dispatch>(
          DispatchParts{broker_.loop(), rig_.store, rig_.signing, *rig_.keyring, rig_.areas,
                        rig_.rights, *directory_, *link_, *fleet_, shelf_, previews_,
                        rig_.find_message(), no_clip, Voice(world_)});
      link_->open();
    });
    while (!io::run_on(broker_.loop(), [&] { return link_->connected(); })) {
      std::this_thread::sleep_for(10ms);
    }
  }
  void end() {
    io::run_on(broker_.loop(), [&] {
      link_->close();
      dispatch_.reset();
      fleet_.reset();
      link_.reset();
    });
  }

  std::unique_ptr<Client> device(const std::string& id) {
    const auto& key = rig_.key_of(id);
    const auto now = std::chrono::floor<std::chrono::seconds>(rig_.clock.wall());
    const std::string jwt =
        broker_.broker().passes().device_jwt(id, directory_->find(id)->row.nkey, now);
    link::LinkOptions options;
    options.servers = {"tls://127.0.0.1:" + std::to_string(port_)};
    options.name = id;
    options.ca_file = broker_.settings().ca;
    options.subscriptions = {link::device_down_subscription(id), link::area_subscription("02"),
                             link::area_subscription("02.026"),
                             link::area_subscription("02.026.00715")};
    options.credentials = [jwt, &key] {
      return link::Credentials{jwt, [&key](std::string_view bytes) { return key.sign(bytes); }};
    };
    auto client = std::make_unique<Client>(options);
    EXPECT_TRUE(client->wait_connected());
    return client;
  }
  void say_hello(Client& client, const std::string& id) {
    link::Hello hello;
    hello.device = id;
    hello.nonce = "n";
    client.link().publish(link::up_subject(id, "hello"), link::hello_to_json(hello));
    EXPECT_TRUE(client.wait_message("v1.d." + id + ".doc"));
  }

  static api::OrderAsk flood() {
    api::OrderAsk ask;
    ask.kind = "announce";
    ask.cls = "emergency";
    ask.title = "CẢNH BÁO LŨ QUÉT";
    ask.text = "Khẩn cấp! Nước lũ đang về, bà con hãy lên chỗ cao ngay bây giờ.";
    ask.areas = {"02"};
    return ask;
  }
  std::string sign(const std::string& payload) const {
    return trust::sign_compact(rig_.person, "vang-order", payload);
  }
  api::Order announced(int repeat = 1) {
    auto ask = flood();
    ask.repeat = repeat;
    return dispatch_->orders().send(rig_.caller,
                                    sign(dispatch_->orders().prepare(rig_.caller, ask).payload));
  }
  api::Caller add_staff(const std::string& area, const trust::SigningKey& key) {
    PersonRow lan;
    lan.id = "01900000-0000-7000-8000-000000000009";
    lan.login = "lan";
    lan.name = "Chị Lan";
    lan.role = "staff";
    lan.area = area;
    PersonKeyRow lans;
    lans.kid = key.kid();
    lans.person = lan.id;
    lans.x = key.public_key().x();
    lans.highest_class = "emergency";
    rig_.store
        .write([&](Session& s) {
          PeopleTable(s).insert(lan);
          PersonKeyTable(s).insert(lans);
          rig_.keyring->renew(s);
        })
        .get();
    rig_.keyring->refresh();
    api::Caller staff = rig_.caller;
    staff.person = lan.id;
    staff.role = api::Role::Staff;
    staff.area = lan.area;
    return staff;
  }
  void remove_area(const std::string& code) {
    rig_.store.write([&](Session& s) { AreaTable(s).remove(code); }).get();
    rig_.areas.refresh();
  }
  std::string receipt(const std::string& device, const std::string& order,
                      playlists::ReceiptStage stage, std::string* id = nullptr) {
    playlists::Receipt receipt;
    receipt.id = *playlists::ReceiptId::parse(io::uuid7(rig_.clock));
    receipt.device = *playlists::DeviceId::parse(device);
    receipt.order = *playlists::OrderId::parse(order);
    receipt.stage = stage;
    receipt.at = rig_.clock.wall();
    receipt.clock = playlists::ClockState::Trusted;
    if (id != nullptr) *id = receipt.id.text();
    return trust::sign_compact(rig_.key_of(device), "vang-receipt",
                               playlists::receipt_to_json(receipt));
  }
  static players::Sound wav(const api::Blob& blob) {
    return players::parse_wav(io::read_file(blob.path));
  }
  template <class Work>
  static std::string problem_code(Work work) {
    try {
      work();
    } catch (const api::Problem& problem) {
      return problem.code();
    }
    return "";
  }
  static std::optional<std::filesystem::path> no_clip(std::string_view) { return std::nullopt; }

  fakes::TempDir folder_;
  std::uint16_t port_ = fakes::free_port();
  ControllerRig rig_;
  BundleShelf shelf_{folder_ / "bundles"};
  PreviewShelf previews_{folder_ / "previews"};
  broker_rig::Rig broker_{folder_.path(), port_};
  std::unique_ptr<Directory> directory_;
  std::unique_ptr<FleetLink> link_;
  std::unique_ptr<Fleet> fleet_;
  std::unique_ptr<Dispatch> dispatch_;
  playlists::World world_ = playlists::World::Live;
};

TEST_F(DispatchTest, prepare_gives_the_exact_payload_and_its_scope) {
  auto loudspeaker = device("loa-1");
  say_hello(*loudspeaker, "loa-1");
  const auto prepared = dispatch_->orders().prepare(rig_.caller, flood());
  const auto order = playlists::parse_order(prepared.payload);
  ASSERT_TRUE(order) << playlists::problems_text(order.problems);
  EXPECT_EQ(order->id.text(), prepared.id);
  ASSERT_TRUE(order->speech);
  EXPECT_FALSE(order->speech->bundles.empty());
  EXPECT_TRUE(order->card);
  EXPECT_EQ(prepared.hash, trust::document_hash(prepared.payload));
  EXPECT_EQ(prepared.scope.devices, 2);
  EXPECT_EQ(prepared.scope.reachable, 1);
  EXPECT_EQ(prepared.scope.unreachable, std::vector<std::string>{"bang-1"});
  EXPECT_EQ(prepared.scope.pictures, 1);
  EXPECT_EQ(prepared.scope.sounds, 1);
  EXPECT_EQ(prepared.previews, std::vector<std::string>{"led-192x96"});
  EXPECT_FALSE(dispatch_->orders().preview(rig_.caller, prepared.hash, "led-192x96").png.empty());
}

TEST_F(DispatchTest, the_scope_tells_which_orders_play_first_until_they_are_over) {
  auto loudspeaker = device("loa-1");
  say_hello(*loudspeaker, "loa-1");
  const auto mine = dispatch_->orders().prepare(rig_.caller, flood());
  EXPECT_TRUE(mine.scope.waits_behind.empty());
  const auto others = announced(20);  // longer than this test takes, however slow the machine
  const auto behind = [&] {
    return dispatch_->orders().scope(rig_.caller, mine.hash).waits_behind;
  };
  auto say = [&, acks = std::size_t{0}](playlists::ReceiptStage stage) mutable {
    loudspeaker->link().publish("v1.d.loa-1.up.receipt", receipt("loa-1", others.id, stage));
    EXPECT_TRUE(loudspeaker->wait_messages("v1.d.loa-1.ack", ++acks));
  };
  const auto sooner = [&] {
    auto ask = flood();
    ask.start_window = 3s;
    return dispatch_->orders().prepare(rig_.caller, ask).scope.too_late;
  };
  EXPECT_EQ(behind(), std::vector<std::string>{others.id}) << "sent after mine was prepared";
  EXPECT_EQ(dispatch_->orders().scope(rig_.caller, others.hash).too_late, 0) << "not behind itself";
  say(playlists::ReceiptStage::Started);
  EXPECT_EQ(behind(), std::vector<std::string>{others.id});
  EXPECT_EQ(sooner(), 1) << "it would be refused: bang-1 is not connected";
  say(playlists::ReceiptStage::Finished);
  EXPECT_TRUE(behind().empty()) << "open until it expires, but over on the only device that hears";
  EXPECT_EQ(sooner(), 0);
}

TEST_F(DispatchTest, a_prepared_order_is_heard_as_devices_will_put_it_out) {
  const auto prepared = dispatch_->orders().prepare(rig_.caller, flood());
  const auto order = playlists::parse_order(prepared.payload);
  players::Sound expected = players::emergency_chime();
  players::SpeechDecoder decoder;
  for (const auto& hash : order->speech->bundles) {
    const auto bundle = link::decode_bundle(*shelf_.find(hash));
    for (const auto& packet : bundle->packets) {
      const auto frame = decoder.decode(packet);
      expected.samples.insert(expected.samples.end(), frame.begin(), frame.end());
    }
  }
  const auto heard = wav(dispatch_->orders().sound(rig_.caller, prepared.hash));
  EXPECT_EQ(heard.rate, 24000);
  ASSERT_EQ(heard.samples.size(), expected.samples.size() / 2);
  const auto same = players::resample(expected, heard.rate);
  for (std::size_t i = 0; i < heard.samples.size(); ++i) {
    ASSERT_NEAR(heard.samples[i], std::clamp(same.samples[i], -1.0F, 1.0F), 0.01) << i;
  }
  auto ask = flood();
  ask.chime = false;
  const auto bare = dispatch_->orders().prepare(rig_.caller, ask);
  EXPECT_EQ(wav(dispatch_->orders().sound(rig_.caller, bare.hash)).samples.size(),
            heard.samples.size() - players::emergency_chime().samples.size() / 2);
  ask.chime = true;
  ask.speech = false;
  const auto chime = dispatch_->orders().prepare(rig_.caller, ask);
  EXPECT_EQ(wav(dispatch_->orders().sound(rig_.caller, chime.hash)).samples.size(),
            players::emergency_chime().samples.size() / 2);
}

TEST_F(DispatchTest, an_announcement_of_a_drill_says_so_whoever_asks_and_sounds_no_alarm) {
  auto ask = flood();
  ask.card = api::Card{"emergency", "LŨ QUÉT", {"Lên chỗ cao"}, {}, "", ""};
  const auto real = playlists::parse_order(dispatch_->orders().prepare(rig_.caller, ask).payload);
  end();
  world_ = playlists::World::Drill;
  begin();
  const auto prepared = dispatch_->orders().prepare(rig_.caller, ask);
  const auto order = playlists::parse_order(prepared.payload);
  ASSERT_TRUE(order);
  EXPECT_EQ(order->title, "DIỄN TẬP: CẢNH BÁO LŨ QUÉT");
  EXPECT_EQ(order->card->title, "DIỄN TẬP: LŨ QUÉT");
  EXPECT_EQ(order->text, real->text);
  EXPECT_TRUE(prepared.spoken.starts_with("Đây là diễn tập. ")) << prepared.spoken;
  EXPECT_TRUE(prepared.spoken.ends_with(" Đây là diễn tập.")) << prepared.spoken;
  EXPECT_GT(order->speech->duration, real->speech->duration + 3s);

  ask.speech = false;
  const auto chime = dispatch_->orders().prepare(rig_.caller, ask);
  EXPECT_EQ(wav(dispatch_->orders().sound(rig_.caller, chime.hash)).samples.size(),
            players::attention_chime().samples.size() / 2);
}

TEST_F(DispatchTest, a_sent_order_is_heard_by_whoever_sees_it_also_after_a_restart) {
  const auto sent = announced();
  end();
  begin();
  EXPECT_FALSE(wav(dispatch_->orders().sound(rig_.caller, sent.hash)).samples.empty());
  api::Caller staff = rig_.caller;
  staff.role = api::Role::Staff;
  staff.area = "02.026";  // the order is for all of 02
  EXPECT_FALSE(wav(dispatch_->orders().sound(staff, sent.hash)).samples.empty());
}

TEST_F(DispatchTest, there_is_no_sound_of_what_is_silent_unknown_gone_or_not_yours) {
  const auto code = [&](const api::Caller& caller, const std::string& hash) {
    return problem_code([&] { dispatch_->orders().sound(caller, hash); });
  };
  auto ask = flood();
  ask.outputs = {"picture"};
  EXPECT_EQ(code(rig_.caller, dispatch_->orders().prepare(rig_.caller, ask).hash), "no_sound");
  api::OrderAsk stop;
  stop.kind = "stop";
  stop.areas = {"02"};
  stop.stops = {"*"};
  EXPECT_EQ(code(rig_.caller, dispatch_->orders().prepare(rig_.caller, stop).hash), "no_sound");
  EXPECT_EQ(code(rig_.caller, std::string(64, '0')), "not_found");
  const auto prepared = dispatch_->orders().prepare(rig_.caller, flood());
  api::Caller staff = rig_.caller;
  staff.role = api::Role::Staff;
  staff.area = "02.026";
  EXPECT_EQ(code(staff, prepared.hash), "forbidden");
  const auto order = playlists::parse_order(prepared.payload);
  shelf_.remove(order->speech->bundles);
  EXPECT_EQ(code(rig_.caller, prepared.hash), "no_sound");
}

TEST_F(DispatchTest, an_order_for_an_area_that_vanished_meanwhile_is_refused_and_not_kept) {
  auto ask = flood();
  ask.areas = {"02.026.00715"};
  const auto code = [&](const std::string& payload) {
    return problem_code([&] { dispatch_->orders().send(rig_.caller, sign(payload)); });
  };
  const auto one = dispatch_->orders().prepare(rig_.caller, ask);
  const auto two = dispatch_->orders().prepare(rig_.caller, ask);
  rig_.store.write([](Session& s) { AreaTable(s).remove("02.026.00715"); }).get();
  EXPECT_EQ(code(one.payload), "unknown_area") << "gone between the judge's look and the write";
  rig_.areas.refresh();
  EXPECT_EQ(code(two.payload), "unknown_area") << "gone before the judge looked";
  EXPECT_TRUE(dispatch_->orders().list(rig_.caller, {}, {}).items.empty());
}

TEST_F(DispatchTest, staff_too_are_told_that_the_area_vanished_and_not_that_it_is_not_theirs) {
  const auto key = trust::SigningKey::generate();
  const auto staff = add_staff("02.026", key);
  auto ask = flood();
  ask.areas = {"02.026.00715"};
  const auto prepared = dispatch_->orders().prepare(staff, ask);
  remove_area("02.026.00715");
  EXPECT_EQ(problem_code([&] {
              dispatch_->orders().send(staff,
                                       trust::sign_compact(key, "vang-order", prepared.payload));
            }),
            "unknown_area");
}

TEST_F(DispatchTest, a_signed_order_reaches_devices_with_its_bundles_and_receipts_come_back) {
  auto loudspeaker = device("loa-1");
  const auto sent = announced();
  EXPECT_EQ(sent.state, "sent");
  EXPECT_EQ(sent.counts.devices, 2);
  std::string dispatched;
  ASSERT_TRUE(loudspeaker->wait_message("v1.a.02.order", &dispatched));
  EXPECT_EQ(trust::parse_compact(dispatched)->typ, "vang-dispatch");
  const auto detail = dispatch_->orders().one(rig_.caller, sent.id);
  const std::string bundles = "v1.a.02.bundle." + sent.id;
  ASSERT_TRUE(loudspeaker->wait_messages(bundles, 5));
  const auto first = loudspeaker->payloads(bundles)[0];
  EXPECT_EQ(dispatch_->bundle(sent.id, 0), first);
  EXPECT_EQ(link::decode_bundle(first)->index, 0U);

  std::string receipt_id;
  loudspeaker->link().publish(
      "v1.d.loa-1.up.receipt",
      receipt("loa-1", sent.id, playlists::ReceiptStage::Received, &receipt_id));
  std::string ack;
  ASSERT_TRUE(loudspeaker->wait_message("v1.d.loa-1.ack", &ack));
  EXPECT_EQ(link::parse_ack(ack)->receipts, std::vector<std::string>{receipt_id});
  const auto after = dispatch_->orders().one(rig_.caller, sent.id);
  EXPECT_EQ(after.order.counts.received, 1);
  ASSERT_EQ(after.devices.size(), 2U);
  EXPECT_EQ(after.devices[0].device, "bang-1");  // the silent one first
  EXPECT_EQ(after.devices[0].stage, "silent");
  EXPECT_EQ(after.devices[1].stage, "received");
}

TEST_F(DispatchTest, the_same_order_again_is_not_sent_again) {
  auto loudspeaker = device("loa-1");
  const auto prepared = dispatch_->orders().prepare(rig_.caller, flood());
  const std::string jws = sign(prepared.payload);
  const auto first = dispatch_->orders().send(rig_.caller, jws);
  const auto second = dispatch_->orders().send(rig_.caller, jws);
  EXPECT_EQ(first.id, second.id);
  EXPECT_EQ(first.sent, second.sent);
  ASSERT_TRUE(loudspeaker->wait_message("v1.a.02.order"));
  EXPECT_EQ(loudspeaker->payloads("v1.a.02.order").size(), 1U);
}

TEST_F(DispatchTest, what_was_not_prepared_or_not_signed_by_the_right_one_is_refused) {
  const auto code = [&](const std::string& jws) {
    try {
      dispatch_->orders().send(rig_.caller, jws);
    } catch (const api::Problem& problem) {
      return problem.code();
    }
    return std::string("accepted");
  };
  std::string payload = dispatch_->orders().prepare(rig_.caller, flood()).payload;
  const auto stranger = trust::SigningKey::generate();
  EXPECT_EQ(code(trust::sign_compact(stranger, "vang-order", payload)), "unknown_key");
  EXPECT_EQ(code(trust::sign_compact(rig_.person, "vang-message", payload)), "wrong_type");
  EXPECT_EQ(code("nonsense"), "malformed");
  payload.replace(payload.find("chỗ cao"), std::string("chỗ cao").size(), "chỗ thấp");
  EXPECT_EQ(code(sign(payload)), "not_prepared");
}

TEST_F(DispatchTest, whoever_connects_later_gets_the_order_directly_until_it_answers) {
  const auto sent = announced();
  auto late = device("loa-1");
  say_hello(*late, "loa-1");
  std::string dispatched;
  ASSERT_TRUE(late->wait_message("v1.d.loa-1.order", &dispatched));
  EXPECT_EQ(trust::parse_compact(dispatched)->typ, "vang-dispatch");
  ASSERT_TRUE(late->wait_messages("v1.d.loa-1.order", 2)) << "repeated while unanswered";
  late->link().publish("v1.d.loa-1.up.receipt",
                       receipt("loa-1", sent.id, playlists::ReceiptStage::Received));
  ASSERT_TRUE(late->wait_message("v1.d.loa-1.ack"));
  const auto count = late->payloads("v1.d.loa-1.order").size();
  say_hello(*late, "loa-1");
  EXPECT_EQ(late->payloads("v1.d.loa-1.order").size(), count);
}

TEST_F(DispatchTest, a_controller_that_starts_anew_goes_on_sending_what_is_open) {
  announced();
  end();
  begin();
  auto late = device("loa-1");
  say_hello(*late, "loa-1");
  EXPECT_TRUE(late->wait_message("v1.d.loa-1.order"));
}

TEST_F(DispatchTest, what_its_sender_gave_up_is_refused_when_it_comes_after_all) {
  const auto given_up = dispatch_->orders().prepare(rig_.caller, flood());
  const auto other = dispatch_->orders().prepare(rig_.caller, flood());
  api::OrderAsk stop;
  stop.kind = "stop";
  stop.areas = {"02"};
  stop.stops = {given_up.id};
  dispatch_->orders().send(rig_.caller,
                           sign(dispatch_->orders().prepare(rig_.caller, stop).payload));
  try {
    dispatch_->orders().send(rig_.caller, sign(given_up.payload));
    ADD_FAILURE() << "accepted";
  } catch (const api::Problem& problem) {
    EXPECT_EQ(problem.code(), "stopped");
  }
  EXPECT_THROW(dispatch_->orders().one(rig_.caller, given_up.id), api::Problem);
  EXPECT_EQ(dispatch_->orders().send(rig_.caller, sign(other.payload)).id, other.id);
}

TEST_F(DispatchTest, a_stop_goes_out_and_ends_the_order) {
  auto loudspeaker = device("loa-1");
  const auto sent = announced();
  ASSERT_TRUE(loudspeaker->wait_message("v1.a.02.order"));
  api::OrderAsk stop;
  stop.kind = "stop";
  stop.areas = {"02"};
  stop.stops = {sent.id};
  const auto prepared = dispatch_->orders().prepare(rig_.caller, stop);
  dispatch_->orders().send(rig_.caller, sign(prepared.payload));
  ASSERT_TRUE(loudspeaker->wait_messages("v1.a.02.order", 2));
  EXPECT_EQ(dispatch_->orders().one(rig_.caller, sent.id).order.state, "stopped");
  const auto open = dispatch_->orders().list(rig_.caller, {"", true}, {});
  ASSERT_EQ(open.items.size(), 1U);
  EXPECT_EQ(open.items[0].kind, "stop");
}

// Two communes hear it; then an administrator removes the one in which no device stands.
class StopAfterRemoval : public DispatchTest {
 protected:
  StopAfterRemoval() {
    rig_.store
        .write([](Session& s) { AreaTable(s).put({"02.026.2", "02.026", "Xã Cũ", "commune"}); })
        .get();
    rig_.areas.refresh();
    key_ = std::make_unique<trust::SigningKey>(trust::SigningKey::generate());
    staff_ = add_staff("02.026", *key_);
    sent_ = send(flood_for({"02.026.00715", "02.026.2"})).id;
    remove_area("02.026.2");
  }
  static api::OrderAsk flood_for(std::vector<std::string> areas) {
    auto ask = flood();
    ask.areas = std::move(areas);
    return ask;
  }
  static api::OrderAsk stop_for(std::vector<std::string> areas, std::string what) {
    api::OrderAsk ask;
    ask.kind = "stop";
    ask.areas = std::move(areas);
    ask.stops = {std::move(what)};
    return ask;
  }
  api::Order send(const api::OrderAsk& ask) {
    const auto payload = dispatch_->orders().prepare(staff_, ask).payload;
    return dispatch_->orders().send(staff_, trust::sign_compact(*key_, "vang-order", payload));
  }
  std::string state() { return dispatch_->orders().one(rig_.caller, sent_).order.state; }

  std::unique_ptr<trust::SigningKey> key_;
  api::Caller staff_;
  std::string sent_;
};

TEST_F(StopAfterRemoval, the_orders_own_areas_can_still_be_named) {
  auto loudspeaker = device("loa-1");
  send(stop_for({"02.026.00715", "02.026.2"}, sent_));
  EXPECT_TRUE(loudspeaker->wait_message(link::area_order_subject("02.026.00715")));
  EXPECT_EQ(state(), "stopped");
}

TEST_F(StopAfterRemoval, a_stop_where_it_still_sounds_ends_it) {
  send(stop_for({"02.026.00715"}, sent_));
  EXPECT_EQ(state(), "stopped");
}

TEST_F(StopAfterRemoval, everything_is_stopped_too) {
  send(stop_for({"02.026.2", "02.026.00715"}, "*"));
  EXPECT_EQ(state(), "stopped");
}

TEST_F(StopAfterRemoval, an_area_that_no_stopped_order_names_is_still_a_mistake) {
  EXPECT_EQ(problem_code([&] { send(stop_for({"02.026.9"}, sent_)); }), "invalid");
  EXPECT_NE(state(), "stopped");
}

TEST_F(StopAfterRemoval, what_sounds_elsewhere_goes_on) {
  sent_ = send(flood_for({"02.026"})).id;
  send(stop_for({"02.026.00715"}, "*"));
  EXPECT_NE(state(), "stopped");
}

TEST_F(DispatchTest, receipts_and_plays_signed_by_others_are_not_believed) {
  auto loudspeaker = device("loa-1");
  const auto sent = announced();
  // bang-1's receipt and its signature, published by loa-1.
  loudspeaker->link().publish("v1.d.loa-1.up.receipt",
                              receipt("bang-1", sent.id, playlists::ReceiptStage::Received));
  loudspeaker->link().publish("v1.d.loa-1.up.receipt",
                              receipt("loa-1", sent.id, playlists::ReceiptStage::Received));
  ASSERT_TRUE(loudspeaker->wait_message("v1.d.loa-1.ack"));
  EXPECT_EQ(dispatch_->orders().one(rig_.caller, sent.id).order.counts.received, 1);
}

TEST_F(DispatchTest, plays_are_committed_then_acknowledged_and_shown) {
  auto loudspeaker = device("loa-1");
  playlists::PlayRecord record;
  record.seq = 1;
  record.prev = playlists::first_prev();
  record.output = playlists::OutputKind::Sound;
  record.item.kind = playlists::ItemKind::Entry;
  record.item.id = io::uuid7(rig_.clock);
  record.item.area = *playlists::AreaCode::parse("02");
  record.item.message = *playlists::MessageHash::parse(std::string(64, 'b'));
  record.item.item_class = playlists::ItemClass::Routine;
  record.start = rig_.clock.wall();
  record.end = record.start + 1s;
  record.clock = playlists::ClockState::Trusted;
  record.outcome = playlists::Outcome::Heard;
  playlists::Plays plays;
  plays.device = *playlists::DeviceId::parse("loa-1");
  plays.chain = *playlists::ChainId::parse(io::uuid7(rig_.clock));
  plays.records = {playlists::play_record_to_json(record)};
  const std::string jws =
      trust::sign_compact(rig_.key_of("loa-1"), "vang-plays", playlists::plays_to_json(plays));
  loudspeaker->link().publish("v1.d.loa-1.up.plays", jws);
  loudspeaker->link().publish("v1.d.loa-1.up.plays", jws);
  ASSERT_TRUE(loudspeaker->wait_messages("v1.d.loa-1.ack", 2));
  const auto ack = link::parse_ack(loudspeaker->payloads("v1.d.loa-1.ack")[1]);
  EXPECT_EQ(ack->chain, plays.chain.text());
  EXPECT_EQ(ack->through_seq, 1);
  const auto page = dispatch_->plays().list(rig_.caller, {}, {});
  ASSERT_EQ(page.items.size(), 1U);
  EXPECT_EQ(page.items[0].device, "loa-1");
  EXPECT_EQ(page.items[0].outcome, "heard");
}

}  // namespace
}  // namespace controller
