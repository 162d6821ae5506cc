#include <Poco/Net/Context.h>
#include <Poco/Net/NetException.h>
#include <Poco/Net/SecureStreamSocket.h>
#include <gtest/gtest.h>

#include <future>

#include "tests/unit/web/web_house.h"

using namespace std::chrono_literals;

namespace {

// Says any bytes over TLS and returns what comes back until the server closes (or 20 s of silence).
class RawTalk {
 public:
  explicit RawTalk(std::uint16_t port)
      : socket_(Poco::Net::SocketAddress("127.0.0.1", port), context()) {
    socket_.setReceiveTimeout(Poco::Timespan(20, 0));
  }
  // The server may hang up before it has heard everything.
  void say(const std::string& bytes) try {
    socket_.sendBytes(bytes.data(), static_cast<int>(bytes.size()));
  } catch (const Poco::Exception&) {
    // What it answered, if anything, is heard by hear().
  }
  std::string hear() {
    std::string all;
    char buffer[4096];
    try {
      for (int count = 0; (count = socket_.receiveBytes(buffer, sizeof buffer)) > 0;) {
        all.append(buffer, static_cast<std::size_t>(count));
      }
    } catch (const Poco::Exception&) {
      // Cut off: what came so far is the answer.
    }
    return all;
  }

 private:
  static Poco::Net::Context::Ptr context() {
    return new Poco::Net::Context(Poco::Net::Context::TLS_CLIENT_USE, "", "", "",
                                  Poco::Net::Context::VERIFY_NONE);
  }
  Poco::Net::SecureStreamSocket socket_;
};

std::string talk(const WebHouse& house, const std::string& bytes) {
  RawTalk talk(house.port());
  talk.say(bytes);
  return talk.hear();
}

const std::string head = "Host: h\r\nAuthorization: Bearer good-token\r\nConnection: close\r\n";

}  // namespace

