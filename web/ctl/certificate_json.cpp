#include <fmt/core.h>

#include <CLI/CLI.hpp>
#include <memory>

#include "protocols/io/durable_file.h"
#include "web/ctl/commands.h"
#include "web/ctl/print_json.h"
#include "web/ctl/session_json.h"

namespace ctl {

namespace {

const std::string path = "/service/certificate";

std::string lines_of(const Json& certificate) {
  std::string names;
  for (const auto& name : certificate.at("names")) names += " " + name.get<std::string>();
  return fmt::format(
      "{}\nchủ / subject:       {}\ncấp bởi / issuer:    {}\ntên / names:        {}\n"
      "đến / until:         {}\nSHA-256:             {}\nCA Vang, SHA-256:    {}",
      certificate.at("own_ca").get<bool>() ? "Chứng thư của CA Vang / the own CA's"
                                           : "Chứng thư nhập vào / imported",
      cell(certificate, "/subject"), cell(certificate, "/issuer"), names,
      cell(certificate, "/not_after_ms"), cell(certificate, "/sha256"),
      cell(certificate, "/ca_sha256"));
}

}  // namespace

void add_certificate_commands(CLI::App& app, Session& session) {
  struct Ask {
    std::string chain, key;
  };
  auto ask = std::make_shared<Ask>();
  auto* group =
      app.add_subcommand("certificate", "Chứng thư mà trình duyệt thấy / the one browsers see");
  group->require_subcommand(1);
  const auto print = [&session](const Json& got) { print_one(session, got, lines_of(got)); };
  group->add_subcommand("show", "Đang dùng / in use")->callback([&session, print] {
    print(session.get(path));
  });
  auto* import = group->add_subcommand(
      "import", "Dùng chứng thư của nơi cấp khác / use one of another authority");
  import->add_option("--chain", ask->chain, "tệp PEM: chứng thư máy chủ trước / server's first")
      ->required();
  import->add_option("--key", ask->key, "tệp khóa PEM không mật khẩu / key without a passphrase")
      ->required();
  import->callback([ask, &session, print] {
    print(session.send("PUT", path,
                       {{"chain_pem", protocols::io::read_file(ask->chain)},
                        {"key_pem", protocols::io::read_file(ask->key)}},
                       {}));
  });
  group->add_subcommand("drop", "Về chứng thư của CA Vang / back to the own CA's")
      ->callback([&session, print] { print(session.send("DELETE", path, Json(), {})); });
}

}  // namespace ctl
