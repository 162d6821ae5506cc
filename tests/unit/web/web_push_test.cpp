#include <Poco/Net/Context.h>
#include <Poco/Net/HTTPRequest.h>
#include <Poco/Net/HTTPResponse.h>
#include <Poco/Net/HTTPSClientSession.h>
#include <Poco/Net/WebSocket.h>
#include <gtest/gtest.h>

#include "tests/unit/web/web_house.h"

using namespace std::chrono_literals;
using Poco::Net::WebSocket;

namespace {

// A push socket as a browser opens it. Every event is held against the contract.
class Listener {
 public:
  explicit Listener(const WebHouse& house, std::string origin = "",
                    const std::string& cookie = "vang_session=good-token")
      : session_("127.0.0.1", house.port(), context()) {
    if (origin.empty()) origin = "https://127.0.0.1:" + std::to_string(house.port());
    Poco::Net::HTTPRequest request("GET", "/api/v1/push", "HTTP/1.1");
    request.set("Cookie", cookie);
    if (origin != "none") request.set("Origin", origin);
    socket_ = std::make_unique<WebSocket>(session_, request, response_);
    socket_->setReceiveTimeout(Poco::Timespan(10, 0));
  }
  void say(const std::string& text) {
    socket_->sendFrame(text.data(), static_cast<int>(text.size()), WebSocket::FRAME_TEXT);
  }
  // The next event; null if the server closes.
  nlohmann::json next() {
    Poco::Buffer<char> buffer(0);
    int flags = 0;
    const int count = socket_->receiveFrame(buffer, flags);
    const int opcode = flags & WebSocket::FRAME_OP_BITMASK;
    if (opcode == WebSocket::FRAME_OP_CLOSE && buffer.size() >= 2) {
      close_code =
          (static_cast<unsigned char>(buffer[0]) << 8) | static_cast<unsigned char>(buffer[1]);
    }
    if ((count == 0 && flags == 0) || opcode == WebSocket::FRAME_OP_CLOSE) return nullptr;
    const std::string text(buffer.begin(), buffer.size());
    for (const auto& fault : contract().check_schema("PushEvent", text)) {
      ADD_FAILURE() << fault << "\n" << text;
    }
    return nlohmann::json::parse(text);
  }
  // The next event of this type; others are passed over. Null if the server closes.
  nlohmann::json hear(const std::string& type) {
    auto event = next();
    while (!event.is_null() && event["type"] != type) event = next();
    return event;
  }
  int close_code = 0;

 private:
  static Poco::Net::Context::Ptr context() {
    return new Poco::Net::Context(Poco::Net::Context::TLS_CLIENT_USE, "", "", "",
                                  Poco::Net::Context::VERIFY_NONE);
  }
  Poco::Net::HTTPSClientSession session_;
  Poco::Net::HTTPResponse response_;
  std::unique_ptr<WebSocket> socket_;
};

const std::string look =
    R"({"subscribe":"now","levels":["loa-1"],"pictures":["bang-lung-cu"],"orders":true})";

}  // namespace

TEST(WebPush, a_snapshot_comes_first_then_what_changes) {
  WebHouse house;
  Listener listener(house);
  listener.say(look);
  const auto first = listener.next();
  EXPECT_EQ(first["type"], "snapshot");
  EXPECT_EQ(first["devices"].size(), 1U);
  EXPECT_EQ(house.controller.now.asked.copy().pictures, std::vector<std::string>{"bang-lung-cu"});
  house.controller.now.listener.with([](auto* to) {
    to->level({"loa-1", "sound", -3.1, -std::numeric_limits<double>::infinity(), scripted::noon});
    to->picture({"bang-lung-cu", {"\x89PNG", "e", scripted::noon}});
    to->order({scripted::uuid, "running", {4, 3, 2, 1, 0, 1}});
    to->device(scripted::device_now("loa-1"));
  });
  EXPECT_EQ(listener.hear("order")["counts"]["received"], 3);
  EXPECT_EQ(listener.hear("device")["device"]["device"], "loa-1");
  EXPECT_EQ(listener.hear("level")["rms_dbfs"], -150);
  EXPECT_EQ(listener.hear("picture")["png"], "iVBORw==");
  house.clock.advance(5s);
  EXPECT_EQ(listener.hear("tick")["now_ms"], protocols::io::to_ms(house.clock.wall()));
}

TEST(WebPush, who_looks_at_orders_alone_is_sent_no_province) {
  WebHouse house;
  Listener listener(house);
  listener.say(R"({"subscribe":"now","orders":true,"devices":false})");
  const auto first = listener.next();
  EXPECT_EQ(first["type"], "snapshot");
  EXPECT_TRUE(first["devices"].empty());
  EXPECT_FALSE(first["more"].get<bool>());
  EXPECT_FALSE(house.controller.now.asked.copy().devices);
}

