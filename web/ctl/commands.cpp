#include "web/ctl/commands.h"

#include <CLI/CLI.hpp>

#include "web/ctl/session_json.h"

namespace ctl {

void add_commands(CLI::App& app, Settings& settings, Session& session) {
  app.description("vangctl: điều khiển Vang từ dòng lệnh / control Vang from the shell");
  app.set_help_flag("-h,--help", "in hướng dẫn này rồi thôi / print this help and exit");
  app.add_option("--server", settings.server, "https://máy chủ:8443 / the server");
  app.add_option("--ca", settings.ca, "chứng thư gốc PEM / CA certificate");
  app.add_option("--data", settings.data,
                 "thư mục dữ liệu của vangd trên máy này / data folder of a vangd on this machine");
  app.add_option("--token-file", settings.token_file,
                 "nơi giữ phiên đăng nhập / where the sign-in is kept");
  app.add_flag("--json", settings.json, "in câu trả lời của máy chủ / print the server's answer");
  app.require_subcommand(1);
  add_access_commands(app, session);
  add_area_commands(app, session);
  add_device_commands(app, session);
  add_clip_commands(app, session);
  add_message_commands(app, session);
  add_programme_commands(app, session);
  add_order_commands(app, session);
  add_record_commands(app, session);
  add_document_commands(app, session);
  add_certificate_commands(app, session);
  add_speech_commands(app);
}

}  // namespace ctl
