// What people bring by mistake or by malice: every one a clear reason, none a crash.
#include <gtest/gtest.h>

#include <fstream>
#include <random>

#include "controller/library/ingest.h"
#include "protocols/io/durable_file.h"
#include "tests/fakes/temp_dir.h"
#include "tests/unit/controller/library/media_made.h"

namespace controller {
namespace {

namespace fs = std::filesystem;

class BadMedia : public testing::Test {
 protected:
  fs::path write(const std::string& name, const std::string& bytes) {
    std::ofstream(dir_ / name, std::ios::binary) << bytes;
    return dir_ / name;
  }
  Ingested ingested(const fs::path& file) {
    return ingest(file,
                  {*playlists::parse_rendition_key("picture:192x96@25"),
                   *playlists::parse_rendition_key("sound:48000x1")},
                  store_);
  }
  std::string refusal(const fs::path& file) {
    const auto result = ingested(file);
    EXPECT_TRUE(result.renditions.empty() || !result.problem);
    if (!result.problem) return "";
    EXPECT_FALSE(result.problem->vi.empty());
    EXPECT_FALSE(result.problem->en.empty());
    return result.problem->code;
  }
  std::string bytes_of(const std::string& name) {
    return protocols::io::read_file(made::sample(name));
  }

  fakes::TempDir dir_;
  MediaStore store_{dir_ / "media"};
};

TEST_F(BadMedia, an_empty_file) {
  EXPECT_EQ(refusal(write("a.mp4", "")), "empty");
}

TEST_F(BadMedia, a_text_file_named_mp4) {
  EXPECT_EQ(refusal(write("a.mp4", "Kính gửi Ủy ban nhân dân xã\n")), "not_media");
}

TEST_F(BadMedia, a_film_without_its_end) {
  const auto bytes = bytes_of("movie2/movie-hello.mp4");
  const auto index = bytes.find("moov");
  ASSERT_NE(index, std::string::npos);
  EXPECT_EQ(refusal(write("a.mp4", bytes.substr(0, std::min(index, bytes.size() / 2)))),
            "truncated");
}

TEST_F(BadMedia, a_picture_of_40000_pixels) {
  // A whole small file, of which only the header lies: what a decompression bomb looks like.
  auto png = bytes_of("pic1/debian_logo.png");
  png.replace(16, 8, std::string("\0\0\x9C\x40\0\0\x9C\x40", 8));
  EXPECT_EQ(refusal(write("a.png", png)), "too_many_pixels");
}

TEST_F(BadMedia, a_real_picture_of_40000_pixels) {
  const auto file = made::with_ffmpeg(
      dir_ / "wide.png", {"-f", "lavfi", "-i", "color=blue:s=40000x16", "-frames:v", "1"});
  EXPECT_EQ(refusal(file), "too_many_pixels");
}

TEST_F(BadMedia, a_playlist_that_would_open_other_files) {
  const std::string film = made::sample("movie2/movie-hello.mp4").string();
  EXPECT_EQ(refusal(write("a.mp4", "#EXTM3U\n#EXTINF:8,\nfile://" + film + "\n#EXT-X-ENDLIST\n")),
            "not_media");
  EXPECT_EQ(refusal(write("b.mp4", "ffconcat version 1.0\nfile '" + film + "'\n")), "not_media");
}

TEST_F(BadMedia, a_photo_without_its_picture) {
  const auto code = refusal(made::sample("pic1/empty.jpg"));
  EXPECT_TRUE(code == "not_media" || code == "truncated" || code == "unsupported" ||
              code == "nothing_decodes" || code.empty())
      << code;
}

TEST_F(BadMedia, noise_of_every_kind_of_beginning) {
  std::mt19937 random(1);
  for (const char* name : {"movie2/movie-hello.avi", "movie2/movie-hello.ogg", "audio1/debian.mp3",
                           "audio1/debian.wav", "pic1/debian.png"}) {
    auto bytes = bytes_of(name).substr(0, 60000);
    for (std::size_t i = 64; i < bytes.size(); ++i) bytes[i] = static_cast<char>(random());
    ingested(write("noise.bin", bytes));  // any answer, but an answer
  }
}

TEST_F(BadMedia, damage_in_the_middle_is_left_out_and_told) {
  auto bytes = bytes_of("movie2/movie-hello.avi");
  std::mt19937 random(2);
  for (std::size_t i = bytes.size() / 2; i < bytes.size() / 2 + 60000; ++i) {
    bytes[i] = static_cast<char>(random());
  }
  const auto result = ingested(write("a.avi", bytes));
  ASSERT_TRUE(result) << result.problem->en;
  ASSERT_EQ(result.renditions.size(), 2U);
  const auto told = [](const MediaProblem& warning) { return warning.code == "damaged_parts"; };
  EXPECT_TRUE(std::any_of(result.warnings.begin(), result.warnings.end(), told));
  for (const auto& made : result.renditions) {
    EXPECT_NEAR(static_cast<double>(made.duration.count()), 8340, 300) << made.key;
  }
}

TEST_F(BadMedia, a_full_disk_leaves_nothing_half_made) {
  MediaStore small(dir_ / "small", 1000);
  EXPECT_THROW(ingest(made::sample("movie2/movie-hello.mp4"),
                      {*playlists::parse_rendition_key("picture:192x96@25")}, small),
               std::runtime_error);
  for (const auto& entry : fs::recursive_directory_iterator(dir_ / "small")) {
    EXPECT_FALSE(entry.is_regular_file()) << entry.path();
  }
}

TEST_F(BadMedia, cancelling_leaves_nothing_behind) {
  std::atomic<bool> cancel{false};
  IngestOptions options;
  options.cancel = &cancel;
  options.progress = [&](double) { cancel = true; };
  const auto result = ingest(made::sample("movie2/movie-hello.mp4"),
                             {*playlists::parse_rendition_key("picture:192x96@25"),
                              *playlists::parse_rendition_key("sound:48000x1")},
                             store_, options);
  ASSERT_TRUE(result.problem);
  EXPECT_EQ(result.problem->code, "cancelled");
  EXPECT_EQ(store_.used(), 0U);
  for (const auto& entry : fs::recursive_directory_iterator(dir_ / "media")) {
    EXPECT_FALSE(entry.is_regular_file()) << entry.path();
  }
}

}  // namespace
}  // namespace controller
