#include "players/device/cache.h"

#include <gtest/gtest.h>

#include <atomic>
#include <mutex>
#include <ostream>
#include <thread>

#include "protocols/io/digest.h"
#include "protocols/io/durable_file.h"
#include "tests/fakes/temp_dir.h"
#include "tests/unit/players/device/tiny_http.h"

namespace {

namespace io = protocols::io;
using std::chrono::milliseconds;

/// A cache on the system's clock that fetches from a real server.
class MediaCache : public testing::Test {
 protected:
  MediaCache() {
    for (int i = 0; i < 300'000; i++) content_ += static_cast<char>('a' + i % 23);
    hash_ = io::sha256_hex(content_);
  }

  // Whether this answer is among the next so many.
  static bool one_of(std::atomic<int>& left) {
    if (left == 0) return false;
    --left;
    return true;
  }

  void answer(Poco::Net::HTTPServerRequest& request, Poco::Net::HTTPServerResponse& response) {
    const auto range = request.get("Range", "");
    {
      const std::lock_guard lock(mutex_);
      ranges_.push_back(range);
    }
    if (one_of(busy_)) {
      response.setStatus(Poco::Net::HTTPResponse::HTTP_SERVICE_UNAVAILABLE);
      response.setContentLength(0);
      response.send();
      return;
    }
    std::size_t from = 0;
    if (range.starts_with("bytes=")) from = std::stoul(range.substr(6));
    if (from > 0) {
      response.setStatus(Poco::Net::HTTPResponse::HTTP_PARTIAL_CONTENT);
      response.set("Content-Range", "bytes " + std::to_string(from) + "-" +
                                        std::to_string(content_.size() - 1) + "/" +
                                        std::to_string(content_.size()));
    }
    auto body = served_.empty() ? content_.substr(from) : served_.substr(from);
    response.setContentLength64(static_cast<Poco::Int64>(body.size()));
    response.setKeepAlive(false);
    if (one_of(break_)) body.resize(body.size() / 2);
    response.send() << body << std::flush;
  }

  std::unique_ptr<players::Cache> make() {
    players::Cache::Settings settings{folder_ / "media"};
    settings.jitter = milliseconds(1);
    settings.retry_first = milliseconds(5);
    settings.retry_most = milliseconds(20);
    return std::make_unique<players::Cache>(
        loop_, workers_,
        [this](const std::string& sha256, const std::filesystem::path& file, std::uint64_t most) {
          io::HttpClient client(io::HttpTrust::system());
          io::Download download;
          download.url = http_.url() + "/v1/media/" + sha256;
          download.file = file;
          download.sha256 = sha256;
          download.max_bytes = most;
          return client.download(download);
        },
        settings);
  }
  std::size_t requests() {
    const std::lock_guard lock(mutex_);
    return ranges_.size();
  }
  /// Runs the loop until the cache has the file; false after ten seconds.
  bool comes(players::Cache& cache) {
    for (int i = 0; i < 10'000 && !cache.file(hash_); i++) {
      loop_.poll();
      std::this_thread::sleep_for(milliseconds(1));
    }
    return cache.file(hash_).has_value();
  }
  void want(players::Cache& cache) {
    loop_.post([this, &cache] { cache.want({{hash_, content_.size()}}); });
    loop_.poll();
  }

  std::string content_;
  std::string served_;  ///< other bytes of the same length, if not empty
  std::string hash_;
  std::atomic<int> break_{0};
  std::atomic<int> busy_{0};
  std::mutex mutex_;
  std::vector<std::string> ranges_;
  fakes::TempDir folder_;
  io::SystemClock clock_;
  io::EventLoop loop_{"device", clock_};
  rig::TinyHttp http_{[this](auto& request, auto& response) { answer(request, response); }};
  io::WorkerPool workers_{"worker", 2, 16};
};

TEST_F(MediaCache, what_is_wanted_comes_and_is_what_was_signed) {
  const auto cache = make();
  want(*cache);
  ASSERT_TRUE(comes(*cache));
  EXPECT_EQ(io::read_file(*cache->file(hash_)), content_);
  EXPECT_EQ(cache->have(), 1u);
}

TEST_F(MediaCache, a_download_that_broke_goes_on_where_it_stopped) {
  break_ = 1;
  const auto cache = make();
  want(*cache);
  ASSERT_TRUE(comes(*cache));
  EXPECT_EQ(io::read_file(*cache->file(hash_)), content_);
  const std::lock_guard lock(mutex_);
  ASSERT_GE(ranges_.size(), 2u);
  EXPECT_EQ(ranges_[0], "");
  EXPECT_TRUE(ranges_[1].starts_with("bytes=")) << ranges_[1];
}

TEST_F(MediaCache, a_part_of_an_earlier_run_is_completed_by_a_range_request) {
  std::filesystem::create_directories(folder_ / "media");
  io::write_durably(folder_ / "media" / (hash_ + ".part"), content_.substr(0, 123'456));
  const auto cache = make();
  want(*cache);
  ASSERT_TRUE(comes(*cache));
  EXPECT_EQ(io::read_file(*cache->file(hash_)), content_);
  EXPECT_EQ(ranges_, std::vector<std::string>{"bytes=123456-"});
}

TEST_F(MediaCache, a_busy_server_is_asked_again) {
  busy_ = 3;
  const auto cache = make();
  want(*cache);
  EXPECT_TRUE(comes(*cache));
}

TEST_F(MediaCache, other_bytes_never_get_the_name) {
  served_ = std::string(content_.size(), 'x');
  const auto cache = make();
  want(*cache);
  for (int i = 0; i < 5'000 && requests() < 2; i++) {
    loop_.poll();
    std::this_thread::sleep_for(milliseconds(1));
  }
  EXPECT_FALSE(cache->file(hash_));
  EXPECT_FALSE(std::filesystem::exists(folder_ / "media" / hash_));
}

TEST_F(MediaCache, a_file_that_rotted_on_disk_is_fetched_again) {
  std::filesystem::create_directories(folder_ / "media");
  io::write_durably(folder_ / "media" / hash_, "rotten");
  const auto cache = make();
  want(*cache);
  ASSERT_TRUE(comes(*cache));
  EXPECT_EQ(io::read_file(*cache->file(hash_)), content_);
}

TEST_F(MediaCache, a_file_that_is_here_is_given_out_without_asking_anybody) {
  std::filesystem::create_directories(folder_ / "media");
  io::write_durably(folder_ / "media" / hash_, content_);
  const auto cache = make();
  want(*cache);
  ASSERT_TRUE(comes(*cache));
  EXPECT_TRUE(ranges_.empty());
}

}  // namespace
