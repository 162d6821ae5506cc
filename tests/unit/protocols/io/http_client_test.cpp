#include "protocols/io/http_client.h"

#include <gtest/gtest.h>

#include <filesystem>

#include "protocols/io/digest.h"
#include "protocols/io/durable_file.h"
#include "tests/fakes/cuttable_relay.h"
#include "tests/fakes/free_port.h"
#include "tests/fakes/temp_dir.h"
#include "tests/unit/protocols/io/test_http_server.h"

namespace protocols::io {
namespace {

using namespace std::chrono_literals;
namespace fs = std::filesystem;

TEST(HttpClient, sends_method_headers_and_body_and_reads_the_answer) {
  std::string head, body;
  TestHttpServer server([&](const std::string& got_head, const std::string& got_body) {
    head = got_head;
    body = got_body;
    return ok_answer("xin chào", "X-Thing: a\r\n", "201 Created");
  });
  HttpClient client(HttpTrust::system());
  const auto answer = client.send({.method = "POST",
                                   .url = server.url("/v1/x"),
                                   .headers = {{"Authorization", "Bearer t"}},
                                   .body = "{\"a\":1}"});
  EXPECT_TRUE(answer.ok()) << answer.detail;
  EXPECT_EQ(answer.status, 201);
  EXPECT_EQ(answer.body, "xin chào");
  EXPECT_EQ(answer.header("x-thing"), "a");
  EXPECT_TRUE(head.starts_with("POST /v1/x HTTP/1.1\r\n")) << head;
  EXPECT_NE(head.find("Authorization: Bearer t\r\n"), std::string::npos);
  EXPECT_EQ(body, "{\"a\":1}");
}

TEST(HttpClient, an_error_status_is_an_answer_and_no_failure) {
  TestHttpServer server([](auto&, auto&) { return ok_answer("no", "", "404 Not Found"); });
  const auto answer = HttpClient(HttpTrust::system()).send({.url = server.url()});
  EXPECT_EQ(answer.failure, HttpFailure::none);
  EXPECT_EQ(answer.status, 404);
  EXPECT_FALSE(answer.ok());
}

TEST(HttpClient, an_empty_answer_still_has_its_status) {
  TestHttpServer server([](auto&, auto&) { return ok_answer("", "", "503 Busy"); });
  EXPECT_EQ(HttpClient(HttpTrust::system()).send({.url = server.url()}).status, 503);
}

TEST(HttpClient, what_the_network_does_is_a_value) {
  HttpClient client(HttpTrust::system());
  const auto nobody = "http://127.0.0.1:" + std::to_string(fakes::free_port());
  EXPECT_EQ(client.send({.url = nobody}).failure, HttpFailure::unreachable);
  EXPECT_EQ(client.send({.url = "file:///etc/passwd"}).failure, HttpFailure::invalid);
  EXPECT_EQ(client.send({.url = "not a url"}).failure, HttpFailure::invalid);

  TestHttpServer server([](auto&, auto&) { return ok_answer(std::string(5000, 'x')); });
  EXPECT_EQ(client.send({.url = server.url(), .max_answer = 4999}).failure, HttpFailure::too_large);
  EXPECT_TRUE(client.send({.url = server.url(), .max_answer = 5000}).ok());

  fakes::CuttableRelay relay(0, "127.0.0.1", server.port());
  relay.hang();
  const auto hung = "http://127.0.0.1:" + std::to_string(relay.port());
  EXPECT_EQ(client.send({.url = hung, .timeout = 200ms}).failure, HttpFailure::timed_out);
  std::stop_source stopped;
  stopped.request_stop();
  EXPECT_EQ(client.send({.url = hung}, stopped.get_token()).failure, HttpFailure::cancelled);
}

class DownloadTest : public testing::Test {
 protected:
  std::string answer(const std::string& head) {
    ++requests_;
    const auto at = head.find("Range: bytes=");
    if (at == head.npos || !ranges_) {
      return cut_at_ > 0 ? ok_answer(content_).substr(0, cut_at_) : ok_answer(content_);
    }
    const auto from = std::stoul(head.substr(at + 13));
    resumed_from_ = from;
    if (from >= content_.size()) return ok_answer("", "", "416 Range Not Satisfiable");
    return ok_answer(content_.substr(from),
                     "Content-Range: bytes " + std::to_string(from) + "-" +
                         std::to_string(content_.size() - 1) + "/" +
                         std::to_string(content_.size()) + "\r\n",
                     "206 Partial Content");
  }

  Download wanted() {
    Download download;
    download.url = server_.url("/media");
    download.file = file_;
    download.sha256 = sha256_hex(content_);
    return download;
  }

