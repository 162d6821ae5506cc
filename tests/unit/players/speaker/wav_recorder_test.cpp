#include "players/speaker/wav_recorder.h"

#include <sstream>

#include "tests/fakes/small_disk.h"
#include "tests/unit/players/output/killed.h"
#include "tests/unit/players/speaker/speaker_bench.h"

namespace players {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;

std::vector<std::string> lines(const fs::path& path) {
  std::ifstream file(path);
  std::vector<std::string> all;
  for (std::string line; std::getline(file, line);) all.push_back(line);
  return all;
}

/// As another program reads it.
Samples wav_samples(const fs::path& wav) {
  const auto raw = wav.string() + ".raw";
  run("sox " + wav.string() + " -t raw -e signed -b 16 " + raw);
  return read_samples(raw);
}

struct WavRecorderTest : testing::Test {
  fs::path wav() const { return folder.path / "output.wav"; }
  fs::path csv() const { return folder.path / "output.csv"; }
  void record(std::int16_t value, int blocks, std::vector<Mark> marks = {}) {
    WavRecorder recorder(folder.path);
    recorder.open({1});
    const Samples samples(SoundFormat::block, value);
    for (int i = 0; i < blocks; i++) {
      recorder.write({samples, marks, {20ms * i, protocols::io::from_ms(7)}});
      marks.clear();
    }
  }
  Folder folder;
};

TEST_F(WavRecorderTest, other_programs_read_exactly_what_was_written) {
  record(1234, 7, {{100, true, "tone"}, {200, false, "tone"}});
  EXPECT_EQ(wav_samples(wav()), Samples(7 * 960, 1234));
  EXPECT_EQ(lines(csv()),
            (std::vector<std::string>{"sample,mono_ns,wall_ms,event,item", "0,0,7,run,",
                                      "0,0,7,clock,", "100,0,7,start,tone", "200,0,7,end,tone",
                                      "4800,100000000,7,clock,"}));
}

TEST_F(WavRecorderTest, a_second_run_goes_on) {
  record(1, 3);
  record(2, 2);
  const auto all = wav_samples(wav());
  ASSERT_EQ(all.size(), 5U * 960);
  EXPECT_EQ(all[3 * 960 - 1], 1);
  EXPECT_EQ(all[3 * 960], 2);
  EXPECT_EQ(lines(csv()).at(3), "2880,0,7,run,");
}

TEST_F(WavRecorderTest, killed_again_and_again_it_stays_readable_and_continuous) {
  for (int round = 0; round < 5; round++) {
    record_and_kill("sound", folder.path, wav(), 500'000);
    EXPECT_GT(wav_samples(wav()).size(), 200'000U);
  }
  record(-1, 1);
  const auto all = wav_samples(wav());
  EXPECT_EQ(all.size() * 2 + WavFile::kHeader, fs::file_size(wav()));
  int runs = 0;
  for (std::size_t i = 1; i < all.size(); i++) {
    if (all[i] == all[i - 1] || all[i] == all[i - 1] + 1 || (all[i] == 1 && all[i - 1] == 30000))
      continue;
    runs++;
    EXPECT_TRUE(all[i] == 1 || all[i] == -1) << i;
  }
  EXPECT_EQ(runs, 5);
}

TEST_F(WavRecorderTest, a_foreign_file_is_left_alone) {
  run("sox -n -r 44100 -c 2 " + wav().string() + " synth 1 sine 400");
  const auto size = fs::file_size(wav());
  WavRecorder recorder(folder.path);
  EXPECT_THROW(recorder.open({1}), std::runtime_error);
  EXPECT_EQ(fs::file_size(wav()), size);
}

TEST(WavHeader, past_four_gigabytes_it_is_rf64) {
  const auto small = wav_header(1, 1000);
  EXPECT_EQ(small.substr(0, 4), "RIFF");
  EXPECT_EQ(small.size(), WavFile::kHeader);
  const auto large = wav_header(1, 5'000'000'000);
  EXPECT_EQ(large.size(), WavFile::kHeader);
  EXPECT_EQ(large.substr(0, 8), std::string("RF64\xFF\xFF\xFF\xFF"));
  EXPECT_EQ(large.substr(12, 4), "ds64");
  std::uint64_t sizes[3];
  std::memcpy(sizes, large.data() + 20, sizeof sizes);
  EXPECT_EQ(sizes[0], 5'000'000'072U);
  EXPECT_EQ(sizes[1], 5'000'000'000U);
  EXPECT_EQ(sizes[2], 2'500'000'000U);
}

TEST_F(WavRecorderTest, a_full_disk_is_a_clear_error_and_recording_goes_on_when_there_is_room) {
  fakes::SmallDisk small(folder.path / "disk", 400 << 10);
  const auto disk = small.folder();
  small.fill(200 << 10);
  std::size_t counted = 0;
  {
    WavRecorder recorder(disk);
    recorder.open({1});
    const Samples samples(SoundFormat::block, 5);
    std::size_t accepted = 0;
    std::string problem;
    while (problem.empty() && accepted < 1000) {
      try {
        recorder.write({samples, {}, {}});
        accepted++;
      } catch (const std::runtime_error& error) {
        problem = error.what();
      }
    }
    EXPECT_NE(problem.find("output."), std::string::npos) << problem;
    EXPECT_NE(problem.find("space"), std::string::npos) << problem;
    small.free();
    recorder.open({1});
    recorder.write({samples, {}, {}});
    counted = (accepted + 1) * 960;
  }
  EXPECT_EQ(fs::file_size(disk / "output.wav"), WavFile::kHeader + counted * 2);
  std::uint32_t data_bytes = 0;
  std::ifstream(disk / "output.wav", std::ios::binary)
      .seekg(WavFile::kHeader - 4)
      .read(reinterpret_cast<char*>(&data_bytes), 4);
  EXPECT_EQ(data_bytes, counted * 2);
}

TEST_F(LoudspeakerTest, the_folder_holds_what_the_loudspeaker_counted) {
  const auto file = make_opus(folder.path, "tone.opus", "sine=frequency=440:duration=0.7");
  const auto reference = reference_samples(file);
  start(std::make_unique<WavRecorder>(folder.path));
  speaker->play(sound(1, "tone", file));
  const auto begin = reports.started(1);
  const auto end = reports.finished(1);
  EXPECT_EQ(end.amount, reference.size());
  speaker.reset();
  const auto all = wav_samples(folder.path / "output.wav");
  const auto at = all.begin() + static_cast<std::ptrdiff_t>(begin.output_index);
  EXPECT_EQ(Samples(at, at + static_cast<std::ptrdiff_t>(reference.size())), reference);
  const auto csv = lines(folder.path / "output.csv");
  const auto starts = std::to_string(begin.output_index) + ",";
  EXPECT_TRUE(std::any_of(csv.begin(), csv.end(), [&](const std::string& line) {
    return line.starts_with(starts) && line.ends_with(",start,tone");
  }));
}

}  // namespace
}  // namespace players
