#include "controller/broker/broker_files.h"

#include <unistd.h>

#include <asio/connect.hpp>
#include <asio/io_context.hpp>
#include <asio/ip/tcp.hpp>
#include <charconv>
#include <sstream>
#include <stdexcept>
#include <utility>

#include "controller/broker/detached_process.h"
#include "controller/broker/nats_configuration.h"
#include "protocols/io/digest.h"
#include "protocols/io/durable_file.h"
#include "protocols/io/environment.h"
#include "protocols/io/net.h"

namespace controller {

namespace fs = std::filesystem;
namespace io = protocols::io;

namespace {

constexpr std::size_t kHashDigits = 16;
constexpr std::string_view kPrefix = "nats-";
constexpr std::string_view kSuffix = ".conf";
constexpr std::size_t kLogEnd = 600;

// A JWT of an earlier start if it is still this key's, else a new one: a JWT holds its date of
// issue, and the configuration must not change from start to start.
template <typename Make>
std::string kept_jwt(const fs::path& file, const std::string& subject, Make make) {
  if (const auto kept = io::read_if_present(file)) {
    const auto summary = protocols::link::read_jwt(*kept);
    if (summary && summary->subject == subject) return *kept;
  }
  const std::string jwt = make();
  io::write_durably(file, jwt, 0600);
  return jwt;
}

bool is_configuration(const fs::path& file, const BrokerSettings& settings) {
  const std::string name = file.filename().string();
  return file.parent_path() == settings.folder && name.starts_with(kPrefix) &&
         name.ends_with(kSuffix);
}

}  // namespace

const fs::path& prepared_folder(const BrokerSettings& settings) {
  io::make_folder(settings.folder, 0700);
  return settings.folder;
}

fs::path write_configuration(const BrokerSettings& settings, const BrokerKeys& keys,
                             std::chrono::sys_seconds now) {
  NatsIdentity identity;
  identity.operator_jwt = kept_jwt(settings.folder / "operator.jwt", keys.operator_nkey(),
                                   [&] { return keys.operator_jwt(now); });
  identity.system_account = keys.system_account();
  identity.system_account_jwt = kept_jwt(settings.folder / "system.jwt", keys.system_account(),
                                         [&] { return keys.system_account_jwt(now); });
  identity.certificate_hash = io::sha256_hex(io::read_file(settings.certificate));
  const std::string text = nats_configuration(settings, identity);
  const std::string hash = io::sha256_hex(text).substr(0, kHashDigits);
  const fs::path file = settings.folder / (std::string(kPrefix) + hash + std::string(kSuffix));
  io::write_durably(file, text, 0600);
  return file;
}

void remove_other_configurations(const BrokerSettings& settings, const fs::path& keep) {
  std::error_code ignored;  // a leftover harms nobody
  for (const auto& entry : fs::directory_iterator(settings.folder, ignored)) {
    if (is_configuration(entry.path(), settings) && entry.path() != keep) {
      fs::remove(entry.path(), ignored);
    }
  }
}

pid_t pid_written(const BrokerSettings& settings) {
  const auto text = io::read_if_present(settings.folder / "nats-server.pid", 64).value_or("");
  pid_t pid = 0;
  std::from_chars(text.data(), text.data() + text.size(), pid);
  return pid;
}

fs::path configuration_of(const BrokerSettings& settings, pid_t pid) {
  const auto argv = command_line_of(pid);
  if (argv.size() != 3 || argv[1] != "-c") return {};
  if (fs::path(argv[0]).filename() != fs::path(settings.program).filename()) return {};
  return is_configuration(argv[2], settings) ? fs::path(argv[2]) : fs::path();
}

std::string program_path(const BrokerSettings& settings) {
  if (settings.program.find('/') != std::string::npos) return settings.program;
  // Debian installs it in sbin, which an ordinary user's PATH lacks.
  std::istringstream folders(protocols::io::environment("PATH") + ":/usr/sbin:/usr/bin");
  for (std::string folder; std::getline(folders, folder, ':');) {
    const fs::path file = fs::path(folder) / settings.program;
    if (!folder.empty() && ::access(file.c_str(), X_OK) == 0) return file.string();
  }
  throw std::runtime_error("không khởi động được máy chủ liên kết: chưa cài " + settings.program +
                           " / cannot start the broker: " + settings.program +
                           " is not installed (Debian package nats-server)");
}

void require_free_port(const BrokerSettings& settings) {
  const auto problem = io::listen_problem(settings.address, settings.port);
  if (!problem) return;
  throw std::runtime_error("không khởi động được máy chủ liên kết: " + problem->vi +
                           " / cannot start the broker: " + problem->en);
}

bool accepts_connections(const BrokerSettings& settings) {
  asio::io_context context;
  asio::ip::tcp::socket socket(context);
  auto address = asio::ip::make_address(settings.address);
  if (address.is_unspecified()) {
    address = address.is_v4() ? asio::ip::address(asio::ip::address_v4::loopback())
                              : asio::ip::address(asio::ip::address_v6::loopback());
  }
  asio::error_code error;
  socket.connect({address, settings.port}, error);
  return !error;
}

std::string end_of_log(const BrokerSettings& settings) {
  const auto text = io::read_if_present(settings.folder / "nats-server.log").value_or("");
  return text.size() > kLogEnd ? text.substr(text.size() - kLogEnd) : text;
}

}  // namespace controller
