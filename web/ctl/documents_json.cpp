#include <fmt/core.h>

#include <CLI/CLI.hpp>
#include <filesystem>
#include <memory>

#include "protocols/io/durable_file.h"
#include "web/ctl/commands.h"
#include "web/ctl/print_json.h"
#include "web/ctl/session_json.h"

namespace ctl {

namespace {

// documents/<typ>-<number>-<start of hash>.jws, one compact JWS a file, and keys.json.
std::size_t export_all(Session& session, const std::filesystem::path& folder) {
  std::filesystem::create_directories(folder);
  std::size_t count = 0;
  std::string cursor;
  do {
    const Json page = session.get("/documents", {{"limit", "500"}, {"cursor", cursor}});
    for (const auto& document : page.at("items")) {
      const auto name =
          fmt::format("{:06}-{}-{}.jws", ++count, document.at("typ").get<std::string>(),
                      document.at("hash").get<std::string>().substr(0, 12));
      protocols::io::write_durably(folder / name, document.at("jws").get<std::string>());
    }
    cursor = page.at("next").get<std::string>();
  } while (!cursor.empty());
  protocols::io::write_durably(folder / "keys.json",
                               session.get("/documents/keys.json").dump(1) + "\n");
  return count;
}

}  // namespace

void add_document_commands(CLI::App& app, Session& session) {
  auto* documents = app.add_subcommand("documents", "Văn bản đã ký / signed documents");
  documents->require_subcommand(1);
  auto folder = std::make_shared<std::string>();
  auto* command = documents->add_subcommand(
      "export", "Ghi mọi văn bản và khóa công khai / write them all and the public keys");
  command->add_option("folder", *folder, "thư mục / folder")->required();
  command->callback([folder, &session] {
    const auto count = export_all(session, *folder);
    print_one(session, {{"documents", count}}, fmt::format("{0} văn bản / {0} documents", count));
  });
}

}  // namespace ctl
