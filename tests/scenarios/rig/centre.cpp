#include "tests/scenarios/rig/centre.h"

#include <fstream>
#include <sstream>
#include <stdexcept>

#include "protocols/io/child_process.h"
#include "protocols/io/durable_file.h"
#include "tests/fakes/free_port.h"
#include "tests/scenarios/rig/wait.h"

namespace rig {

namespace {

using namespace std::chrono_literals;

std::string slurp(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

// "login: x" in the file that vangd writes for the first administrator.
std::string named_line(const std::filesystem::path& path, const std::string& name) {
  std::istringstream in(slurp(path));
  for (std::string line; std::getline(in, line);) {
    if (line.starts_with(name + ": ")) return line.substr(name.size() + 2);
  }
  throw std::runtime_error(path.string() + " has no line \"" + name + ": …\"");
}

// The last line that says what went wrong; all of it if none does.
std::string last_error(const std::string& log) {
  std::istringstream in(log);
  std::string found;
  for (std::string line; std::getline(in, line);) {
    if (line.find(" error ") != std::string::npos) found = line;
  }
  return found.empty() ? log : found;
}

std::string port_text(std::uint16_t port) {
  return std::to_string(port);
}

}  // namespace

Centre::Centre(Built built, std::filesystem::path folder, Ports ports,
               std::vector<std::string> options)
    : built_(std::move(built)),
      folder_(std::move(folder)),
      asked_(ports),
      options_(std::move(options)) {
  std::filesystem::create_directories(folder_);
}

void Centre::start() {
  for (auto* port : {&asked_.console, &asked_.devices, &asked_.link}) {
    if (*port == 0) *port = fakes::free_port();
  }
  std::vector<std::string> argv{(built_.bin / "vangd").string(),
                                "--data",
                                data().string(),
                                "--console-port",
                                port_text(asked_.console),
                                "--device-port",
                                port_text(asked_.devices),
                                "--link-port",
                                port_text(asked_.link),
                                "--host",
                                "127.0.0.1",
                                "--host",
                                "localhost",
                                "--web",
                                (built_.root / "web/console/dist").string()};
  argv.insert(argv.end(), options_.begin(), options_.end());
  program_ = Program(std::move(argv), folder_ / "vangd.log");
  const bool up = wait_until(
      [this] { return !program_.running() || try_ctl({"health"}).code == 0; }, 60s, 100ms);
  if (!up || !program_.running()) {
    throw std::runtime_error("vangd did not come up:\n" + last_error(program_.tail()));
  }
  ports_ = asked_;
}

void Centre::sign_in() {
  protocols::io::write_durably(folder_ / "password", password() + "\n", 0600);
  ctl({"login", "--login", login(), "--password-file", (folder_ / "password").string()});
  ctl({"key", "new", "--out", key().string()});
  ctl({"key", "enrol", "--key", key().string()});
}

std::string Centre::login() const {
  return named_line(data() / "first-administrator.txt", "login");
}

std::string Centre::password() const {
  return named_line(data() / "first-administrator.txt", "password");
}

std::string Centre::console_address() const {
  return "https://127.0.0.1:" + port_text(ports_.console);
}

Centre::Said Centre::try_ctl(std::vector<std::string> arguments) const {
  std::vector<std::string> argv{
      (built_.bin / "vangctl").string(), "--data", data().string(), "--token-file",
      (folder_ / "token").string(),      "--json"};
  argv.insert(argv.end(), arguments.begin(), arguments.end());
  auto got = protocols::io::run_and_capture(argv, {}, 180s);
  return {got.exit.signal != 0 ? -got.exit.signal : got.exit.code, got.output, got.errors};
}

Json Centre::ctl(std::vector<std::string> arguments) const {
  const Said said = try_ctl(arguments);
  if (said.code != 0) {
    std::string words;
    for (const auto& argument : arguments) words += " " + argument;
    throw std::runtime_error("vangctl" + words + ": exit " + std::to_string(said.code) + "\n" +
                             said.output + said.errors);
  }
  return said.output.empty() ? Json() : Json::parse(said.output);
}

Device::Device(const Centre& centre, Spec spec, std::filesystem::path out)
    : centre_(&centre), spec_(std::move(spec)), out_(std::move(out)) {
  std::filesystem::create_directories(out_);
}

std::filesystem::path Device::data() const {
  return centre_->folder() / "players" / spec_.id;
}

std::vector<std::string> Device::command() const {
  std::filesystem::create_directories(data());
  const std::string output =
      spec_.output == "recorder" ? "recorder:" + out_.string() : spec_.output;
  auto command = spec_.wrapper;
  command.insert(command.end(), {(centre_->built().bin / "vang-player").string(), "--data",
                                 data().string(), is_board() ? "--picture" : "--sound", output});
  return command;
}

std::string Device::ask_token() const {
  std::vector<std::string> ask{"device",    "token",       "--id",   spec_.id,
                               "--name",    spec_.name,    "--area", spec_.area,
                               "--profile", spec_.profile, "--site", spec_.site};
  if (spec_.devices_port != 0) {
    ask.insert(ask.end(), {"--address", "https://127.0.0.1:" + port_text(spec_.devices_port)});
  }
  if (spec_.link_port != 0) {
    ask.insert(ask.end(), {"--address", "tls://127.0.0.1:" + port_text(spec_.link_port)});
  }
  return centre_->ctl(std::move(ask)).at("enrolment").get<std::string>();
}

void Device::enrol_and_start() {
  auto argv = command();
  argv.insert(argv.end(), {"--enrol", ask_token()});
  program_ = Program(std::move(argv), data() / "player.log");
}

std::int64_t Device::undelivered() const {
  const auto counted = protocols::io::run_and_capture(
      {"sqlite3", "-readonly", (data() / "journal.sqlite").string(), "SELECT count(*) FROM plays"},
      {}, 10s);
  if (!counted.ok()) throw std::runtime_error("journal of " + spec_.id + ": " + counted.text());
  return std::stoll(counted.output);
}

void Device::start() {
  program_ = Program(command(), data() / "player.log");
}

}  // namespace rig
