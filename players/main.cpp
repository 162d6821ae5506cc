// vang-player: one device. Start-up is the list of steps in run(); see players/README.md.
#include <sys/file.h>

#include <CLI/CLI.hpp>
#include <asio/signal_set.hpp>
#include <cstdio>
#include <optional>
#include <stdexcept>
#include <string>

#include "players/device/device_identity.h"
#include "players/device/enrolment.h"
#include "players/device/player.h"
#include "players/output_choice.h"
#include "protocols/io/durable_file.h"
#include "protocols/io/event_loop.h"
#include "protocols/io/log.h"
#include "protocols/io/storage_error.h"
#include "protocols/io/unique_fd.h"
#include "protocols/io/worker_pool.h"

namespace {

namespace io = protocols::io;

constexpr auto software = "vang-player " VANG_VERSION;
/// No signed time before this release was written is believed: 2026-11-01T00:00:00Z.
constexpr std::int64_t oldest_time_ms = 1'793'491'200'000;

struct Options {
  std::filesystem::path data;
  std::optional<std::string> enrol;
  std::string picture = "window";
  std::string sound = "alsa";
  std::string log_level = "info";
};

/// A mistake of the person at the keyboard or on the paper: no stack of causes, exit 2.
class UsageError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

void set_level(const Options& options) {
  const auto level = io::log::level_from(options.log_level);
  if (level == io::log::Level::none)
    throw UsageError("Không hiểu / cannot understand --log-level " + options.log_level +
                     " (debug | info | warning | error)");
  io::log::set_level(level);
}

/// Held while the player runs: two on one data folder would give one seq to two plays.
io::UniqueFd lock_folder(const std::filesystem::path& folder) {
  const auto file = folder / "lock";
  io::UniqueFd fd(open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600));
  if (!fd) io::throw_storage_error("cannot open " + file.string(), errno);
  if (flock(fd.get(), LOCK_EX | LOCK_NB) != 0)
    throw UsageError("Một vang-player khác đang dùng thư mục này / another vang-player uses " +
                     folder.string());
  return fd;
}

/// Nothing if it was stopped before the controller answered; the next start goes on with it.
std::optional<players::Enrolled> enrol(const Options& options,
                                       const players::DeviceIdentity& identity,
                                       std::stop_token stop) {
  players::Enrolment enrolment(options.data, identity);
  const auto string = enrolment.begin(options.enrol);
  if (auto enrolled = enrolment.done()) return enrolled;
  if (!string)
    throw UsageError(
        "Thiết bị chưa đăng ký: chạy lại với --enrol CHUỖI (vangctl device token) / "
        "not enrolled: run again with --enrol STRING (vangctl device token)");
  io::log::info("enrolment: redeeming", {{"key", identity.kid()}});
  auto enrolled = enrolment.redeem_patiently(*string, stop);
  if (enrolled) io::log::info("enrolment: done", {{"device", enrolled->device}});
  return enrolled;
}

int run(const Options& options) {
  io::make_folder(options.data, 0700);
  const auto lock = lock_folder(options.data);
  const auto identity = players::DeviceIdentity::load_or_make(options.data);
  const auto outputs = players::OutputChoice::parse(options.picture, options.sound);

  io::SystemClock clock;
  io::EventLoop loop("device", clock);
  io::WorkerPool workers("worker", 4, 256);
  std::stop_source stop;
  std::unique_ptr<players::Player> player;
  asio::signal_set signals(loop.context(), SIGTERM, SIGINT);
  signals.async_wait([&](const std::error_code& error, int) {
    if (error) return;
    stop.request_stop();
    if (!player) return loop.stop();
    player->stop([&loop] { loop.stop(); });
  });
  std::exception_ptr failure;
  const auto fail = [&](std::exception_ptr why) {
    failure = std::move(why);
    loop.stop();
  };
  const auto play = [&](std::optional<players::Enrolled> enrolled) {
    if (!enrolled) return loop.stop();
    try {
      player = std::make_unique<players::Player>(
          loop, workers, identity, *std::move(enrolled),
          players::Player::Settings{options.data, software,
                                    playlists::instant_from_ms(oldest_time_ms)},
          [&](const playlists::Output& shape, players::ReportListener listener) {
            return outputs.make(shape, clock, loop, std::move(listener));
          });
    } catch (...) {
      fail(std::current_exception());
    }
  };
  // On a worker: the first enrolment may take as long as the network is down.
  const bool taken = workers.submit(
      loop, [&] { return enrol(options, identity, stop.get_token()); }, play, fail);
  if (taken) loop.run();
  workers.stop();
  if (failure) std::rethrow_exception(failure);
  player.reset();
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app{"Vang: trình phát của một thiết bị / one device's player", "vang-player"};
  app.set_version_flag("--version", software);
  Options options;
  app.add_option("--data", options.data, "Thư mục dữ liệu của thiết bị / the device's data folder")
      ->required();
  app.add_option("--enrol", options.enrol, "Chuỗi đăng ký (lần đầu) / enrolment string, first run");
  app.add_option("--picture", options.picture, "recorder:DIR | window | kms | null")
      ->capture_default_str();
  app.add_option("--sound", options.sound, "recorder:DIR | alsa[:DEVICE] | null")
      ->capture_default_str();
  app.add_option("--log-level", options.log_level, "debug | info | warning | error")
      ->capture_default_str();
  CLI11_PARSE(app, argc, argv);
  try {
    set_level(options);
    return run(options);
  } catch (const players::EnrolmentRefused& refused) {
    std::fprintf(stderr, "vang-player: %s\n", refused.what());
    return 2;
  } catch (const UsageError& error) {
    std::fprintf(stderr, "vang-player: %s\n", error.what());
    return 2;
  } catch (const std::exception& error) {
    std::fprintf(stderr, "vang-player: %s\n", error.what());
    return 1;
  }
}
