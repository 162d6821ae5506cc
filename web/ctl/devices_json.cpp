#include <fmt/core.h>

#include <CLI/CLI.hpp>
#include <memory>

#include "protocols/io/durable_file.h"
#include "web/ctl/commands.h"
#include "web/ctl/print_json.h"
#include "web/ctl/session_json.h"
#include "web/ctl/terminal_qr.h"

namespace ctl {

namespace {

void add_token(CLI::App& device, Session& session) {
  struct Ask {
    std::string id, name, area, profile, site, site_name;
    std::vector<std::string> tags, addresses;
    bool qr = false;
  };
  auto ask = std::make_shared<Ask>();
  auto* command = device.add_subcommand(
      "token", "Chuỗi ghi danh dùng một lần, 24 giờ / one-use enrolment string, 24 h");
  command->add_option("--id", ask->id, "mã thiết bị / id: a-z 0-9 -")->required();
  command->add_option("--name", ask->name, "tên gọi / name")->required();
  command->add_option("--area", ask->area, "mã địa bàn / area code")->required();
  command
      ->add_option("--profile", ask->profile,
                   "loại thiết bị / kind of device: led-192x96, led-320x160, loa-48k")
      ->required();
  command->add_option("--site", ask->site,
                      "mã điểm; mặc định là mã thiết bị / site id; default the device's id");
  command->add_option("--site-name", ask->site_name,
                      "tên điểm; mặc định là tên thiết bị / site name; default the name");
  command->add_option("--tag", ask->tags, "nhãn của thiết bị / tag of the device");
  command->add_option("--address", ask->addresses,
                      "thiết bị tới trung tâm bằng địa chỉ này / how it reaches the centre: "
                      "https://host:port, tls://host:port");
  command->add_flag("--qr", ask->qr, "in mã QR / print the QR");
  command->callback([ask, &session] {
    const std::string site = ask->site.empty() ? ask->id : ask->site;
    Json body{
        {"id", ask->id},
        {"name", ask->name},
        {"area", ask->area},
        {"profile", ask->profile},
        {"site", {{"id", site}, {"name", ask->site_name.empty() ? ask->name : ask->site_name}}},
        {"tags", ask->tags}};
    if (!ask->addresses.empty()) body["addresses"] = ask->addresses;
    const Json token = session.post("/device-tokens", body);
    const auto enrolment = token.at("enrolment").get<std::string>();
    print_one(session, token, enrolment + (ask->qr ? "\n" + terminal_qr(enrolment) : ""));
  });
}

void add_list(CLI::App& device, Session& session) {
  struct Ask {
    std::string area, text, sort, state, cursor, limit = "100";
  };
  auto ask = std::make_shared<Ask>();
  auto* list = device.add_subcommand("list", "Danh sách / list");
  list->add_option("--area", ask->area, "mã địa bàn / area code");
  list->add_option("--text", ask->text, "tên hoặc mã có chữ này / in name or id");
  list->add_option("--sort", ask->sort,
                   "xếp theo, dấu - là ngược lại / order, - turns it round: id, name, area");
  list->add_option("--state", ask->state,
                   "đang thế nào / what it does now: error, offline, never, playing, idle");
  list->add_option("--cursor", ask->cursor, "trang tiếp theo / where the next page begins");
  list->add_option("--limit", ask->limit, "số dòng một trang / lines of a page");
  list->callback([ask, &session] {
    print_list(session,
               session.get("/devices", {{"area", ask->area},
                                        {"text", ask->text},
                                        {"sort", ask->sort},
                                        {"state", ask->state},
                                        {"cursor", ask->cursor},
                                        {"limit", ask->limit}}),
               {{"MÃ", "/id"},
                {"TÊN", "/name"},
                {"ĐỊA BÀN", "/area"},
                {"LOẠI", "/profile/name"},
                {"GHI DANH", "/enrolled_ms"}});
  });
}

void add_one(CLI::App& device, Session& session) {
  auto id = std::make_shared<std::string>();
  auto* show = device.add_subcommand("show", "Một thiết bị / one device");
  show->add_option("id", *id, "mã thiết bị / device id")->required();
  show->callback([id, &session] {
    const Json found = session.get("/devices/" + escaped(*id));
    print_one(session, found, found.dump(2));
  });
  auto* retire =
      device.add_subcommand("retire", "Ngừng dùng / end its credentials; its history stays");
  retire->add_option("id", *id, "mã thiết bị / device id")->required();
  retire->callback([id, &session] {
    print_one(session, session.post("/devices/" + escaped(*id) + "/retire", Json::object()),
              "Đã ngừng / retired " + *id);
  });
}

void add_import(CLI::App& device, Session& session) {
  struct Ask {
    std::string file;
    bool dry_run = false;
  };
  auto ask = std::make_shared<Ask>();
  auto* command = device.add_subcommand(
      "import",
      "Nhập thiết bị từ CSV, tất cả hoặc không gì / register devices from CSV, all or nothing");
  command
      ->add_option("file", ask->file,
                   "tệp CSV / CSV file: id,name,area,profile,site,site_name[,tags][,zone]")
      ->required();
  command->add_flag("--dry-run", ask->dry_run, "chỉ kiểm tra / only check");
  command->callback([ask, &session] {
    const Json report = session.upload("/devices/import", {{"dry_run", ask->dry_run ? "true" : ""}},
                                       "text/csv", protocols::io::read_file(ask->file));
    print_one(session, report, import_line(report));
  });
}

void add_move(CLI::App& device, Session& session) {
  struct Ask {
    std::string id, name, area;
  };
  auto ask = std::make_shared<Ask>();
  auto* command = device.add_subcommand("place", "Đổi tên, chuyển địa bàn / rename, move");
  command->add_option("id", ask->id, "mã thiết bị / device id")->required();
  command->add_option("--name", ask->name, "tên mới / new name");
  command->add_option("--area", ask->area, "mã địa bàn / area code");
  command->callback([ask, &session] {
    const auto path = "/devices/" + escaped(ask->id);
    Json change = Json::object();
    if (!ask->name.empty()) change["name"] = ask->name;
    if (!ask->area.empty()) change["area"] = ask->area;
    print_one(session, session.send("PATCH", path, change, session.get_with_etag(path).second),
              "Đã đổi / changed " + ask->id);
  });
}

}  // namespace

void add_device_commands(CLI::App& app, Session& session) {
  auto* device = app.add_subcommand("device", "Thiết bị / devices");
  device->require_subcommand(1);
  add_token(*device, session);
  add_import(*device, session);
  add_list(*device, session);
  add_one(*device, session);
  add_move(*device, session);
}

}  // namespace ctl
