#include "tests/demo/stay.h"

#include <fmt/core.h>

#include <csignal>
#include <filesystem>
#include <fstream>

#include "protocols/io/environment.h"
#include "tests/demo/sample_province.h"

namespace demo {

namespace {

// What this machine can show and sound: a window where there is a display, the sound card where
// there is one.
std::string picture_output() {
  using protocols::io::environment;
  return environment("DISPLAY").empty() && environment("WAYLAND_DISPLAY").empty() ? "null"
                                                                                  : "window";
}

std::string sound_output() {
  return std::filesystem::exists("/dev/snd/controlC0") ? "alsa" : "null";
}

void say_where(const rig::Centre& centre, const std::filesystem::path& root) {
  fmt::print(
      "\nVang đang chạy / Vang is running\n"
      "  Bảng điều khiển / console:  https://localhost:{}\n"
      "  Đăng nhập / login:          {}\n"
      "  Mật khẩu / password:        {}\n"
      "  Chứng thư gốc / own CA:     {}\n\n"
      "Phát thử một thông báo / make an announcement:\n"
      "  {}/build/release/bin/vangctl --data {} --token-file {} announce --area {} --class "
      "priority --title 'Họp thôn' \\\n"
      "    --text 'Mời bà con đến nhà văn hóa thôn họp lúc 19h30.' --key {}\n\n"
      "Ctrl-C để dừng / stops everything.\n",
      centre.ports().console, centre.login(), centre.password(),
      (centre.data() / "trust/ca.pem").string(), root.string(), centre.data().string(),
      (centre.folder() / "token").string(), demo_area, centre.key().string());
  std::fflush(stdout);
}

int wait_for_signal() {
  sigset_t wanted;
  sigemptyset(&wanted);
  sigaddset(&wanted, SIGINT);
  sigaddset(&wanted, SIGTERM);
  int got = 0;
  sigwait(&wanted, &got);
  return got;
}

}  // namespace

void stay(const rig::Built& built, const std::filesystem::path& folder) {
  // Blocked before any thread starts, so that only wait_for_signal() takes them.
  sigset_t wanted;
  sigemptyset(&wanted);
  sigaddset(&wanted, SIGINT);
  sigaddset(&wanted, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &wanted, nullptr);
  // A province whose making was cut short is made anew.
  const auto made = folder / "made";
  const bool first = !std::filesystem::exists(made);
  if (first) std::filesystem::remove_all(folder);
  fmt::print("== Starting vangd (data in {})\n", folder.string());
  SampleProvince province(built, folder, folder / "out", {8443, 8444, 4222});
  province.centre().start();
  if (first) {
    province.centre().sign_in();
    fmt::print("== Preparing the sample province: areas, a clip, a card, a programme\n");
    province.import_areas();
    province.play_all_day();
  }
  fmt::print("== Starting two boards ({}) and two loudspeakers ({})\n", picture_output(),
             sound_output());
  province.start_devices(picture_output(), sound_output());
  std::ofstream(made) << "";
  say_where(province.centre(), built.root);
  wait_for_signal();
  fmt::print("\n== Stopping\n");
}

}  // namespace demo
