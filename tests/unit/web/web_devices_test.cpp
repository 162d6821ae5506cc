#include <gtest/gtest.h>

#include <fstream>
#include <future>

#include "tests/unit/web/web_house.h"

namespace {

// The real devices' door in front of a scripted gate.
class DeviceHouse {
 public:
  explicit DeviceHouse(unsigned seats = 8) {
    const auto& files = TestCertificate::get();
    web::ListenSettings listen;
    listen.address = "127.0.0.1";
    listen.certificate = files.certificate;
    listen.key = files.key;
    listen.seats = seats;
    server = std::make_unique<web::DeviceServer>(listen, gate);
    std::ofstream(folder / "film") << "0123456789";
    gate.blob.set({folder / "film", 10, "video/mp4", scripted::hash});
  }
  Reply ask(const std::string& method, const std::string& path, const std::string& body = "",
            protocols::io::HttpHeaders headers = {{"Authorization", "Bearer b1"}}) {
    protocols::io::HttpClient client(protocols::io::HttpTrust::pinned(TestCertificate::get().pem));
    protocols::io::HttpRequest request;
    request.method = method;
    request.url = "https://127.0.0.1:" + std::to_string(server->port()) + path;
    request.headers = std::move(headers);
    if (!body.empty()) request.headers.emplace_back("Content-Type", "application/json");
    request.body = body;
    const auto answer = client.send(request);
    EXPECT_EQ(answer.failure, protocols::io::HttpFailure::none) << answer.detail;
    return {answer.status, answer.headers, answer.body};
  }
  fakes::TempDir folder;
  scripted::Gate gate;
  std::unique_ptr<web::DeviceServer> server;
};

const std::string media = "/v1/media/" + scripted::hash;

}  // namespace

TEST(DeviceDoor, serves_all_that_docs_link_names) {
  DeviceHouse house;
  EXPECT_NE(house.ask("GET", "/v1/ca", "", {}).body.find("BEGIN CERTIFICATE"), std::string::npos);
  const std::string enrol = R"({"token":"t","jwk":{"kty":"OKP","crv":"Ed25519","x":")" +
                            std::string(43, 'x') + R"("},"nkey":"U)" + std::string(55, 'A') +
                            R"(","proof":"a.b.c"})";
  const auto enrolled = nlohmann::json::parse(house.ask("POST", "/v1/enrol", enrol, {}).body);
  for (const auto* member : {"device", "jwt", "keyring", "placement", "link", "devices"}) {
    EXPECT_TRUE(enrolled.contains(member)) << member;
  }
  EXPECT_EQ(house.ask("POST", "/v1/nonce", R"({"device":"bang-lung-cu"})", {}).body,
            R"({"nonce":"n1"})");
  const auto session = house.ask("POST", "/v1/session",
                                 R"({"device":"bang-lung-cu","nonce":"n1","proof":"a.b.c"})", {});
  EXPECT_EQ(nlohmann::json::parse(session.body)["bearer"], "b1");
  EXPECT_EQ(house.ask("POST", "/v1/time", R"({"nonce":"n9"})", {}).body, "time.for.n9");
  EXPECT_EQ(house.ask("GET", "/v1/documents/" + scripted::hash).body, "a.b.c");
  EXPECT_EQ(house.ask("GET", "/v1/bundles/" + scripted::uuid + "/12").body, "VNGB12");
}

TEST(DeviceDoor, media_come_by_range_and_may_be_cached_anywhere) {
  DeviceHouse house;
  const auto whole = house.ask("GET", media);
  EXPECT_EQ(whole.body, "0123456789");
  EXPECT_EQ(whole.header("cache-control"), "public, max-age=31536000, immutable");
  const auto rest =
      house.ask("GET", media, "", {{"Authorization", "Bearer b1"}, {"Range", "bytes=4-"}});
  EXPECT_EQ(rest.status, 206);
  EXPECT_EQ(rest.body, "456789");
}

TEST(DeviceDoor, nothing_is_given_without_a_bearer) {
  DeviceHouse house;
  for (const auto& path :
       {media, "/v1/documents/" + scripted::hash, "/v1/bundles/" + scripted::uuid + "/0"}) {
    EXPECT_EQ(house.ask("GET", path, "", {}).status, 401);
    EXPECT_EQ(house.ask("GET", path, "", {{"Authorization", "Bearer b2"}}).status, 401);
  }
}

TEST(DeviceDoor, bad_asks_are_refused) {
  DeviceHouse house;
  EXPECT_EQ(house.ask("GET", "/v1/media/../../etc/passwd").status, 404);
  EXPECT_EQ(house.ask("GET", "/v1/bundles/x/-1").status, 404);
  EXPECT_EQ(house.ask("POST", "/v1/enrol", "{}", {}).status, 422);
  EXPECT_EQ(house.ask("POST", "/v1/enrol", std::string(70'000, ' '), {}).status, 413);
  EXPECT_EQ(house.ask("GET", "/v1/enrol").status, 405);
}

TEST(DeviceDoor, a_full_house_says_when_to_come_back) {
  DeviceHouse house(1);
  std::promise<void> release;
  auto gate = release.get_future().share();
  std::promise<void> inside;
  house.gate.before_media.set([&inside, gate] {
    inside.set_value();
    gate.wait();
  });
  auto first = std::async(std::launch::async, [&house] { return house.ask("GET", media); });
  inside.get_future().wait();
  const auto full = house.ask("GET", "/v1/ca", "", {});
  EXPECT_EQ(full.status, 503);
  EXPECT_EQ(full.header("retry-after"), "2");
  release.set_value();
  EXPECT_EQ(first.get().status, 200);
}
