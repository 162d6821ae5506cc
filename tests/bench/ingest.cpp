// Benchmark `ingest`: a 30 s 1080p clip with sound to both board sizes and to sound, next to one
// ffmpeg command with the same outputs, settings and loudness pass. Both as processes of their own,
// turn by turn.
#include "controller/library/ingest.h"

#include <fmt/core.h>

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <stdexcept>
#include <string>
#include <vector>

#include "protocols/io/child_process.h"
#include "tests/bench/bench_json.h"
#include "tests/fakes/temp_dir.h"

namespace {

using namespace std::chrono_literals;

constexpr int runs = 5;

double seconds_of(const std::vector<std::string>& argv) {
  const auto start = std::chrono::steady_clock::now();
  const auto ran = protocols::io::run_and_capture(argv, {}, 600s);
  if (!ran.ok()) throw std::runtime_error(argv[0] + ": " + ran.text());
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

void make_clip(const std::string& file) {
  seconds_of({"ffmpeg",
              "-v",
              "error",
              "-y",
              "-f",
              "lavfi",
              "-i",
              "testsrc2=size=1920x1080:rate=30",
              "-f",
              "lavfi",
              "-i",
              "sine=frequency=440:sample_rate=48000",
              "-filter_complex",
              "[0:v]noise=alls=12:allf=t[v];[1:a]volume=0.3[a]",
              "-map",
              "[v]",
              "-map",
              "[a]",
              "-t",
              "30",
              "-c:v",
              "libx264",
              "-preset",
              "veryfast",
              "-b:v",
              "8M",
              "-pix_fmt",
              "yuv420p",
              "-c:a",
              "aac",
              "-b:a",
              "128k",
              file});
}

// What ingest() does, said to one ffmpeg command: one decode, two boards, one sound that passes the
// meter before a gain.
std::vector<std::string> baseline(const std::string& clip, const std::string& out) {
  const auto board = [](int w, int h, int n) {
    return fmt::format(
        "[p{2}]scale={0}:{1}:force_original_aspect_ratio=decrease:flags=bicubic+accurate_rnd,"
        "format=yuv444p,"
        "pad={0}:{1}:(ow-iw)/2:(oh-ih)/2[b{2}]",
        w, h, n);
  };
  const auto filter =
      "[0:v]fps=25,split=2[p0][p1];" + board(192, 96, 0) + ";" + board(320, 160, 1) +
      ";[0:a]aresample=48000,aformat=channel_layouts=mono,ebur128=peak=true,volume=-4dB[s]";
  std::vector<std::string> command{"ffmpeg", "-v", "error",           "-y",
                                   "-i",     clip, "-filter_complex", filter};
  for (const int n : {0, 1}) {
    const auto name = std::to_string(n);
    command.insert(command.end(),
                   {"-map", "[b" + name + "]", "-c:v", "libx264", "-preset", "veryfast", "-crf",
                    "18", "-g", "25", "-movflags", "+faststart", out + "/" + name + ".mp4"});
  }
  command.insert(command.end(), {"-map", "[s]", "-c:a", "libopus", "-b:a", "48k", out + "/s.ogg"});
  return command;
}

int ingest_once(const std::filesystem::path& clip, const std::filesystem::path& folder) {
  controller::MediaStore store(folder);
  using playlists::OutputKind;
  const std::vector<playlists::Output> targets{{OutputKind::Picture, 192, 96, 25, 0, 0},
                                               {OutputKind::Picture, 320, 160, 25, 0, 0},
                                               {OutputKind::Sound, 0, 0, 0, 48000, 1}};
  const auto made = controller::ingest(clip, targets, store);
  return made && made.renditions.size() == 3 ? 0 : 1;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc == 4 && std::string(argv[1]) == "--ingest") return ingest_once(argv[2], argv[3]);
  const fakes::TempDir folder;
  const std::string clip = (folder / "clip.mp4").string();
  std::cerr << "making a 30 s 1080p clip\n";
  make_clip(clip);
  bench::Figures ours, ffmpeg;
  for (int run = 0; run < runs; ++run) {
    const auto store = folder / ("store" + std::to_string(run));
    ours.values.push_back(1000 * seconds_of({argv[0], "--ingest", clip, store.string()}));
    ffmpeg.values.push_back(1000 * seconds_of(baseline(clip, folder.path().string())));
    std::cerr << fmt::format("run {}: ingest {:.0f} ms, ffmpeg {:.0f} ms\n", run + 1,
                             ours.values.back(), ffmpeg.values.back());
  }
  std::cout << bench::result("ingest", "ms", ours,
                             "one ffmpeg command, same outputs and loudness pass", ffmpeg)
                   .dump()
            << "\n";
  return 0;
}
