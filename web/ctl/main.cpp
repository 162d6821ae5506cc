// vangctl: everything from the shell, through the same REST contract as the console.
#include <CLI/CLI.hpp>
#include <exception>
#include <iostream>

#include "web/ctl/commands.h"
#include "web/ctl/failure.h"
#include "web/ctl/session_json.h"

int main(int argc, char** argv) {
  CLI::App app;
  ctl::Settings settings;
  ctl::Session session(settings);
  ctl::add_commands(app, settings, session);

  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : static_cast<int>(ctl::Exit::usage);
  } catch (const ctl::Failure& failure) {
    std::cerr << failure.what() << "\n";
    return static_cast<int>(failure.exit());
  } catch (const std::exception& error) {
    std::cerr << "vangctl: " << error.what() << "\n";
    return static_cast<int>(ctl::Exit::refused);
  }
  return 0;
}
