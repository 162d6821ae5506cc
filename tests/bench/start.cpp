// Benchmark `start`: from an order's arrival at a player to the first sample of its chime, on four
// real loudspeakers, next to a bare GStreamer pipeline, prerolled, set to PLAYING.
// Arrival is when the link's library hands the message over (the player's log); the first sample is
// when the recorder took it (output.csv).
#include <fmt/core.h>
#include <gst/gst.h>

#include <chrono>
#include <cmath>
#include <cstdlib>
#include <fstream>
#include <future>
#include <iostream>
#include <map>
#include <optional>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

#include "players/media/chime.h"
#include "players/speaker/wav_file.h"
#include "protocols/io/child_process.h"
#include "tests/bench/bench_json.h"
#include "tests/fakes/temp_dir.h"
#include "tests/scenarios/rig/province.h"
#include "tests/scenarios/rig/wait.h"

namespace {

using namespace std::chrono_literals;

constexpr int orders = 10;
constexpr const char* area = "02.026.00715";

// Monotonic nanoseconds at which the order reached the player.
std::int64_t arrival(const rig::Device& device, const std::string& order) {
  std::ifstream log(device.data() / "player.log");
  std::int64_t last = 0;
  for (std::string line; std::getline(log, line);) {
    if (const auto at = line.find("arrived_ns="); at != std::string::npos) {
      last = std::stoll(line.substr(at + 11));
    }
    if (line.find("orders: received order=" + order) != std::string::npos) return last;
  }
  throw std::runtime_error(device.spec().id + " does not say when the order came");
}

struct FirstSample {
  std::int64_t sample = 0;
  std::int64_t mono_ns = 0;
};

// sample,mono_ns,wall_ms,event,item
FirstSample first_sample(const std::filesystem::path& out, const std::string& order) {
  std::ifstream csv(out / "output.csv");
  for (std::string line; std::getline(csv, line);) {
    if (line.find(",start," + order) == std::string::npos) continue;
    const auto comma = line.find(',');
    return {std::stoll(line), std::stoll(line.substr(comma + 1))};
  }
  throw std::runtime_error(out.string() + ": the order was never heard");
}

// Samples from the end of the chime to the first one louder than -50 dBFS.
std::int64_t until_first_word(const std::filesystem::path& out, std::int64_t chime_end) {
  std::ifstream wav(out / "output.wav", std::ios::binary);
  wav.seekg(static_cast<std::streamoff>(players::WavFile::kHeader) + chime_end * 2);
  std::int16_t sample = 0;
  for (std::int64_t n = 0; wav.read(reinterpret_cast<char*>(&sample), 2); ++n) {
    if (std::abs(sample) > 104) return n;
  }
  throw std::runtime_error(out.string() + ": no speech after the chime");
}

struct Started {
  double chime_ms = 0;
  double word_ms = 0;
};

std::vector<Started> announce(rig::Province& province) {
  auto& centre = province.centre();
  const auto sent =
      centre.ctl({"announce", "--text", "Mời bà con đến nhà văn hóa thôn họp.", "--title", "Họp",
                  "--area", area, "--class", "priority", "--key", centre.key().string()});
  const auto id = sent.at("id").get<std::string>();
  rig::expect_soon(
      "all four finished",
      [&] {
        return centre.ctl({"order", "show", id}).at("counts").at("finished") ==
               province.devices().size();
      },
      60s,
      [&] {
        return centre.ctl({"order", "show", id}).dump(1);
      });
  std::vector<Started> started;
  const auto chime = static_cast<std::int64_t>(players::attention_chime().samples.size());
  for (const auto& device : province.devices()) {
    const auto out = province.out(device->spec().id);
    const auto first = first_sample(out, id);
    const double ms = static_cast<double>(first.mono_ns - arrival(*device, id)) / 1e6;
    const auto word = chime + until_first_word(out, first.sample + chime);
    started.push_back({ms, ms + static_cast<double>(word) / 48.0});
  }
  return started;
}

void on_first_buffer(GstElement*, GstBuffer*, GstPad*, gpointer promise) {
  static_cast<std::promise<std::chrono::steady_clock::time_point>*>(promise)->set_value(
      std::chrono::steady_clock::now());
}

// Milliseconds from PLAYING to the first buffer at the sink of a prerolled pipeline.
double bare_start(const std::string& file) {
  const auto description =
      "filesrc location=" + file +
      " ! oggdemux ! opusdec ! audioconvert ! audioresample ! "
      "audio/x-raw,format=S16LE,rate=48000,channels=1 ! fakesink name=out sync=true num-buffers=1";
  GstElement* pipeline = gst_parse_launch(description.c_str(), nullptr);
  if (pipeline == nullptr) throw std::runtime_error("no GStreamer pipeline");
  GstElement* sink = gst_bin_get_by_name(GST_BIN(pipeline), "out");
  gst_element_set_state(pipeline, GST_STATE_PAUSED);
  gst_element_get_state(pipeline, nullptr, nullptr, GST_CLOCK_TIME_NONE);
  std::promise<std::chrono::steady_clock::time_point> first;
  g_object_set(sink, "signal-handoffs", TRUE, nullptr);
  g_signal_connect(sink, "handoff", G_CALLBACK(on_first_buffer), &first);
  const auto start = std::chrono::steady_clock::now();
  gst_element_set_state(pipeline, GST_STATE_PLAYING);
  const auto seen = first.get_future().get();
  gst_element_set_state(pipeline, GST_STATE_NULL);
  gst_object_unref(sink);
  gst_object_unref(pipeline);
  return std::chrono::duration<double, std::milli>(seen - start).count();
}

}  // namespace

int main(int argc, char** argv) try {
  gst_init(nullptr, nullptr);
  const fakes::TempDir folder;
  rig::Province province(
      {std::filesystem::canonical("/proc/self/exe").parent_path(), bench::root_of(argc, argv)},
      folder.path());
  for (int i = 1; i <= 4; ++i) {
    province.add("loa-" + std::to_string(i), area, "loa-48k", "recorder");
  }
  province.wait_online();
  const auto file = (province.folder() / "speech.ogg").string();
  const auto made =
      protocols::io::run_and_capture({"ffmpeg", "-v", "error", "-f", "lavfi", "-i",
                                      "sine=frequency=440:duration=5", "-c:a", "libopus", file},
                                     {}, 60s);
  if (!made.ok()) throw std::runtime_error(made.text());
  bench::Figures ours, words, bare;
  for (int order = 0; order < orders; ++order) {
    for (const auto& started : announce(province)) {
      ours.values.push_back(started.chime_ms);
      words.values.push_back(started.word_ms);
      bare.values.push_back(bare_start(file));
    }
    std::cerr << fmt::format("order {} of {}: {:.2f} ms, bare {:.2f} ms\n", order + 1, orders,
                             ours.values.back(), bare.values.back());
  }
  auto json =
      bench::result("start", "ms", ours, "prerolled GStreamer pipeline set to PLAYING", bare);
  json["first_word_ms"] = words.median();
  json["players"] = province.devices().size();
  std::cout << json.dump() << "\n";
  return 0;
} catch (const std::exception& error) {
  std::cerr << "bench start: " << error.what() << "\n";
  return 1;
}
