#include "controller/library/preview_shelf.h"

#include <gtest/gtest.h>

#include <cmath>
#include <future>
#include <thread>

#include "players/media/loudness.h"
#include "players/media/sound.h"
#include "protocols/io/durable_file.h"
#include "protocols/io/storage_error.h"
#include "tests/fakes/temp_dir.h"

namespace controller {
namespace {

namespace fs = std::filesystem;

players::Sound tone(double seconds) {
  players::Sound sound;
  sound.samples.resize(static_cast<std::size_t>(seconds * players::kSoundRate));
  for (std::size_t i = 0; i < sound.samples.size(); ++i) {
    sound.samples[i] = 0.5F * static_cast<float>(std::sin(0.05 * static_cast<double>(i)));
  }
  return sound;
}

players::Sound read_wav(const fs::path& file) {
  return players::parse_wav(protocols::io::read_file(file));
}

std::string code_of(const std::function<void()>& call) {
  try {
    call();
  } catch (const api::Problem& problem) {
    return problem.code();
  }
  return "";
}

class PreviewShelfTest : public testing::Test {
 protected:
  api::Blob second(const std::string& name) {
    return shelf_.sound(name, [this](WavWriter& wav) {
      ++made_;
      wav.write(tone(1).samples);
    });
  }
  std::size_t files() const {
    return static_cast<std::size_t>(
        std::distance(fs::directory_iterator(dir_ / "previews"), fs::directory_iterator()));
  }

  fakes::TempDir dir_;
  PreviewShelf shelf_{dir_ / "previews", 100'000};  // two seconds
  std::atomic<int> made_{0};
};

TEST(WavWriter, half_the_rate_is_half_the_samples_at_the_same_level) {
  const fakes::TempDir dir;
  const auto sound = tone(1.5);
  WavWriter wav(dir / "a.wav");
  for (std::size_t at = 0; at < sound.samples.size(); at += 961) {  // pieces of any length
    wav.write(std::span(sound.samples)
                  .subspan(at, std::min<std::size_t>(961, sound.samples.size() - at)));
  }
  wav.finish();
  const auto read = read_wav(dir / "a.wav");
  EXPECT_EQ(read.rate, 24000);
  ASSERT_EQ(read.samples.size(), sound.samples.size() / 2);
  EXPECT_NEAR(*players::measure(read.samples, read.rate).lufs,
              *players::measure(sound.samples).lufs, 0.1);
  for (std::size_t i = 100; i < read.samples.size() - 100; ++i) {
    ASSERT_NEAR(read.samples[i], sound.samples[2 * i], 0.01) << i;
  }
}

TEST(WavWriter, nothing_written_is_a_file_without_sound_and_an_odd_sample_is_rounded_up) {
  const fakes::TempDir dir;
  WavWriter none(dir / "none.wav");
  none.finish();
  EXPECT_EQ(fs::file_size(dir / "none.wav"), 44U);
  WavWriter odd(dir / "odd.wav");
  odd.write(std::vector<float>(3));
  odd.finish();
  EXPECT_EQ(read_wav(dir / "odd.wav").samples.size(), 2U);
}

TEST(WavWriter, a_full_disk_is_told_as_such) {
  EXPECT_THROW(WavWriter("/dev/full"), protocols::io::StorageFull);
}

TEST_F(PreviewShelfTest, a_sound_is_made_once_and_served_again) {
  const auto one = second("a");
  const auto two = second("a");
  EXPECT_EQ(made_, 1);
  EXPECT_EQ(one.path, two.path);
  EXPECT_EQ(one.media, "audio/wav");
  EXPECT_EQ(one.etag, "a");
  EXPECT_EQ(one.bytes, fs::file_size(one.path));
}

TEST_F(PreviewShelfTest, what_cannot_be_made_leaves_nothing_and_may_be_tried_again) {
  EXPECT_EQ(code_of([&] { shelf_.sound("a", [](WavWriter&) { throw no_sound(); }); }), "no_sound");
  EXPECT_EQ(files(), 0U);
  second("a");
  EXPECT_EQ(made_, 1);
}

TEST_F(PreviewShelfTest, what_was_not_asked_for_the_longest_goes_when_the_shelf_is_full) {
  second("a");
  second("b");
  second("a");
  const auto newest = second("c");  // "b" goes
  EXPECT_EQ(files(), 2U);
  EXPECT_TRUE(fs::exists(newest.path));
  second("a");
  EXPECT_EQ(made_, 3);
  second("b");
  EXPECT_EQ(made_, 4);
}

TEST_F(PreviewShelfTest, one_larger_than_the_shelf_is_served_alone) {
  second("a");
  const auto large = shelf_.sound("large", [](WavWriter& wav) { wav.write(tone(5).samples); });
  EXPECT_TRUE(fs::exists(large.path));
  EXPECT_EQ(files(), 1U);
}

TEST_F(PreviewShelfTest, one_is_made_at_a_time_and_too_many_are_told_to_come_again) {
  std::promise<void> begun;
  std::promise<void> go_on;
  auto first = std::async(std::launch::async, [&] {
    shelf_.sound("slow", [&](WavWriter&) {
      begun.set_value();
      go_on.get_future().wait();
    });
  });
  begun.get_future().wait();
  std::atomic<int> refused{0};
  std::vector<std::jthread> many;
  for (int i = 0; i < 20; ++i) {
    many.emplace_back([&] {
      if (code_of([&] { second("other"); }) == "busy") ++refused;
    });
  }
  while (refused < 13) std::this_thread::yield();  // eight places, one taken
  go_on.set_value();
  many.clear();
  first.get();
  EXPECT_EQ(refused, 13);
  EXPECT_EQ(made_, 1);
}

TEST_F(PreviewShelfTest, a_new_start_begins_empty) {
  second("a");
  const PreviewShelf again(dir_ / "previews");
  EXPECT_EQ(files(), 0U);
}

}  // namespace
}  // namespace controller