TEST(WebPush, who_looks_at_one_page_of_a_list_is_sent_that_page) {
  WebHouse house;
  Listener listener(house);
  listener.say(R"({"subscribe":"now","ids":["loa-1","loa-2"]})");
  const auto first = listener.next();
  ASSERT_EQ(first["devices"].size(), 2U);
  EXPECT_EQ(first["devices"][1]["device"], "loa-2");
  EXPECT_FALSE(first["more"].get<bool>());
  EXPECT_EQ(house.controller.now.asked.copy().ids, (std::set<std::string>{"loa-1", "loa-2"}));
}

TEST(WebPush, scrolling_on_brings_no_second_snapshot_and_loses_no_change) {
  WebHouse house;
  Listener listener(house);
  listener.say(R"({"subscribe":"now","ids":["loa-1","loa-2"]})");
  EXPECT_EQ(listener.next()["type"], "snapshot");
  const auto tell = [&](const std::string& id) {
    house.controller.now.listener.with([&](auto* to) { to->device(scripted::device_now(id)); });
  };
  tell("loa-1");
  listener.say(R"({"subscribe":"now","ids":["loa-1","loa-2"],"levels":["loa-2"]})");
  for (int i = 0; i < 500 && house.controller.now.asked.copy().levels.empty(); ++i)
    std::this_thread::sleep_for(10ms);
  tell("loa-2");
  std::set<std::string> told;
  while (told.size() < 2) {
    const auto event = listener.next();
    ASSERT_NE(event["type"], "snapshot");
    if (event["type"] == "device") told.insert(event["device"]["device"]);
  }
}

TEST(WebPush, a_tick_counts_the_states_for_whoever_asks) {
  WebHouse house;
  Listener listener(house);
  listener.say(R"({"subscribe":"now","devices":false,"states":true})");
  const auto tick = listener.hear("tick");
  EXPECT_EQ(tick["states"]["error"], 1);
  EXPECT_EQ(tick["states"]["idle"], 5);
}

TEST(WebPush, who_comes_from_another_page_has_the_counts_at_once) {
  WebHouse house;
  Listener listener(house);
  listener.say(R"({"subscribe":"now","devices":false})");
  EXPECT_FALSE(listener.hear("tick").contains("states"));
  // The clock stands still: the next tick is not due.
  listener.say(R"({"subscribe":"now","devices":false,"states":true})");
  EXPECT_TRUE(listener.hear("tick").contains("states"));
}

TEST(WebPush, nobody_can_wake_a_whole_province) {
  WebHouse house;
  nlohmann::json many{{"subscribe", "now"}, {"levels", nlohmann::json::array()}};
  for (int i = 0; i < 101; ++i) many["levels"].push_back("loa-" + std::to_string(i));
  for (const auto& ask : {std::string(R"({"subscribe":"now","levels":["*"]})"),
                          std::string(R"({"subscribe":"now","pictures":["*"]})"), many.dump()}) {
    Listener listener(house);
    listener.say(ask);
    EXPECT_TRUE(listener.hear("snapshot").is_null());
    EXPECT_EQ(listener.close_code, WebSocket::WS_POLICY_VIOLATION) << ask;
  }
}

TEST(WebPush, a_province_comes_in_parts) {
  WebHouse house;
  std::vector<controller::api::DeviceNow> province;
  for (int i = 0; i < 1050; ++i)
    province.push_back(scripted::device_now("loa-" + std::to_string(i)));
  house.controller.now.devices.set(std::move(province));
  Listener listener(house);
  listener.say(look);
  std::size_t devices = 0;
  nlohmann::json part;
  do {
    part = listener.hear("snapshot");
    EXPECT_EQ(part["first"].get<bool>(), devices == 0);
    devices += part["devices"].size();
  } while (part["more"]);
  EXPECT_EQ(devices, 1050U);
}

TEST(WebPush, another_website_or_a_stranger_cannot_listen) {
  WebHouse house;
  EXPECT_THROW(Listener(house, "https://evil.example"), Poco::Exception);
  EXPECT_THROW(Listener(house, "none"), Poco::Exception);
  EXPECT_THROW(Listener(house, "", "vang_session=wrong"), Poco::Exception);
  EXPECT_EQ(house.raw("GET", "/api/v1/push").status, 426);
}

TEST(WebPush, a_foreign_or_malformed_ask_closes_with_1008) {
  WebHouse house;
  for (const auto* ask : {"nonsense", "{}", R"({"subscribe":"now","area":"99"})"}) {
    Listener listener(house);
    listener.say(ask);
    EXPECT_TRUE(listener.hear("snapshot").is_null());
    EXPECT_EQ(listener.close_code, WebSocket::WS_POLICY_VIOLATION) << ask;
  }
}

