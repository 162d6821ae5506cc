#include "players/device/enrolment.h"

#include <gtest/gtest.h>

#include <istream>
#include <iterator>
#include <ostream>

#include "protocols/io/child_process.h"
#include "protocols/io/durable_file.h"
#include "protocols/io/encoding.h"
#include "tests/fakes/temp_dir.h"
#include "tests/unit/players/device/device_rig.h"
#include "tests/unit/players/device/tiny_http.h"

namespace {

namespace io = protocols::io;

/// A device listener as docs/link.md has it, without TLS (the HTTP client's own tests have that),
/// which can fail at any request.
class Listener : public testing::Test {
 protected:
  Listener() {
    const auto made = io::run_and_capture(
        {"openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256",
         "-nodes", "-keyout", (folder_ / "ca.key").string(), "-out", (folder_ / "ca.crt").string(),
         "-subj", "/CN=test", "-days", "10"});
    EXPECT_TRUE(made.ok()) << made.text();
    ca_ = io::read_file(folder_ / "ca.crt");
  }

  void answer(Poco::Net::HTTPServerRequest& request, Poco::Net::HTTPServerResponse& response) {
    const std::string body{std::istreambuf_iterator<char>(request.stream()), {}};
    asked_.push_back(request.getURI());
    if (failures_ > 0) {
      failures_--;
      return fail(response, 503, "try again");
    }
    if (request.getURI() == "/v1/ca") {
      response.send() << ca_;
      return;
    }
    if (refuse_) return fail(response, 403, "the token was used");
    keys_.insert(body.substr(body.find("\"x\":\""), 48));
    response.send() << "{\"device\":\"" << rig::device << "\",\"jwt\":\"jwt\",\"keyring\":\""
                    << authority_.signed_keyring() << "\",\"placement\":\""
                    << authority_.signed_placement(rig::placement(kid_))
                    << "\",\"link\":[\"tls://127.0.0.1:4222\"],\"devices\":[\"" << http_.url()
                    << "\"]}";
  }
  void fail(Poco::Net::HTTPServerResponse& response, int status, const std::string& detail) {
    response.setStatus(static_cast<Poco::Net::HTTPResponse::HTTPStatus>(status));
    response.send() << "{\"detail\":\"" << detail << "\"}";
  }

  std::string string(const std::string& ca_hash) const {
    return "vang1:" + io::to_base64url("{\"a\":[\"" + http_.url() + "\"],\"ca\":\"" + ca_hash +
                                       "\",\"root\":\"" + authority_.root.public_key().x() +
                                       "\",\"t\":\"token\"}");
  }
  std::string good() const { return string(players::certificate_sha256(ca_)); }
  std::filesystem::path data() const { return folder_ / "device"; }
  /// As the program does at its start.
  players::Enrolled run(const std::optional<std::string>& given) {
    io::make_folder(data());
    const auto identity = players::DeviceIdentity::load_or_make(data());
    kid_ = identity.kid();
    players::Enrolment enrolment(data(), identity);
    const auto string = enrolment.begin(given);
    if (auto done = enrolment.done()) return *done;
    return enrolment.redeem(string.value());
  }

