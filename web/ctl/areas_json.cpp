#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <memory>

#include "protocols/io/durable_file.h"
#include "web/ctl/commands.h"
#include "web/ctl/print_json.h"
#include "web/ctl/session_json.h"

namespace ctl {

namespace {

void add_import(CLI::App& area, Session& session) {
  struct Ask {
    std::string file;
    bool dry_run = false;
  };
  auto ask = std::make_shared<Ask>();
  auto* command = area.add_subcommand(
      "import", "Nhập cây địa bàn từ CSV, tất cả hoặc không gì / import the tree, all or nothing");
  command->add_option("file", ask->file, "tệp CSV / CSV file: code,parent,name,level")->required();
  command->add_flag("--dry-run", ask->dry_run, "chỉ kiểm tra / only check");
  command->callback([ask, &session] {
    const Json report = session.upload("/areas/import", {{"dry_run", ask->dry_run ? "true" : ""}},
                                       "text/csv", protocols::io::read_file(ask->file));
    print_one(session, report, import_line(report));
  });
}

void add_list(CLI::App& area, Session& session) {
  struct Ask {
    std::string parent, text, cursor;
  };
  auto ask = std::make_shared<Ask>();
  auto* command = area.add_subcommand("list", "Danh sách / list");
  command->add_option("--parent", ask->parent, "con của mã này / children of this code");
  command->add_option("--text", ask->text, "tên hoặc mã / in name or code");
  command->add_option("--cursor", ask->cursor, "trang tiếp theo / where the next page begins");
  command->callback([ask, &session] {
    print_list(session,
               session.get("/areas", {{"parent", ask->parent},
                                      {"text", ask->text},
                                      {"cursor", ask->cursor},
                                      {"limit", "500"}}),
               {{"MÃ", "/code"}, {"TÊN", "/name"}, {"CẤP", "/level"}, {"THUỘC", "/parent"}});
  });
}

void add_remove(CLI::App& area, Session& session) {
  auto code = std::make_shared<std::string>();
  auto* command = area.add_subcommand(
      "remove", "Bỏ một địa bàn không còn gì / remove an area that nothing stands in");
  command->add_option("code", *code, "mã địa bàn / area code")->required();
  command->callback([code, &session] {
    session.drop("/areas/" + escaped(*code));
    print_one(session, Json{{"removed", *code}},
              fmt::format("Đã bỏ địa bàn {0} / removed area {0}", *code));
  });
}

}  // namespace

void add_area_commands(CLI::App& app, Session& session) {
  auto* area = app.add_subcommand("area", "Địa bàn / areas");
  area->require_subcommand(1);
  add_import(*area, session);
  add_list(*area, session);
  add_remove(*area, session);
}

}  // namespace ctl
