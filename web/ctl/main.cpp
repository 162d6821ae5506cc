// vangctl: everything from the shell, through the same REST contract as the console.
#include <CLI/CLI.hpp>
#include <exception>
#include <iostream>

#include "web/ctl/commands.h"
#include "web/ctl/failure.h"
#include "web/ctl/session_json.h"

int main(int argc, char** argv) {
  CLI::App app("vangctl: điều khiển Vang từ dòng lệnh / control Vang from the shell");
  ctl::Settings settings;
  app.add_option("--server", settings.server, "https://máy chủ:8443 / the server");
  app.add_option("--ca", settings.ca, "chứng thư gốc PEM / CA certificate");
  app.add_option("--data", settings.data,
                 "thư mục dữ liệu của vangd trên máy này / data folder of a vangd on this machine");
  app.add_option("--token-file", settings.token_file,
                 "nơi giữ phiên đăng nhập / where the sign-in is kept");
  app.add_flag("--json", settings.json, "in câu trả lời của máy chủ / print the server's answer");
  app.require_subcommand(1);

  ctl::Session session(settings);
  ctl::add_access_commands(app, session);
  ctl::add_area_commands(app, session);
  ctl::add_device_commands(app, session);
  ctl::add_clip_commands(app, session);
  ctl::add_message_commands(app, session);
  ctl::add_programme_commands(app, session);
  ctl::add_order_commands(app, session);
  ctl::add_record_commands(app, session);
  ctl::add_document_commands(app, session);
  ctl::add_speech_commands(app);

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
