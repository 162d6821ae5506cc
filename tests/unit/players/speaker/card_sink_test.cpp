#include "players/speaker/card_sink.h"

#include "tests/unit/players/speaker/speaker_bench.h"

namespace players {
namespace {

// ALSA's own configuration for one test; nothing else reads the environment meanwhile.
class AlsaConfiguration {
 public:
  AlsaConfiguration(const std::filesystem::path& file, const std::string& text) {
    std::ofstream(file) << text;
    setenv("ALSA_CONFIG_PATH", file.c_str(), 1);  // NOLINT(concurrency-mt-unsafe)
  }
  AlsaConfiguration(const AlsaConfiguration&) = delete;
  AlsaConfiguration& operator=(const AlsaConfiguration&) = delete;
  ~AlsaConfiguration() { unsetenv("ALSA_CONFIG_PATH"); }  // NOLINT(concurrency-mt-unsafe)
};

Samples without_zeros(Samples samples) {
  std::erase(samples, 0);
  return samples;
}

TEST(AlsaElement, names_the_device_or_leaves_it_to_the_system) {
  EXPECT_EQ(alsa_element(""), "autoaudiosink");
  EXPECT_NE(alsa_element("hw:1,0").find("device=\"hw:1,0\""), std::string::npos);
  EXPECT_THROW(alsa_element("x\" ! filesink location=\"/etc/passwd"), std::invalid_argument);
}

TEST_F(LoudspeakerTest, an_alsa_device_gets_the_sound) {
  // ALSA's own file device: everything written to it lands in a file, the slave takes it at once.
  const auto raw = folder.path / "alsa.raw";
  const AlsaConfiguration configuration(
      folder.path / "asound.conf", "pcm.vangtest { type file slave { pcm { type null } } file \"" +
                                       raw.string() + "\" format raw }\n");
  const auto file = make_opus(folder.path, "tone.opus", "sine=frequency=440:duration=0.6");
  const auto reference = reference_samples(file);
  start(std::make_unique<CardSink>(alsa_element("vangtest")));
  speaker->play(sound(1, "tone", file));
  const auto end = reports.finished(1);
  EXPECT_EQ(end.amount, reference.size()) << speaker->status().problem;
  const auto total = speaker->status().total;
  wait_until([&] { return speaker->status().total > total + 24000; });
  speaker.reset();
  // The null slave has no clock and takes faster than anybody plays: ALSA's ring runs ahead of us,
  // pads with zeros and may lose a period. So: the beginning to the sample, and most of the rest.
  const auto own = without_zeros(read_samples(raw));
  const auto wanted = without_zeros(reference);
  ASSERT_GT(own.size(), wanted.size() / 2);
  EXPECT_TRUE(std::equal(wanted.begin(), wanted.begin() + 400, own.begin()));
}

TEST_F(LoudspeakerTest, a_card_that_takes_everything_at_once_does_not_make_time_run) {
  const AlsaConfiguration configuration(folder.path / "asound.conf",
                                        "pcm.vangnull { type null }\n");
  start(std::make_unique<CardSink>(alsa_element("vangnull")));
  wait_until([&] { return speaker->status().total > 0; });
  const auto begin = std::chrono::steady_clock::now();
  const auto before = speaker->status().total;
  wait_until([&] { return speaker->status().total > before + 48000; });
  const auto took = std::chrono::steady_clock::now() - begin;
  EXPECT_GT(took, std::chrono::milliseconds{900});
}

TEST_F(LoudspeakerTest, without_a_card_the_loudspeaker_says_so_and_goes_on) {
  start(std::make_unique<CardSink>(alsa_element("hw:77")));
  wait_until([&] { return speaker->status().state == OutputState::Error; });
  EXPECT_NE(speaker->status().problem.find("alsasink"), std::string::npos)
      << speaker->status().problem;
  PlayCommand command;
  command.token = 1;
  command.length = 4800;
  speaker->play(command);
  EXPECT_EQ(reports.finished(1).amount, 0U);
}

}  // namespace
}  // namespace players
