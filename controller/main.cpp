// vangd: the controller. Takes its configuration, puts the centre together, opens its doors, and
// waits for the signal to end; the end is the same in reverse.
#include <fmt/format.h>
#include <pthread.h>
#include <signal.h>

#include <cstdio>
#include <exception>

#include "controller/centre.h"
#include "controller/config/command_line.h"
#include "controller/config/data_folder.h"
#include "controller/config/host_names.h"
#include "controller/config/ports.h"
#include "controller/step.h"
#include "protocols/io/log.h"
#include "web/server/console_server.h"
#include "web/server/device_server.h"

namespace {

using namespace controller;
namespace log = protocols::io::log;

// Taken by wait_for_the_end() alone; blocked before the first thread so that all inherit it.
sigset_t end_signals() {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGINT);
  sigaddset(&set, SIGTERM);
  return set;
}

void wait_for_the_end() {
  const sigset_t set = end_signals();
  int number = 0;
  sigwait(&set, &number);
  log::info("vangd: asked to stop", {{"signal", number}});
}

web::ListenSettings listen(const Config& config, std::uint16_t port,
                           const std::filesystem::path& certificate,
                           const std::filesystem::path& key) {
  web::ListenSettings settings;
  settings.address = config.address;
  settings.port = port;
  settings.certificate = certificate;
  settings.key = key;
  return settings;
}

// The console's files: as told, else installed beside the program, else built in its source tree.
std::filesystem::path console_files(const Config& config) {
  if (!config.web.empty()) return config.web;
  const auto bin = std::filesystem::canonical("/proc/self/exe").parent_path();
  for (const auto* place : {"../share/vang/console", "../../../web/console/dist"}) {
    if (std::filesystem::exists(bin / place / "index.html"))
      return (bin / place).lexically_normal();
  }
  return {};
}

void say_ready(const Config& config, const Ports& ports, const DataFolder& data, bool first) {
  const auto console = url("https", config.hosts.front(), ports.console);
  log::info("vangd: ready", {{"console", console}, {"data", data.root().string()}});
  const bool drill = config.world == playlists::World::Drill;
  fmt::print("Vang{}: {}\n", drill ? " · DIỄN TẬP / DRILL" : "", console);
  if (console_files(config).empty()) {
    fmt::print(
        "Không có bảng điều khiển: chạy scripts/console hoặc cho biết --web THƯ MỤC / "
        "no console: run scripts/console or give --web DIR\n");
  }
  if (first) {
    fmt::print("Tài khoản quản trị đầu tiên / the first administrator: {}\n",
               data.first_administrator().string());
  }
  std::fflush(stdout);
}

void serve(const Config& config) {
  protocols::io::SystemClock clock;

  const Step at_data("data directory");
  const DataFolder data(config.data, config.world);
  const Ports ports = choose_ports(config, data.ports());

  Centre centre(config, ports, data, clock);
  const TrustFiles& trust = centre.trust();

  const Step at_link("link");
  centre.open();

  const Step at_devices("door for devices");
  web::DeviceServer devices(listen(config, ports.devices, trust.devices, trust.devices_key),
                            centre.door());

  const Step at_people("door for people");
  auto people_listen = listen(config, ports.console, trust.console, trust.console_key);
  people_listen.reserved = 8;
  web::ConsoleServer people(people_listen, console_files(config), centre.services(), clock);

  keep_ports(ports, data.ports());
  say_ready(config, ports, data, centre.first_start());
  wait_for_the_end();
}

}  // namespace

int main(int count, char** arguments) {
  const CommandLine line = read_command_line(count, arguments);
  if (!line.config) {
    std::fputs(line.text.c_str(), line.exit_code == 0 ? stdout : stderr);
    return line.exit_code;
  }
  log::set_level(log::level_from(line.config->log_level));
  const sigset_t set = end_signals();
  pthread_sigmask(SIG_BLOCK, &set, nullptr);
  signal(SIGPIPE, SIG_IGN);
  try {
    serve(*line.config);
    return 0;
  } catch (const WrongWorld& error) {
    fmt::print(stderr, "{}\n", error.what());
    return 2;  // as for everything else a person gave wrongly
  } catch (const std::exception& error) {
    log::error("vangd: cannot go on", {{"cause", error.what()}});
    return 1;
  }
}
