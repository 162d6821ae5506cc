#include <fmt/core.h>

#include <CLI/CLI.hpp>
#include <memory>

#include "protocols/io/durable_file.h"
#include "web/ctl/changes_json.h"
#include "web/ctl/commands.h"
#include "web/ctl/failure.h"
#include "web/ctl/playing_options.h"
#include "web/ctl/print_json.h"
#include "web/ctl/session_json.h"

namespace ctl {

namespace {

std::string path_of(const std::string& area) {
  return "/areas/" + escaped(area) + "/programme";
}

const std::vector<Column>& entry_columns() {
  static const std::vector<Column> columns{
      {"TÊN", "/title"}, {"LỚP", "/class"}, {"KHI", "/when"}, {"BẢN TIN", "/message"}};
  return columns;
}

Json from_file(const std::string& file) {
  Json body = Json::parse(protocols::io::read_file(file), nullptr, false);
  if (body.is_array()) body = {{"entries", body}};
  if (!body.is_object() || !body.contains("entries")) {
    throw Failure(
        Exit::refused,
        fmt::format("{0} không phải JSON có \"entries\"\n{0} is not JSON with \"entries\"", file));
  }
  return body;
}

void add_set(CLI::App& programme, Session& session) {
  struct Ask {
    std::string area, file;
  };
  auto ask = std::make_shared<Ask>();
  auto* command = programme.add_subcommand(
      "set", "Thay bản nháp bằng tệp JSON / replace the draft by a JSON file");
  command->add_option("area", ask->area, "mã địa bàn / area code")->required();
  command
      ->add_option("file", ask->file, "tệp JSON / JSON file: {\"entries\":[…]}, docs/documents.md")
      ->required();
  command->callback([ask, &session] {
    const auto etag = session.get_with_etag(path_of(ask->area)).second;
    const Json draft = session.send("PUT", path_of(ask->area), from_file(ask->file), etag);
    print_one(session, draft, fmt::format("{} mục / entries", draft.at("entries").size()));
  });
}

struct EntryAsk {
  std::string area, message, title, cls = "routine", from, until, window, resume = "continue";
  std::vector<std::string> days, times, outputs, tags;
  int repeat = 1;
  double volume_db = 0;
  bool once = false;
};

Json when_of(const EntryAsk& ask) {
  Json when{{"freq", ask.once           ? "once"
                     : ask.days.empty() ? "daily"
                                        : "weekly"},
            {"from", ask.from}};
  if (!ask.days.empty()) when["days"] = ask.days;
  if (!ask.times.empty()) when["times"] = ask.times;
  if (!ask.until.empty()) when["until"] = ask.until;
  if (const auto dash = ask.window.find('-'); dash != std::string::npos) {
    when["window"] = {{"start", ask.window.substr(0, dash)}, {"end", ask.window.substr(dash + 1)}};
  }
  return when;
}

Json entry_of(const EntryAsk& ask) {
  return {{"title", ask.title},         {"class", ask.cls},     {"message", ask.message},
          {"repeat", ask.repeat},       {"resume", ask.resume}, {"outputs", ask.outputs},
          {"volume_db", ask.volume_db}, {"tags", ask.tags},     {"when", when_of(ask)}};
}

void add_when_options(CLI::App& command, EntryAsk& ask) {
  command.add_option("--from", ask.from, "ngày đầu / first day: YYYY-MM-DD")->required();
  command.add_option("--until", ask.until, "ngày cuối / last day: YYYY-MM-DD");
  command.add_option("--time", ask.times, "giờ phát / when it starts: HH:MM:SS");
  command.add_option("--day", ask.days, "mo tu we th fr sa su: hằng tuần / weekly");
  command.add_flag("--once", ask.once, "chỉ ngày --from / only on --from");
  command.add_option("--window", ask.window,
                     "HH:MM:SS-HH:MM:SS: lặp suốt khoảng này / loops all through it");
}

void add_add(CLI::App& programme, Session& session) {
  auto ask = std::make_shared<EntryAsk>();
  auto* command =
      programme.add_subcommand("add", "Thêm một mục vào bản nháp / add an entry to the draft");
  command->add_option("area", ask->area, "mã địa bàn / area code")->required();
  command->add_option("--message", ask->message, "mã bản tin / message hash")->required();
  command->add_option("--title", ask->title, "tên mục lịch / title")->required();
  command->add_option("--class", ask->cls, "lớp / class")
      ->check(CLI::IsMember({"background", "routine", "priority"}));
  add_when_options(*command, *ask);
  add_playing_options(*command, *ask);
  command->add_option("--resume", ask->resume, "sau khi bị ngắt / after an interruption")
      ->check(CLI::IsMember({"continue", "restart", "drop"}));
  command->callback([ask, &session] {
    auto [draft, etag] = session.get_with_etag(path_of(ask->area));
    draft["entries"].push_back(entry_of(*ask));
    const Json saved = session.send(
        "PUT", path_of(ask->area),
        {{"entries", draft["entries"]}, {"valid_until_ms", draft["valid_until_ms"]}}, etag);
    print_one(session, saved, fmt::format("{} mục / entries", saved.at("entries").size()));
  });
}

void add_changes(CLI::App& programme, Session& session) {
  auto area = std::make_shared<std::string>();
  auto* command = programme.add_subcommand(
      "changes", "Công bố sẽ đổi những gì / what publishing the draft would change");
  command->add_option("area,--area", *area, "mã địa bàn / area code")->required();
  command->callback([area, &session] {
    const Json changes = session.get(path_of(*area) + "/changes");
    print_one(session, changes, changes_text(changes));
  });
}

}  // namespace

void add_programme_commands(CLI::App& app, Session& session) {
  auto* programme = app.add_subcommand("programme", "Chương trình / programmes");
  programme->require_subcommand(1);
  add_set(*programme, session);
  add_add(*programme, session);
  add_changes(*programme, session);
  auto area = std::make_shared<std::string>();
  auto* show = programme->add_subcommand("show", "Bản nháp / the draft");
  show->add_option("area", *area, "mã địa bàn / area code")->required();
  show->callback([area, &session] {
    const Json draft = session.get(path_of(*area));
    print_list(session, session.as_json() ? draft : draft.at("entries"), entry_columns());
  });
  auto* publish =
      programme->add_subcommand("publish", "Công bố bản nháp / sign and send the draft");
  publish->add_option("area", *area, "mã địa bàn / area code")->required();
  publish->callback([area, &session] {
    const auto etag = session.get_with_etag(path_of(*area)).second;
    const Json published = session.post_once(path_of(*area) + "/publish", Json(), etag);
    print_one(session, published,
              fmt::format("Phiên bản {0}, {1} thiết bị / version {0}, {1} devices",
                          published.at("version").dump(), published.at("devices").dump()));
  });
}

}  // namespace ctl
