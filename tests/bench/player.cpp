// Benchmark `player`: CPU time of real players (no recorder) for a minute of board video and a
// minute of speech, next to gst-launch-1.0 doing the same decode, scale and convert at the same
// time. Processes are measured in the middle of their work, start and end left out.
#include <fmt/core.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <fstream>
#include <iostream>
#include <sstream>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "protocols/io/child_process.h"
#include "tests/bench/bench_json.h"
#include "tests/demo/schedule.h"
#include "tests/fakes/temp_dir.h"
#include "tests/scenarios/rig/program.h"
#include "tests/scenarios/rig/province.h"
#include "tests/scenarios/rig/wait.h"

namespace {

using namespace std::chrono_literals;

constexpr int runs = 3;
constexpr auto measured = 60s;
constexpr const char* board_area = "02.026.00715";
constexpr const char* speaker_area = "02.026.00712";

// User and system time of a process so far, ms (proc(5): fields 14 and 15 of stat).
double cpu_ms(pid_t pid) {
  std::ifstream stat(fmt::format("/proc/{}/stat", pid));
  std::string line;
  std::getline(stat, line);
  if (line.empty()) throw std::runtime_error(fmt::format("process {} is gone", pid));
  std::istringstream fields(line.substr(line.rfind(')') + 2));
  std::string word;
  for (int i = 3; i < 14; ++i) fields >> word;
  double user = 0, system = 0;
  fields >> user >> system;
  return (user + system) * 1000.0 / static_cast<double>(sysconf(_SC_CLK_TCK));
}

double peak_mib(pid_t pid) {
  std::ifstream status(fmt::format("/proc/{}/status", pid));
  for (std::string line; std::getline(status, line);) {
    if (line.starts_with("VmHWM:")) return std::stod(line.substr(6)) / 1024.0;
  }
  throw std::runtime_error(fmt::format("process {} is gone", pid));
}

void must(const std::vector<std::string>& argv) {
  const auto ran = protocols::io::run_and_capture(argv, {}, 300s);
  if (!ran.ok()) throw std::runtime_error(argv[0] + ": " + ran.text());
}

std::string speech_text() {
  std::string text;
  for (int i = 0; i < 16; ++i) {
    text += "Bà con chú ý, nước sông đang lên nhanh, đề nghị các hộ ven sông di chuyển tài sản. ";
  }
  return text;
}

struct Media {
  std::string board_message;
  std::string board_file;   // the rendition the board plays
  std::string speech_file;  // the same text as Ogg Opus
};

Media make_media(rig::Province& province) {
  auto& centre = province.centre();
  const auto& folder = province.folder();
  const auto clip = (folder / "clip.mp4").string();
  must({"ffmpeg", "-v", "error", "-f", "lavfi", "-i", "testsrc2=size=640x320:rate=25", "-t", "75",
        "-c:v", "libx264", "-preset", "veryfast", "-pix_fmt", "yuv420p", clip});
  const auto wav = (folder / "speech.wav").string();
  must({"espeak-ng", "-v", "vi", "-s", "150", "-w", wav, speech_text()});
  const auto ogg = (folder / "speech.ogg").string();
  must({"ffmpeg", "-v", "error", "-i", wav, "-ar", "48000", "-ac", "1", "-c:a", "libopus", "-b:a",
        "24k", ogg});
  const auto added = centre.ctl({"clip", "add", clip, "--wait"});
  const auto message =
      centre.ctl({"message", "add", "--clip", added.at("sha256").get<std::string>(), "--title",
                  "Phim", "--area", board_area, "--key", centre.key().string()});
  for (const auto& rendition : message.at("renditions")) {
    if (!rendition.at("for").get<std::string>().starts_with("picture:320x160")) continue;
    const auto sha = rendition.at("sha256").get<std::string>();
    return {message.at("hash").get<std::string>(),
            (centre.data() / "media" / sha.substr(0, 2) / sha).string(), ogg};
  }
  throw std::runtime_error("the clip has no rendition for the board");
}

// The board plays the clip once, soon; returns when that begins.
demo::Second schedule(rig::Centre& centre, const std::string& message) {
  const auto start = demo::soon(6s);
  const auto file = centre.folder() / "programme.json";
  std::ofstream(file) << demo::entries({{"Phim", message, start, 1}}).dump();
  centre.ctl({"programme", "set", board_area, file.string()});
  centre.ctl({"programme", "publish", board_area});
  return start;
}

rig::Program gst_launch(const rig::Province& province, const std::string& name,
                        std::vector<std::string> elements) {
  elements.insert(elements.begin(), {"/usr/bin/gst-launch-1.0", "-q"});
  return {std::move(elements), province.folder() / (name + ".log")};
}

struct Pair {
  bench::Figures ours;
  bench::Figures bare;
  double ratio() const { return ours.median() / bare.median(); }
};

void measure(rig::Province& province, const Media& media, Pair& video, Pair& speech) {
  auto& centre = province.centre();
  const auto start = schedule(centre, media.board_message);
  std::this_thread::sleep_until(start);
  auto bare_video =
      gst_launch(province, "video",
                 {"filesrc", "location=" + media.board_file, "!", "qtdemux", "!", "h264parse", "!",
                  "avdec_h264", "max-threads=1", "!", "videoscale", "!", "videoconvert", "!",
                  "video/x-raw,format=RGB,width=320,height=160", "!", "fakesink", "sync=true"});
  auto bare_speech =
      gst_launch(province, "speech",
                 {"filesrc", "location=" + media.speech_file, "!", "oggdemux", "!", "opusdec", "!",
                  "audioconvert", "!", "audioresample", "!",
                  "audio/x-raw,format=S16LE,rate=48000,channels=1", "!", "fakesink", "sync=true"});
  const auto sent =
      centre.ctl({"announce", "--text", speech_text(), "--title", "Lũ", "--area", speaker_area,
                  "--output", "sound", "--class", "priority", "--key", centre.key().string()});
  const auto id = sent.at("id").get<std::string>();
  rig::expect_soon(
      "the announcement started",
      [&] {
        return centre.ctl({"order", "show", id}).at("counts").at("started") == 1;
      },
      15s);
  const std::vector<pid_t> pids{province.devices()[0]->pid(), bare_video.pid(),
                                province.devices()[1]->pid(), bare_speech.pid()};
  std::vector<double> before, spent;
  for (const pid_t pid : pids) before.push_back(cpu_ms(pid));
  std::this_thread::sleep_for(measured);
  for (std::size_t i = 0; i < pids.size(); ++i) {
    spent.push_back((cpu_ms(pids[i]) - before[i]) /
                    std::chrono::duration<double>(measured).count());
  }
  const auto now = centre.ctl({"now"}).dump();
  if (centre.ctl({"order", "show", id}).at("counts").at("finished") != 0 || !bare_video.running() ||
      !bare_speech.running()) {
    throw std::runtime_error("something ended before it was measured\n" + now);
  }
  video.ours.values.push_back(spent[0]);
  video.bare.values.push_back(spent[1]);
  speech.ours.values.push_back(spent[2]);
  speech.bare.values.push_back(spent[3]);
  centre.ctl({"stop", id, "--area", speaker_area, "--key", centre.key().string()});
  rig::expect_soon(
      "the board has shown the clip whole",
      [&] {
        const auto plays = centre.ctl({"plays", "--device", "bang", "--limit", "500"}).at("items");
        return std::count_if(plays.begin(), plays.end(), [](const auto& play) {
                 return play.at("outcome") == "shown";
               }) == std::ssize(video.ours.values);
      },
      30s);
}

nlohmann::json figures(const Pair& pair) {
  return {
      {"median", pair.ours.median()}, {"baseline", pair.bare.median()}, {"ratio", pair.ratio()}};
}

}  // namespace

