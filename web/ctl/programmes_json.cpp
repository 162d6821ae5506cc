#include <fmt/core.h>

#include <CLI/CLI.hpp>
#include <chrono>
#include <memory>
#include <string>
#include <vector>

#include "protocols/io/durable_file.h"
#include "web/ctl/changes_json.h"
#include "web/ctl/commands.h"
#include "web/ctl/entry_options_json.h"
#include "web/ctl/failure.h"
#include "web/ctl/print_json.h"
#include "web/ctl/session_json.h"

namespace ctl {

namespace {

std::string path_of(const std::string& area) {
  return "/areas/" + escaped(area) + "/programme";
}

const std::vector<Column>& entry_columns() {
  static const std::vector<Column> columns{
      {"TÊN", "/title"}, {"LỚP", "/class"}, {"KHI", "/when"}, {"BẢN TIN", "/messages"}};
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

// What a draft is saved with: everything but what the server adds.
Json saved_as(const Json& draft) {
  return {{"entries", draft["entries"]},
          {"valid_from_ms", draft["valid_from_ms"]},
          {"valid_until_ms", draft["valid_until_ms"]},
          {"offline", draft["offline"]}};
}

void add_add(CLI::App& programme, Session& session) {
  auto ask = std::make_shared<EntryAsk>();
  auto* command =
      programme.add_subcommand("add", "Thêm một mục vào bản nháp / add an entry to the draft");
  add_entry_options(*command, *ask);
  command->callback([ask, &session] {
    auto [draft, etag] = session.get_with_etag(path_of(ask->area));
    draft["entries"].push_back(entry_of(*ask));
    const Json saved = session.send("PUT", path_of(ask->area), saved_as(draft), etag);
    print_one(session, saved, fmt::format("{} mục / entries", saved.at("entries").size()));
  });
}

void add_offline(CLI::App& programme, Session& session) {
  struct Ask {
    std::string area, filler;
    int days = 0;
  };
  auto ask = std::make_shared<Ask>();
  auto* command = programme.add_subcommand(
      "offline", "Thiết bị mất liên lạc lâu thì sao / what devices do that lost the link for long");
  command->add_option("area", ask->area, "mã địa bàn / area code")->required();
  command
      ->add_option("--days", ask->days,
                   "sau số ngày này thôi theo lịch; 0 = vẫn theo lịch / after so many days the "
                   "programme rests; 0 = never")
      ->check(CLI::Range(0, 3650))
      ->required();
  command->add_option(
      "--filler", ask->filler,
      "bản tin phát thay, không có thì im lặng / message that plays instead; none = "
      "silence");
  command->callback([ask, &session] {
    auto [draft, etag] = session.get_with_etag(path_of(ask->area));
    draft["offline"] = {{"days", ask->days}, {"filler", ask->filler}};
    const Json saved = session.send("PUT", path_of(ask->area), saved_as(draft), etag);
    print_one(session, saved, saved.at("offline").dump());
  });
}

void add_next(CLI::App& programme, Session& session) {
  struct Ask {
    std::string area;
    int each = 1;
    bool published = false;
  };
  auto ask = std::make_shared<Ask>();
  auto* command =
      programme.add_subcommand("next", "Các lần phát tới / when the entries are due next");
  command->add_option("area", ask->area, "mã địa bàn / area code")->required();
  command->add_option("--each", ask->each, "số lần của mỗi mục / how many of each entry")
      ->check(CLI::Range(1, 10));
  command->add_flag("--published", ask->published,
                    "của bản đã công bố / of the published version, not of the draft");
  command->callback([ask, &session] {
    const auto now = std::chrono::duration_cast<std::chrono::milliseconds>(
        std::chrono::system_clock::now().time_since_epoch());
    const Json found =
        session.get(path_of(ask->area) + "/next", {{"from_ms", std::to_string(now.count())},
                                                   {"each", std::to_string(ask->each)},
                                                   {"of", ask->published ? "published" : "draft"}});
    print_list(session, session.as_json() ? found : found.at("occurrences"),
               {{"MỤC", "/entry"}, {"TỪ", "/start_ms"}, {"ĐẾN", "/end_ms"}});
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
  add_offline(*programme, session);
  add_next(*programme, session);
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