TEST(WebPush, a_reader_who_leaves_ends_the_looking) {
  WebHouse house;
  {
    Listener listener(house);
    listener.say(look);
    listener.hear("snapshot");
  }
  for (int i = 0; i < 500 && house.controller.now.listener.copy(); ++i)
    std::this_thread::sleep_for(10ms);
  EXPECT_EQ(house.controller.now.listener.copy(), nullptr);
}

TEST(WebPush, a_reader_who_does_not_read_gets_the_newest_state_and_holds_up_nobody) {
  WebHouse house;
  Listener lazy(house);
  lazy.say(look);
  lazy.hear("snapshot");
  constexpr int told = 200;
  controller::api::Picture big{std::string(300'000, 'p'), "e", scripted::noon};
  for (int i = 0; i < told; ++i) {
    big.at = scripted::noon + std::chrono::milliseconds(i);
    house.controller.now.listener.with([&](auto* to) { to->picture({"bang-lung-cu", big}); });
    std::this_thread::sleep_for(5ms);
  }
  Listener brisk(house);
  const auto started = std::chrono::steady_clock::now();
  brisk.say(look);
  EXPECT_FALSE(brisk.hear("snapshot").is_null());
  EXPECT_LT(std::chrono::steady_clock::now() - started, 3s);
  // What the lazy one missed is gone: few pictures wait for it, and the last is the newest.
  const auto newest = big.at.time_since_epoch().count();
  int heard = 1;
  auto picture = lazy.hear("picture");
  for (; !picture.is_null() && picture["at_ms"] != newest; ++heard) picture = lazy.hear("picture");
  ASSERT_FALSE(picture.is_null());
  EXPECT_LT(heard, told / 2);
}

TEST(WebPush, a_session_that_ended_closes_its_sockets) {
  WebHouse house;
  Listener listener(house);
  listener.say(look);
  listener.hear("snapshot");
  house.controller.access.sessions.with([](auto& sessions) { sessions.clear(); });
  house.clock.advance(16s);
  EXPECT_TRUE(listener.hear("nothing").is_null());
  EXPECT_EQ(listener.close_code, 4401);
}

TEST(WebPush, a_session_ended_elsewhere_closes_its_sockets_at_once) {
  WebHouse house;
  Listener listener(house);
  listener.say(look);
  listener.hear("snapshot");
  // The clock stands still: the look every 15 s is not what closes it.
  EXPECT_EQ(house.ask("DELETE", "/me/sessions/" + scripted::uuid).status, 204);
  EXPECT_TRUE(listener.hear("nothing").is_null());
  EXPECT_EQ(listener.close_code, 4401);
}

TEST(WebPush, who_is_given_another_area_hears_no_more_of_the_old_one) {
  for (const bool other_role : {true, false}) {
    WebHouse house;
    Listener listener(house);
    listener.say(look);
    listener.hear("snapshot");
    house.controller.access.sessions.with([&](auto& all) {
      auto& caller = all.at("good-token").caller;
      if (other_role) caller.role = controller::api::Role::Staff;
      if (!other_role) caller.area = "02.026.00715";
    });
    // The clock stands still: a change of a person is what closes it.
    const auto path = "/people/" + scripted::uuid;
    EXPECT_EQ(house.ask("PATCH", path, R"({"area":"02.026.00715"})").status, 200);
    EXPECT_TRUE(listener.hear("nothing").is_null());
    EXPECT_EQ(listener.close_code, 4403);
    Listener again(house);
    again.say(look);
    EXPECT_FALSE(again.hear("snapshot").is_null());
  }
}

TEST(WebPush, who_has_a_first_password_cannot_listen) {
  WebHouse house;
  house.controller.access.sessions.with(
      [](auto& all) { all.at("good-token").must_change_password = true; });
  EXPECT_THROW(Listener(house, ""), Poco::Exception);
}

TEST(WebPush, a_store_that_cannot_be_read_costs_a_socket_and_not_the_program) {
  WebHouse house;
  Listener listener(house);
  listener.say(look);
  listener.hear("snapshot");
  house.controller.access.unreadable = true;
  house.clock.advance(16s);
  EXPECT_TRUE(listener.hear("nothing").is_null());
  EXPECT_EQ(listener.close_code, WebSocket::WS_UNEXPECTED_CONDITION);
  house.controller.access.unreadable = false;
  Listener again(house);
  again.say(look);
  EXPECT_FALSE(again.hear("snapshot").is_null());
}

TEST(WebPush, stopping_the_server_says_goodbye) {
  WebHouse house;
  Listener listener(house);
  listener.say(look);
  listener.hear("snapshot");
  house.server->stop();
  EXPECT_TRUE(listener.hear("nothing").is_null());
  EXPECT_EQ(listener.close_code, 1001);
}
