#pragma once

#include <optional>
#include <string>

#include "controller/config/config.h"

namespace controller {

/// What the command line comes to: a configuration, or a text to print and the exit code to end
/// with
/// (--help, --version, or what is wrong with it).
struct CommandLine {
  std::optional<Config> config;
  std::string text;
  int exit_code = 0;
};

/// Reads `vangd --data DIR [--config FILE.toml] …`. The file's keys are named as the options
/// (`console-port = 8443`, `host = ["a", "b"]`); an option given on the command line wins over the
/// file. An unknown key is an error that names the file and the line. Total.
CommandLine read_command_line(int count, const char* const* arguments);

}  // namespace controller