TEST(WebHostile, bad_json_is_a_problem_and_never_a_crash) {
  WebHouse house;
  const std::vector<std::string> bodies{
      "",
      "{",
      "[]",
      "null",
      "{\"kind\":}",
      "\xff\xfe",
      "{\"a\":1,\"a\":2}",
      std::string(100'000, '['),
      std::string(40, '{') + "}",
      "{\"kind\":\"\\ud800\"}",
      "{\"areas\":" + std::string(500, '[') + std::string(500, ']') + "}"};
  for (const auto& body : bodies) {
    for (const auto* path :
         {"/orders/prepare", "/messages/prepare", "/people", "/device-tokens", "/session"}) {
      const auto reply = house.ask("POST", path, body, {{"Content-Type", "application/json"}});
      EXPECT_EQ(reply.status, 400) << path << " " << body.substr(0, 40);
    }
  }
}

TEST(WebHostile, wrong_numbers_are_told_not_wrapped) {
  WebHouse house;
  const std::string begin =
      R"({"kind":"announce","class":"emergency","title":"T","text":"x","areas":["02"],)";
  for (const auto* member :
       {R"("repeat":1e9)", R"("repeat":-1)", R"("repeat":18446744073709551615)",
        R"("expires_ms":99999999999999999)", R"("volume_db":1e308)",
        R"("start_window_ms":600001)"}) {
    const auto reply = house.ask("POST", "/orders/prepare", begin + member + "}");
    EXPECT_EQ(reply.status, 422) << member;
  }
}

TEST(WebHostile, huge_bodies_are_refused_without_reading_them) {
  WebHouse house;
  const auto reply = house.ask("POST", "/orders/prepare", std::string(2U << 20, ' '));
  EXPECT_EQ(reply.code(), "body_too_large");
  const auto claimed =
      talk(house, "POST /api/v1/orders/prepare HTTP/1.1\r\n" + head +
                      "Content-Type: application/json\r\nContent-Length: 99999999999\r\n\r\n");
  EXPECT_NE(claimed.find("413"), std::string::npos);
}

TEST(WebHostile, framing_that_two_programs_could_read_differently_is_refused) {
  WebHouse house;
  const std::string line =
      "POST /api/v1/orders/prepare HTTP/1.1\r\n" + head + "Content-Type: application/json\r\n";
  for (const auto* framing :
       {"Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}",
        "Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n{}", "Content-Length: +2\r\n\r\n{}",
        "Content-Length: -2\r\n\r\n{}", "Content-Length: 2x\r\n\r\n{}",
        "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
        "Host: other\r\nContent-Length: 2\r\n\r\n{}"}) {
    const auto answer = talk(house, line + framing);
    // Poco hangs up on some of them before we are asked.
    EXPECT_TRUE(answer.empty() || answer.starts_with("HTTP/1.1 400")) << framing << "\n"
                                                                      << answer.substr(0, 200);
  }
}

TEST(WebHostile, garbage_instead_of_http_harms_nobody) {
  WebHouse house;
  talk(house, std::string(100'000, 'A') + "\r\n\r\n");
  talk(house, "GET / HTTP/1.1\r\nHost: h\r\nX: " + std::string(200'000, 'b') + "\r\n\r\n");
  talk(house, "GET /%zz%00 HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");
  talk(house, "GET /\xff HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");
  EXPECT_EQ(house.ask("GET", "/me").status, 200);
}

TEST(WebHostile, a_head_that_trickles_in_is_cut_off) {
  WebHouse house;
  RawTalk slow(house.port());
  slow.say("GET /api/v1/me HTTP/1.1\r\nHost: h\r\n");
  const auto started = std::chrono::steady_clock::now();
  EXPECT_EQ(slow.hear().find("HTTP/1.1 200"), std::string::npos);
  EXPECT_LT(std::chrono::steady_clock::now() - started, 15s);
}

TEST(WebHostile, an_order_goes_through_while_every_common_seat_is_taken) {
  WebHouse house(3, 1);
  std::promise<void> release;
  auto gate = release.get_future().share();
  std::atomic<int> inside{0};
  house.controller.areas.before_list.set([&inside, gate] {
    ++inside;
    gate.wait();
  });
  std::vector<std::future<Reply>> waiting;
  for (int i = 0; i < 2; ++i) {
    waiting.push_back(
        std::async(std::launch::async, [&house] { return house.ask("GET", "/areas"); }));
  }
  while (inside < 2) std::this_thread::yield();
  const auto full = house.ask("GET", "/devices");
  EXPECT_EQ(full.status, 503);
  EXPECT_EQ(full.code(), "busy");
  EXPECT_NE(full.header("retry-after"), "");
  EXPECT_EQ(
      house.ask("POST", "/orders", R"({"jws":"a.b.c"})", {{"Idempotency-Key", "stop"}}).status,
      201);
  release.set_value();
  for (auto& one : waiting) EXPECT_EQ(one.get().status, 200);
}

TEST(WebHostile, a_stop_is_prepared_and_sent_while_announcements_take_long_to_prepare) {
  WebHouse house(3, 1);
  std::promise<void> release;
  auto gate = release.get_future().share();
  std::atomic<int> inside{0};
  house.controller.orders.before_prepare.set([&inside, gate] {
    if (++inside <= 2) gate.wait();
  });
  const std::string announce =
      R"({"kind":"announce","class":"emergency","title":"Lũ","text":"Khẩn cấp","areas":["02"]})";
  const auto prepare = [&] { return house.ask("POST", "/orders/prepare", announce); };
  std::vector<std::future<Reply>> waiting;
  for (int i = 0; i < 2; ++i) waiting.push_back(std::async(std::launch::async, prepare));
  while (inside < 2) std::this_thread::yield();
  EXPECT_EQ(prepare().code(), "busy");
  const std::string stop = R"({"kind":"stop","areas":["02"],"stops":["*"]})";
  EXPECT_EQ(house.ask("POST", "/orders/prepare", stop).status, 200);
  EXPECT_EQ(
      house.ask("POST", "/orders", R"({"jws":"a.b.c"})", {{"Idempotency-Key", "stop"}}).status,
      201);
  release.set_value();
  for (auto& one : waiting) EXPECT_EQ(one.get().status, 200);
}

TEST(WebHostile, tls_older_than_1_3_is_refused) {
  WebHouse house;
  Poco::Net::Context::Ptr old = new Poco::Net::Context(Poco::Net::Context::TLS_CLIENT_USE, "", "",
                                                       "", Poco::Net::Context::VERIFY_NONE);
  old->disableProtocols(Poco::Net::Context::PROTO_TLSV1_3);
  EXPECT_THROW(
      Poco::Net::SecureStreamSocket(Poco::Net::SocketAddress("127.0.0.1", house.port()), old),
      Poco::Exception);
}

TEST(WebHostile, a_port_in_use_is_told_in_words) {
  WebHouse house;
  const auto& files = TestCertificate::get();
  web::ListenSettings listen;
  listen.address = "127.0.0.1";
  listen.port = house.port();
  listen.certificate = files.certificate;
  listen.key = files.key;
  try {
    web::DeviceServer second(listen, house.controller.gate);
    FAIL() << "two servers on one port";
  } catch (const std::runtime_error& error) {
    EXPECT_NE(std::string(error.what()).find(std::to_string(house.port())), std::string::npos)
        << error.what();
  }
}

TEST(WebHostile, a_missing_certificate_is_told_by_name) {
  scripted::Gate gate;
  web::ListenSettings listen;
  listen.address = "127.0.0.1";
  listen.certificate = "/nowhere/cert.pem";
  listen.key = "/nowhere/key.pem";
  try {
    web::DeviceServer server(listen, gate);
    FAIL() << "a server without a certificate";
  } catch (const std::runtime_error& error) {
    EXPECT_NE(std::string(error.what()).find("/nowhere/cert.pem"), std::string::npos);
  }
}
