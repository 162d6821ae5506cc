#include <fmt/core.h>

#include <CLI/CLI.hpp>
#include <iostream>
#include <memory>

#include "playlists/messages/messages_file_json.h"
#include "protocols/io/durable_file.h"
#include "web/ctl/commands.h"
#include "web/ctl/failure.h"
#include "web/ctl/print_json.h"
#include "web/ctl/session_json.h"
#include "web/ctl/signing_json.h"

namespace ctl {

namespace {

struct Ask {
  std::string clip, file, id, title, key, highest_class = "priority";
  std::vector<std::string> areas;
  double seconds = 0;
  bool only_prepare = false;
};

std::string both_languages(const std::vector<playlists::Problem>& problems) {
  std::string out;
  for (const auto& problem : problems)
    out += fmt::format("{}: {} / {}\n", problem.code, problem.vi, problem.en);
  return out;
}

playlists::MessageTemplate draft_from(const Ask& ask) {
  const auto file = playlists::parse_messages_file(protocols::io::read_file(ask.file));
  if (!file) throw Failure(Exit::refused, both_languages(file.problems));
  const auto* draft = file->find(ask.id);
  if (draft == nullptr)
    throw Failure(Exit::refused, fmt::format("{0} không có {1}\n{0} has no {1}", ask.file, ask.id));
  auto filled = playlists::fill_in(*draft, file->facts);
  if (!filled) throw Failure(Exit::refused, both_languages(filled.problems));
  return *std::move(filled);
}

Json card_json(const playlists::Card& card) {
  return {{"template", card.template_name},
          {"title", card.title},
          {"lines", card.lines},
          {"steps", card.steps},
          {"url", card.url},
          {"footer", card.footer}};
}

Json message_ask(const Ask& ask) {
  Json body{{"kind", "clip"},
            {"title", ask.title},
            {"highest_class", ask.highest_class},
            {"areas", ask.areas}};
  if (ask.seconds > 0) body["duration_ms"] = static_cast<std::int64_t>(ask.seconds * 1000);
  if (!ask.clip.empty()) {
    body["clip"] = ask.clip;
    return body;
  }
  const auto draft = draft_from(ask);
  const auto card = playlists::card_of(draft);
  body["kind"] = card.template_name;
  if (ask.title.empty()) body["title"] = draft.title;
  body["variants"] =
      Json::array({{{"lang", "vi"}, {"speech", draft.speech}, {"card", card_json(card)}}});
  return body;
}

void print_notes(const Json& prepared) {
  for (const auto& note : prepared.at("notes")) {
    std::cerr << fmt::format("  {}: {} / {}\n", note.value("code", ""), note.value("vi", ""),
                             note.value("en", ""));
  }
}

// Prepare → show → sign → send.
void add_add(CLI::App& message, Session& session) {
  auto ask = std::make_shared<Ask>();
  auto* command = message.add_subcommand(
      "add", "Soạn và duyệt bản tin (chữ ký là sự duyệt) / prepare and approve by signing");
  command->add_option("--clip", ask->clip, "mã clip / clip's SHA-256");
  command->add_option("--template", ask->file,
                      "tệp mẫu bản tin / file of drafts (messages-vi.json)");
  command->add_option("--id", ask->id, "mẫu nào / which draft");
  command->add_option("--title", ask->title, "tên bản tin / title");
  command->add_option("--area", ask->areas, "nơi được dùng / where it may be used")->required();
  command
      ->add_option("--class", ask->highest_class,
                   "lớp cao nhất được dùng / highest class it may be used in")
      ->check(CLI::IsMember({"background", "routine", "priority", "emergency"}));
  command->add_option("--seconds", ask->seconds,
                      "thời lượng; 0 = của clip hay lời đọc / 0 = the clip's or the speech's");
  command->add_option("--key", ask->key, "tệp khóa ký / key file");
  command->add_flag("--only-prepare", ask->only_prepare,
                    "chỉ xem trước, không duyệt / look, do not approve");
  command->callback([ask, &session] {
    if (ask->clip.empty() == ask->file.empty()) {
      throw Failure(
          Exit::usage,
          "Cần đúng một trong --clip và --template\nGive exactly one of --clip and --template");
    }
    const Json prepared = session.post("/messages/prepare", message_ask(*ask));
    print_notes(prepared);
    if (ask->only_prepare) {
      print_one(session, prepared, prepared.dump(2));
      return;
    }
    if (ask->key.empty()) throw Failure(Exit::usage, "Cần --key để duyệt\nApproving needs --key");
    const Json approved =
        session.post("/messages", signed_payload(prepared, "vang-message", ask->key));
    print_one(session, approved, approved.at("hash").get<std::string>());
  });
}

void add_sound(CLI::App& message, Session& session) {
  struct What {
    std::string hash, file, lang = "vi";
  };
  auto what = std::make_shared<What>();
  auto* command = message.add_subcommand(
      "sound", "Nghe trước: lưu tiếng của bản tin / what loudspeakers will say, as a WAV file");
  command->add_option("hash", what->hash, "mã bản tin / message hash")->required();
  command->add_option("file", what->file, "tệp WAV sẽ ghi / WAV file to write")->required();
  command->add_option("--lang", what->lang, "ngôn ngữ / language");
  command->callback([what, &session] {
    keep_file(session, what->file,
              session.bytes("/messages/" + escaped(what->hash) + "/preview/sound.wav",
                            {{"lang", what->lang}}));
  });
}

}  // namespace

void add_message_commands(CLI::App& app, Session& session) {
  auto* message = app.add_subcommand("message", "Bản tin / messages");
  message->require_subcommand(1);
  add_add(*message, session);
  add_sound(*message, session);
  auto cursor = std::make_shared<std::string>();
  auto* list = message->add_subcommand("list", "Danh sách / list");
  list->add_option("--cursor", *cursor, "trang tiếp theo / where the next page begins");
  list->callback([cursor, &session] {
    print_list(session, session.get("/messages", {{"cursor", *cursor}}),
               {{"MÃ", "/hash"},
                {"TÊN", "/title"},
                {"KIỂU", "/kind"},
                {"DUYỆT", "/approved_ms"},
                {"NGƯỜI DUYỆT", "/approved_by"}});
  });
  auto hash = std::make_shared<std::string>();
  auto* show = message->add_subcommand("show", "Một bản tin / one message");
  show->add_option("hash", *hash, "mã bản tin / message hash")->required();
  show->callback([hash, &session] {
    const Json found = session.get("/messages/" + escaped(*hash));
    print_one(session, found, found.dump(2));
  });
}

}  // namespace ctl