int main(int argc, char** argv) try {
  const fakes::TempDir folder;
  rig::Province province(
      {std::filesystem::canonical("/proc/self/exe").parent_path(), bench::root_of(argc, argv)},
      folder.path());
  province.add("bang", board_area, "led-320x160", "null");
  province.add("loa", speaker_area, "loa-48k", "null");
  province.wait_online();
  std::cerr << "making a clip and a speech\n";
  const auto media = make_media(province);
  Pair video, speech;
  for (int run = 0; run < runs; ++run) {
    measure(province, media, video, speech);
    std::cerr << fmt::format(
        "run {}: video {:.2f} next to {:.2f}, speech {:.2f} next to {:.2f} ms/s\n", run + 1,
        video.ours.values.back(), video.bare.values.back(), speech.ours.values.back(),
        speech.bare.values.back());
  }
  const Pair& worse = video.ratio() > speech.ratio() ? video : speech;
  auto json = bench::result("player", "ms", worse.ours,
                            "gst-launch-1.0, same decode, scale and convert", worse.bare);
  json["video"] = figures(video);
  json["speech"] = figures(speech);
  const double board = peak_mib(province.devices()[0]->pid());
  const double loudspeaker = peak_mib(province.devices()[1]->pid());
  json["peak_mib"] = std::max(board, loudspeaker);
  json["peak_board_mib"] = board;
  json["peak_loudspeaker_mib"] = loudspeaker;
  std::cout << json.dump() << "\n";
  return 0;
} catch (const std::exception& error) {
  std::cerr << "bench player: " << error.what() << "\n";
  return 1;
}