  const std::string content_ = std::string(300'000, 'a') + std::string(300'000, 'b');
  const fakes::TempDir folder_;
  const fs::path file_ = folder_ / "clip.mp4";
  const fs::path part_ = folder_ / "clip.mp4.part";
  int requests_ = 0;
  bool ranges_ = true;
  std::size_t cut_at_ = 0;
  std::size_t resumed_from_ = 0;
  TestHttpServer server_{[this](const std::string& head, auto&) { return answer(head); }};
  HttpClient client_{HttpTrust::system()};
};

TEST_F(DownloadTest, verifies_and_names_the_file) {
  auto download = wanted();
  std::uint64_t done = 0;
  std::uint64_t expected = 0;
  download.progress = [&](std::uint64_t now, std::uint64_t whole) {
    done = now;
    expected = whole;
  };
  const auto result = client_.download(download);
  EXPECT_TRUE(result.ok()) << result.detail;
  EXPECT_EQ(read_file(file_), content_);
  EXPECT_FALSE(fs::exists(part_));
  EXPECT_EQ(done, content_.size());
  EXPECT_EQ(expected, content_.size());
}

TEST_F(DownloadTest, goes_on_where_a_broken_connection_left_it) {
  cut_at_ = 250'000;
  EXPECT_EQ(client_.download(wanted()).outcome, DownloadOutcome::interrupted);
  const auto have = fs::file_size(part_);
  EXPECT_GT(have, 200'000U);
  EXPECT_FALSE(fs::exists(file_));
  cut_at_ = 0;
  HttpClient after_restart(HttpTrust::system());
  const auto result = after_restart.download(wanted());
  EXPECT_TRUE(result.ok()) << result.detail;
  EXPECT_EQ(resumed_from_, have);
  EXPECT_EQ(result.bytes_received, content_.size() - have);
  EXPECT_EQ(read_file(file_), content_);
}

TEST_F(DownloadTest, starts_over_with_a_server_that_knows_no_ranges) {
  write_durably(part_, content_.substr(0, 1000));
  ranges_ = false;
  EXPECT_TRUE(client_.download(wanted()).ok());
  EXPECT_EQ(read_file(file_), content_);
}

TEST_F(DownloadTest, a_part_that_was_already_whole_only_gets_its_name) {
  write_durably(part_, content_);
  const auto result = client_.download(wanted());
  EXPECT_TRUE(result.ok());
  EXPECT_EQ(result.bytes_received, 0U);
  EXPECT_EQ(read_file(file_), content_);
}

TEST_F(DownloadTest, a_part_longer_than_the_content_is_thrown_away) {
  write_durably(part_, content_ + "tail");
  EXPECT_TRUE(client_.download(wanted()).ok());
  EXPECT_EQ(read_file(file_), content_);
}

TEST_F(DownloadTest, content_with_another_hash_never_gets_the_name) {
  auto download = wanted();
  download.sha256 = sha256_hex("something else");
  EXPECT_EQ(client_.download(download).outcome, DownloadOutcome::wrong_hash);
  EXPECT_FALSE(fs::exists(file_));
  EXPECT_FALSE(fs::exists(part_));
}

TEST_F(DownloadTest, a_rotten_part_costs_one_more_attempt_and_no_more) {
  write_durably(part_, std::string(1000, 'Z'));
  EXPECT_EQ(client_.download(wanted()).outcome, DownloadOutcome::wrong_hash);
  EXPECT_TRUE(client_.download(wanted()).ok());
}

TEST_F(DownloadTest, a_limit_is_kept) {
  auto download = wanted();
  download.max_bytes = 1000;
  EXPECT_EQ(client_.download(download).outcome, DownloadOutcome::too_large);
  EXPECT_FALSE(fs::exists(part_));
}

TEST_F(DownloadTest, cancelling_keeps_the_part) {
  auto download = wanted();
  std::stop_source source;
  download.cancel = source.get_token();
  download.progress = [&](auto...) { source.request_stop(); };
  EXPECT_EQ(client_.download(download).outcome, DownloadOutcome::cancelled);
  EXPECT_TRUE(fs::exists(part_));
}

TEST_F(DownloadTest, a_full_disk_is_told_from_a_broken_network) {
  auto download = wanted();
  // The part is a link to the device that is always full.
  fs::create_symlink("/dev/full", part_);
  download.file = file_;
  const auto result = client_.download(download);
  EXPECT_EQ(result.outcome, DownloadOutcome::storage_full) << result.detail;
}

TEST(Download, a_part_that_cannot_be_begun_anew_is_told_and_the_client_goes_on) {
  const fakes::TempDir folder;
  const fs::path file = folder / "media/clip.mp4";
  fs::create_directory(file.parent_path());
  write_durably(folder / "media/clip.mp4.part", "half");
  std::error_code ignored;
  TestHttpServer server([&](auto&, auto&) {  // knows no ranges, and the folder goes meanwhile
    fs::rename(folder / "media", folder / "gone", ignored);
    return ok_answer("whole");
  });
  HttpClient client(HttpTrust::system());
  Download download;
  download.url = server.url();
  download.file = file;
  download.sha256 = sha256_hex("whole");
  EXPECT_EQ(client.download(download).outcome, DownloadOutcome::storage);
  fs::create_directory(file.parent_path());
  const auto second = client.download(download);
  EXPECT_TRUE(second.ok()) << second.detail;
}

TEST(Download, what_the_callers_own_function_throws_reaches_the_caller) {
  const fakes::TempDir folder;
  TestHttpServer server([](auto&, auto&) { return ok_answer("whole"); });
  HttpClient client(HttpTrust::system());
  Download download;
  download.url = server.url();
  download.file = folder / "f";
  download.sha256 = sha256_hex("whole");
  download.progress = [](auto...) { throw std::logic_error("no"); };
  EXPECT_THROW(client.download(download), std::logic_error);
  download.progress = {};
  EXPECT_TRUE(client.download(download).ok());
}

TEST(Download, a_refusal_brings_its_status_and_retry_after) {
  const fakes::TempDir folder;
  TestHttpServer server(
      [](auto&, auto&) { return ok_answer("busy", "Retry-After: 7\r\n", "503 Busy"); });
  Download download;
  download.url = server.url();
  download.file = folder / "f";
  download.sha256 = sha256_hex("");
  const auto result = HttpClient(HttpTrust::system()).download(download);
  EXPECT_EQ(result.outcome, DownloadOutcome::refused);
  EXPECT_EQ(result.status, 503);
  EXPECT_EQ(result.retry_after, 7s);
  EXPECT_FALSE(fs::exists(folder / "f"));
}

}  // namespace
}  // namespace protocols::io
