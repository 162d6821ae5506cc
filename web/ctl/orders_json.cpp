#include <fmt/core.h>

#include <CLI/CLI.hpp>
#include <iostream>
#include <memory>
#include <thread>

#include "protocols/io/durable_file.h"
#include "web/ctl/commands.h"
#include "web/ctl/failure.h"
#include "web/ctl/playing_options.h"
#include "web/ctl/print_json.h"
#include "web/ctl/session_json.h"
#include "web/ctl/signing_json.h"

namespace ctl {

namespace {

std::string counts_text(const Json& order) {
  const auto& counts = order.at("counts");
  return fmt::format(
      "{0}: nhận {1}/{2}, bắt đầu {3}, xong {4}, từ chối {5}, im lặng {6} / received {1} of {2}, "
      "started {3}, finished {4}, "
      "refused {5}, silent {6}",
      order.at("id").get<std::string>(), counts["received"].dump(), counts["devices"].dump(),
      counts["started"].dump(), counts["finished"].dump(), counts["refused"].dump(),
      counts["silent"].dump());
}

// Right after sending nobody can have answered: no counts yet.
std::string sent_text(const Json& order) {
  return fmt::format(
      "đã gửi tới {0} thiết bị; xem: vangctl order show {1} / sent to {0} devices; follow with: "
      "vangctl order show {1}",
      order.at("counts").at("devices").dump(), order.at("id").get<std::string>());
}

// The scope card: what is about to happen, from the server's own count.
void print_scope(const Json& prepared) {
  const auto& scope = prepared.at("scope");
  std::cerr << fmt::format(
      "{0} thiết bị ({1} đang nghe), {2} bảng, {3} loa; cắt ngang {4} / {0} devices ({1} "
      "reachable), {2} boards, {3} loudspeakers; "
      "interrupts {4}\n",
      scope["devices"].dump(), scope["reachable"].dump(), scope["pictures"].dump(),
      scope["sounds"].dump(), scope["interrupts_total"].dump());
  if (const auto behind = scope.at("waits_behind").size(); behind > 0) {
    std::cerr << fmt::format(
        "  phát sau {0} lệnh ngang hoặc trên cấp đang chạy / plays after {0} of the same or a "
        "higher "
        "rank\n",
        behind);
  }
  if (const int late = scope.at("too_late").get<int>(); late > 0) {
    std::cerr << fmt::format(
        "  busy: {0} thiết bị bận phát lệnh ngang hoặc trên cấp cho đến khi quá giờ bắt đầu, nên "
        "sẽ "
        "từ chối lệnh này / {0} devices are busy with announcements of the same or a higher rank "
        "until it may start no more, and will refuse it\n",
        late);
  }
  for (const auto& note : prepared.at("notes")) {
    std::cerr << fmt::format("  {}: {} / {}\n", note.value("code", ""), note.value("vi", ""),
                             note.value("en", ""));
  }
}

Json prepare_sign_send(Session& session, const Json& body, const std::string& key) {
  const Json prepared = session.post("/orders/prepare", body);
  print_scope(prepared);
  return session.post_once("/orders", signed_payload(prepared, "vang-order", key));
}

bool settled(const Json& order) {
  const auto& state = order.at("state");
  return state == "finished" || state == "stopped" || state == "expired";
}

Json wait_until_settled(Session& session, Json order) {
  const auto path = "/orders/" + order.at("id").get<std::string>();
  std::string said;
  while (!settled(order)) {
    std::this_thread::sleep_for(std::chrono::milliseconds(500));
    order = session.get(path);
    auto text = counts_text(order);
    if (text != said && !settled(order)) std::cerr << text << std::endl;
    said = std::move(text);
  }
  return order;
}

void add_announce(CLI::App& app, Session& session) {
  struct Ask {
    std::string text, file, clip, title, cls = "priority", key;
    std::vector<std::string> areas, outputs, tags;
    int repeat = 1, start_within = 0;
    double volume_db = 0;
    bool here_only = false, no_chime = false, card_only = false, wait = false, only_prepare = false;
  };
  auto ask = std::make_shared<Ask>();
  auto* command =
      app.add_subcommand("announce", "Phát thông báo ngay / announce now: prepare, sign, send");
  command->add_option("--text", ask->text, "lời đọc / what to say");
  command->add_option("--file", ask->file, "lời đọc trong tệp chữ / what to say, from a text file");
  command->add_option("--clip", ask->clip,
                      "tiếng của clip này thay cho lời đọc / this clip's sound instead of speech");
  command->add_option("--title", ask->title, "tiêu đề thông báo / title")->required();
  command->add_option("--class", ask->cls, "mức khẩn / class")
      ->check(CLI::IsMember({"priority", "emergency"}));
  command->add_option("--area", ask->areas, "mã địa bàn / area code")->required();
  add_output_options(*command, *ask);
  command->add_option("--tag", ask->tags, "chỉ thiết bị có nhãn này / only devices with this tag");
  command->add_flag("--here-only", ask->here_only,
                    "không gồm địa bàn bên dưới / not the areas below");
  command->add_flag("--no-chime", ask->no_chime, "không phát nhạc hiệu / no chime before it");
  command->add_flag("--card-only", ask->card_only, "chỉ hiện chữ / no speech");
  command
      ->add_option("--start-within", ask->start_within,
                   "giây; thiết bị bận lâu hơn thì từ chối; mặc định 600 / seconds; a device that "
                   "is busy for longer refuses it; default 600")
      ->check(CLI::Range(1, 600));
  command->add_flag("--only-prepare", ask->only_prepare,
                    "chỉ xem phạm vi / show the scope, send nothing");
  command->add_flag("--wait", ask->wait, "đợi đến khi xong / until it is over");
  command->add_option("--key", ask->key, "tệp khóa ký / key file")->required();
  command->callback([ask, &session] {
    if (!ask->file.empty()) ask->text = protocols::io::read_file(ask->file);
    if (ask->text.empty() && ask->clip.empty()) {
      throw Failure(Exit::usage, "Cần --text, --file hoặc --clip\nGive --text, --file or --clip");
    }
    Json body{
        {"kind", "announce"},          {"class", ask->cls},       {"title", ask->title},
        {"text", ask->text},           {"areas", ask->areas},     {"below", !ask->here_only},
        {"outputs", ask->outputs},     {"tags", ask->tags},       {"repeat", ask->repeat},
        {"volume_db", ask->volume_db}, {"chime", !ask->no_chime}, {"speech", !ask->card_only}};
    if (!ask->clip.empty()) body["clip"] = ask->clip;
    if (ask->start_within > 0) body["start_window_ms"] = ask->start_within * 1000;
    if (ask->only_prepare) {
      const Json prepared = session.post("/orders/prepare", body);
      print_scope(prepared);
      print_one(session, prepared, prepared.at("spoken").get<std::string>());
      return;
    }
    Json order = prepare_sign_send(session, body, ask->key);
    if (!ask->wait) return print_one(session, order, sent_text(order));
    order = wait_until_settled(session, std::move(order));
    print_one(session, order, counts_text(order));
  });
}

void add_stop(CLI::App& app, Session& session) {
  struct Ask {
    std::vector<std::string> orders, areas;
    std::string key;
    bool all = false;
  };
  auto ask = std::make_shared<Ask>();
  auto* command = app.add_subcommand("stop", "Dừng / stop orders");
  command->add_option("order", ask->orders, "mã lệnh / order ids");
  command->add_flag("--all", ask->all,
                    "mọi thông báo trong địa bàn / every announcement in the areas");
  command->add_option("--area", ask->areas, "mã địa bàn / area code")->required();
  command->add_option("--key", ask->key, "tệp khóa ký / key file")->required();
  command->callback([ask, &session] {
    if (ask->orders.empty() == !ask->all) {
      throw Failure(Exit::usage, "Cần mã lệnh hoặc --all\nGive order ids or --all");
    }
    const Json body{{"kind", "stop"},
                    {"areas", ask->areas},
                    {"stops", ask->all ? std::vector<std::string>{"*"} : ask->orders}};
    const Json order = prepare_sign_send(session, body, ask->key);
    print_one(session, order, sent_text(order));
  });
}

void add_sound(CLI::App& order, Session& session) {
  struct What {
    std::string hash, file;
  };
  auto what = std::make_shared<What>();
  auto* command = order.add_subcommand(
      "sound", "Nghe trước: lưu tiếng của lệnh / what loudspeakers put out, as a WAV file");
  command->add_option("hash", what->hash, "hash của lệnh / hash of the order")->required();
  command->add_option("file", what->file, "tệp WAV sẽ ghi / WAV file to write")->required();
  command->callback([what, &session] {
    keep_file(session, what->file,
              session.bytes("/orders/" + escaped(what->hash) + "/preview/sound.wav"));
  });
}

}  // namespace

void add_order_commands(CLI::App& app, Session& session) {
  add_announce(app, session);
  add_stop(app, session);
  auto* order = app.add_subcommand("order", "Lệnh / orders");
  order->require_subcommand(1);
  auto id = std::make_shared<std::string>();
  auto* show = order->add_subcommand(
      "show", "Một lệnh với biên nhận của từng thiết bị / one, with each device's receipts");
  show->add_option("id", *id, "mã lệnh / order id")->required();
  show->callback([id, &session] {
    const Json found = session.get("/orders/" + escaped(*id));
    if (!session.as_json()) fmt::print("{}\n", counts_text(found));
    print_list(session, found,
               {{"THIẾT BỊ", "/name"},
                {"ĐẾN ĐÂU", "/stage"},
                {"LÝ DO", "/reason"},
                {"TRỄ MS", "/late_ms"}});
  });
  add_sound(*order, session);
  auto open = std::make_shared<bool>(false);
  auto* list = order->add_subcommand("list", "Danh sách / list");
  list->add_flag("--open", *open, "chỉ lệnh còn hiệu lực / only those that may still sound");
  list->callback([open, &session] {
    print_list(session, session.get("/orders", {{"open", *open ? "true" : ""}}),
               {{"MÃ", "/id"},
                {"TÊN", "/title"},
                {"LỚP", "/class"},
                {"TRẠNG THÁI", "/state"},
                {"GỬI", "/sent_ms"},
                {"NGƯỜI", "/by"}});
  });
}

}  // namespace ctl
