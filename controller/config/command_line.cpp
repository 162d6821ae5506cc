#include "controller/config/command_line.h"

#include <fmt/format.h>
#include <toml++/toml.h>

#include <CLI/CLI.hpp>
#include <array>
#include <sstream>
#include <stdexcept>
#include <string_view>

#include "controller/config/host_names.h"

namespace controller {

namespace {

constexpr std::array known{"data",      "drill", "address", "console-port", "device-port",
                           "link-port", "host",  "web",     "log-level"};

std::vector<std::string> texts(const std::string& file, std::string_view key,
                               const toml::node& node) {
  if (const auto* list = node.as_array()) {
    std::vector<std::string> out;
    for (const auto& one : *list) {
      for (auto& text : texts(file, key, one)) out.push_back(std::move(text));
    }
    return out;
  }
  if (const auto text = node.value_exact<std::string>()) return {*text};
  if (const auto number = node.value_exact<std::int64_t>()) return {std::to_string(*number)};
  throw std::runtime_error(fmt::format("{}:{}: {} must be a text or a whole number", file,
                                       node.source().begin.line, key));
}

// The file's keys as command line arguments, put in front of the real ones: CLI11 then checks both
// by the same rules.
std::vector<std::string> arguments_of(const std::string& file) {
  toml::table table;
  try {
    table = toml::parse_file(file);
  } catch (const toml::parse_error& error) {
    throw std::runtime_error(
        fmt::format("{}:{}: {}", file, error.source().begin.line, error.description()));
  }
  std::vector<std::string> out;
  for (const auto& [key, node] : table) {
    const std::string_view name = key.str();
    if (std::ranges::find(known, name) == known.end()) {
      throw std::runtime_error(
          fmt::format("{}:{}: unknown key {}", file, node.source().begin.line, name));
    }
    if (const auto flag = node.value_exact<bool>(); flag && name == "drill") {
      out.push_back(*flag ? "--drill=true" : "--drill=false");
      continue;
    }
    for (const auto& text : texts(file, name, node)) {
      out.push_back("--" + std::string(name));
      out.push_back(text);
    }
  }
  return out;
}

struct Options {
  CLI::App app{"vangd: controller of Vang (trung tâm điều khiển Vang)", "vangd"};
  Config config;
  std::string file;
  bool drill = false;

  Options() {
    app.set_version_flag("--version", "vangd 0.1.0");
    const auto last = CLI::MultiOptionPolicy::TakeLast;
    app.add_option("--config", file, "TOML file with these options as keys");
    app.add_option("--data", config.data, "the data directory (made if missing)")
        ->multi_option_policy(last);
    app.add_flag(
        "--drill", drill,
        "a world for drills: its own data directory, everything says DIỄN TẬP (chỉ để diễn tập)");
    app.add_option("--address", config.address, "numeric address to listen on")
        ->multi_option_policy(last);
    app.add_option("--console-port", config.ports.console, "HTTPS for people, 0 = a free one")
        ->multi_option_policy(last);
    app.add_option("--device-port", config.ports.devices, "HTTPS for devices, 0 = a free one")
        ->multi_option_policy(last);
    app.add_option("--link-port", config.ports.link, "the broker, 0 = a free one")
        ->multi_option_policy(last);
    app.add_option("--host", config.hosts, "name or address under which others reach this machine");
    app.add_option("--web", config.web, "the console's built files")->multi_option_policy(last);
    app.add_option("--log-level", config.log_level, "debug, info, warning or error")
        ->check(CLI::IsMember({"debug", "info", "warning", "error"}))
        ->multi_option_policy(last);
  }

  void parse(std::vector<std::string> arguments) {
    std::ranges::reverse(arguments);  // CLI11 takes a vector from its end
    app.parse(arguments);
    config.world = drill ? playlists::World::Drill : playlists::World::Live;
  }
};

CommandLine finish(Config config) {
  if (config.data.empty()) {
    return {std::nullopt, "--data is required: the directory for everything vangd keeps\n", 2};
  }
  config.data = std::filesystem::absolute(config.data);
  if (config.hosts.empty()) config.hosts = own_host_names();
  return {std::move(config), "", 0};
}

CommandLine read(const std::vector<std::string>& given) {
  Options first;
  first.parse(given);
  if (first.file.empty()) return finish(first.config);
  auto all = arguments_of(first.file);
  // Names given on the command line replace the file's, they do not join them.
  if (!first.config.hosts.empty()) {
    for (auto at = std::ranges::find(all, "--host"); at != all.end();
         at = std::ranges::find(all, "--host")) {
      all.erase(at, at + 2);
    }
  }
  all.insert(all.end(), given.begin(), given.end());
  Options both;
  both.parse(all);
  return finish(both.config);
}

}  // namespace

CommandLine read_command_line(int count, const char* const* arguments) {
  Options texts_of_help;
  try {
    return read({arguments + 1, arguments + count});
  } catch (const CLI::ParseError& error) {
    std::ostringstream out, errors;
    const int code = texts_of_help.app.exit(error, out, errors);
    return {std::nullopt, out.str() + errors.str(), code == 0 ? 0 : 2};
  } catch (const std::runtime_error& error) {
    return {std::nullopt, std::string(error.what()) + "\n", 2};
  }
}

}  // namespace controller
