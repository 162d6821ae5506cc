#include <fmt/core.h>

#include <CLI/CLI.hpp>
#include <memory>
#include <thread>

#include "web/ctl/commands.h"
#include "web/ctl/print_json.h"
#include "web/ctl/session_json.h"

namespace ctl {

namespace {

void add_plays(CLI::App& app, Session& session) {
  struct Ask {
    std::string device, area, item, message, cursor, limit = "100";
  };
  auto ask = std::make_shared<Ask>();
  auto* command = app.add_subcommand("plays", "Lượt phát đã thật sự ra / what really came out");
  command->add_option("--device", ask->device, "mã thiết bị / device id");
  command->add_option("--area", ask->area, "mã địa bàn / area code");
  command->add_option("--item", ask->item, "mã mục lịch hoặc lệnh / entry or order id");
  command->add_option("--message", ask->message, "mã bản tin / message hash");
  command->add_option("--cursor", ask->cursor, "trang tiếp theo / where the next page begins");
  command->add_option("--limit", ask->limit, "số dòng một trang / lines of a page");
  command->callback([ask, &session] {
    const Json page = session.get("/plays", {{"device", ask->device},
                                             {"area", ask->area},
                                             {"item", ask->item},
                                             {"message", ask->message},
                                             {"cursor", ask->cursor},
                                             {"limit", ask->limit}});
    print_list(session, page,
               {{"LÚC", "/start_ms"},
                {"THIẾT BỊ", "/device"},
                {"TÊN", "/item/title"},
                {"KẾT QUẢ", "/outcome"},
                {"LÝ DO", "/reason"},
                {"LƯỢNG", "/amount"},
                {"DBFS", "/level_dbfs"}});
  });
}

void add_now(CLI::App& app, Session& session) {
  struct Ask {
    std::string device, area;
    bool watch = false;
  };
  auto ask = std::make_shared<Ask>();
  auto* command = app.add_subcommand("now", "Đang phát gì, ở đâu / what plays where now");
  command->add_option("--device", ask->device, "chỉ thiết bị này / this one");
  command->add_option("--area", ask->area, "mã địa bàn / area code");
  command->add_flag("--watch", ask->watch, "hỏi lại mỗi 2 giây / every 2 s");
  command->callback([ask, &session] {
    do {
      if (!ask->device.empty()) {
        const Json one = session.get("/devices/" + escaped(ask->device) + "/now");
        print_one(session, one, one.dump(2));
      } else {
        print_list(session, session.get("/now", {{"area", ask->area}}),
                   {{"THIẾT BỊ", "/name"},
                    {"LIÊN LẠC", "/link"},
                    {"PHÁT", "/outputs/0/item/title"},
                    {"TRẠNG THÁI", "/outputs/0/state"},
                    {"TỪ", "/since_ms"}});
      }
      if (ask->watch) std::this_thread::sleep_for(std::chrono::seconds(2));
    } while (ask->watch);
  });
}

void add_audit(CLI::App& app, Session& session) {
  auto cursor = std::make_shared<std::string>();
  auto* command = app.add_subcommand("audit", "Ai đã làm gì / who did what");
  command->add_option("--cursor", *cursor, "trang tiếp theo / where the next page begins");
  command->callback([cursor, &session] {
    print_list(session, session.get("/audit", {{"cursor", *cursor}}),
               {{"LÚC", "/at_ms"},
                {"NGƯỜI", "/name"},
                {"VIỆC", "/act"},
                {"ĐỐI TƯỢNG", "/object"},
                {"CHI TIẾT", "/detail"}});
  });
}

}  // namespace

void add_record_commands(CLI::App& app, Session& session) {
  add_plays(app, session);
  add_now(app, session);
  add_audit(app, session);
  app.add_subcommand("health", "Trung tâm có chạy tốt không / is the centre well?")
      ->callback([&session] {
        const Json answer = session.get("/healthz");
        const bool drill = answer.at("world") == "drill";
        print_one(session, answer,
                  std::string(answer.at("ok").get<bool>() ? "Tốt / well" : "Không tốt / not well") +
                      (drill ? " · DIỄN TẬP / DRILL" : ""));
      });
  app.add_subcommand("service", "Phiên bản, đồng hồ, các bộ phận / version, clock, parts")
      ->callback([&session] {
        const Json answer = session.get("/service");
        print_one(session, answer, answer.dump(2));
      });
}

}  // namespace ctl