  fakes::TempDir folder_;
  rig::Authority authority_;
  std::string ca_;
  std::string kid_;
  int failures_ = 0;
  bool refuse_ = false;
  std::vector<std::string> asked_;
  std::set<std::string> keys_;
  rig::TinyHttp http_{[this](auto& request, auto& response) { answer(request, response); }};
};

TEST_F(Listener, the_string_brings_a_place_and_the_key_stays_secret) {
  const auto enrolled = run(good());
  EXPECT_EQ(enrolled.device, rig::device);
  EXPECT_EQ(enrolled.link, std::vector<std::string>{"tls://127.0.0.1:4222"});
  const auto mode = std::filesystem::status(data() / "device.key").permissions();
  EXPECT_EQ(mode & std::filesystem::perms::all,
            std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
  EXPECT_FALSE(std::filesystem::exists(data() / "enrolment.string"));
}

TEST_F(Listener, a_later_start_asks_nobody) {
  run(good());
  asked_.clear();
  EXPECT_EQ(run({}).device, rig::device);
  EXPECT_TRUE(asked_.empty());
}

TEST_F(Listener, an_enrolment_cut_at_any_request_goes_on_from_the_kept_string_with_the_same_key) {
  failures_ = 1;
  EXPECT_THROW(run(good()), std::runtime_error);  // power fails at /v1/ca
  failures_ = 0;
  EXPECT_TRUE(std::filesystem::exists(data() / "enrolment.string"));
  const auto first_key = kid_;
  asked_.clear();
  EXPECT_EQ(run({}).device, rig::device);  // only --data this time
  EXPECT_EQ(kid_, first_key);
  EXPECT_EQ(keys_.size(), 1u);
}

TEST_F(Listener, an_answer_that_was_lost_is_asked_for_again) {
  run(good());
  const auto first_key = kid_;
  // Killed after the answer came and before the last file was written.
  std::filesystem::remove(data() / "enrolment.json");
  EXPECT_EQ(run(good()).device, rig::device);
  EXPECT_EQ(kid_, first_key);
  EXPECT_EQ(keys_.size(), 1u);
}

TEST_F(Listener, a_controller_with_another_ca_is_not_believed) {
  EXPECT_THROW(run(string(std::string(43, 'A'))), std::runtime_error);
  EXPECT_EQ(asked_, std::vector<std::string>{"/v1/ca"});
  EXPECT_FALSE(std::filesystem::exists(data() / "ca.pem"));
}

TEST_F(Listener, a_used_token_is_refused_for_good) {
  refuse_ = true;
  EXPECT_THROW(run(good()), players::EnrolmentRefused);
}

TEST_F(Listener, a_placement_for_another_key_is_refused) {
  io::make_folder(data());
  const auto identity = players::DeviceIdentity::load_or_make(data());
  kid_ = std::string(43, 'A');
  players::Enrolment enrolment(data(), identity);
  EXPECT_THROW(enrolment.redeem(enrolment.begin(good()).value()), players::EnrolmentRefused);
  EXPECT_FALSE(enrolment.done());
}

TEST_F(Listener, a_refusal_is_said_in_vietnamese_and_english) {
  io::make_folder(data());
  const auto identity = players::DeviceIdentity::load_or_make(data());
  kid_ = std::string(43, 'A');
  players::Enrolment enrolment(data(), identity);
  try {
    enrolment.redeem(enrolment.begin(good()).value());
    FAIL() << "a placement for another key";
  } catch (const players::EnrolmentRefused& refused) {
    const std::string text = refused.what();
    EXPECT_NE(text.find("Vị trí lắp đặt trong câu trả lời đăng ký bị từ chối"), std::string::npos);
    EXPECT_NE(text.find("the placement of the enrolment is refused"), std::string::npos);
    EXPECT_NE(text.find("wrong_device"), std::string::npos);
  }
}

TEST_F(Listener, another_installations_string_is_refused_once_enrolled) {
  run(good());
  rig::Authority other;
  const auto foreign =
      "vang1:" +
      io::to_base64url("{\"a\":[\"https://x\"],\"ca\":\"" + std::string(43, 'A') +
                       "\",\"root\":\"" + other.root.public_key().x() + "\",\"t\":\"token\"}");
  EXPECT_THROW(run(foreign), players::EnrolmentRefused);
}

TEST(EnrolmentString, what_is_none_is_said_so) {
  EXPECT_FALSE(players::parse_enrolment_string(""));
  EXPECT_FALSE(players::parse_enrolment_string("vang1:"));
  EXPECT_FALSE(players::parse_enrolment_string("vang1:%%%"));
  EXPECT_FALSE(players::parse_enrolment_string("https://example.org"));
}

}  // namespace
