#include <fmt/core.h>

#include <CLI/CLI.hpp>
#include <filesystem>
#include <iostream>
#include <memory>
#include <thread>

#include "protocols/io/durable_file.h"
#include "web/ctl/commands.h"
#include "web/ctl/failure.h"
#include "web/ctl/print_json.h"
#include "web/ctl/session_json.h"

namespace ctl {

namespace {

constexpr std::uintmax_t largest_upload = std::uintmax_t{2} << 30;

bool finished(const Json& clip) {
  return clip.at("state") == "ready" || clip.at("state") == "refused";
}

// Shows progress on stderr until the clip is ready or refused.
Json wait_for(Session& session, Json clip) {
  const auto path = "/clips/" + clip.at("sha256").get<std::string>();
  while (!finished(clip)) {
    std::cerr << fmt::format("\r{} {:3.0f} % ", clip.at("state").get<std::string>(),
                             100 * clip.at("progress").get<double>())
              << std::flush;
    std::this_thread::sleep_for(std::chrono::milliseconds(200));
    clip = session.get(path);
  }
  std::cerr << "\n";
  return clip;
}

std::string described(const Json& clip) {
  std::string text =
      fmt::format("{} {} {} ms", clip.at("sha256").get<std::string>(),
                  clip.at("state").get<std::string>(), clip.at("duration_ms").dump());
  if (!clip.contains("loudness")) return text;
  const auto& loudness = clip.at("loudness");
  text += fmt::format(", {:.1f} LUFS", loudness.at("lufs").get<double>());
  if (const double missing = loudness.at("short_lu").get<double>(); missing > 0) {
    text += fmt::format(" (còn thiếu / short of -16 LUFS by {:.1f} LU)", missing);
  }
  return text;
}

void refuse_if_refused(const Json& clip) {
  if (clip.at("state") != "refused") return;
  const Json why = clip.value("refusal", Json::object());
  throw Failure(Exit::refused, fmt::format("{} ({})\n{}", why.value("vi", ""),
                                           why.value("code", ""), why.value("en", "")));
}

void add_add(CLI::App& clip, Session& session) {
  struct Ask {
    std::string file, name;
    bool wait = false;
  };
  auto ask = std::make_shared<Ask>();
  auto* command =
      clip.add_subcommand("add", "Tải lên phim, tiếng, ảnh / upload video, sound or a picture");
  command->add_option("file", ask->file, "tệp phim, ảnh, tiếng / a film, picture or sound")
      ->required();
  command->add_option("--name", ask->name,
                      "tên gọi; mặc định là tên tệp / default the file's name");
  command->add_flag("--wait", ask->wait, "đợi chuyển mã xong / until it is ready");
  command->callback([ask, &session] {
    const auto name =
        ask->name.empty() ? std::filesystem::path(ask->file).filename().string() : ask->name;
    Json added = session.upload("/clips", {{"name", name}}, "application/octet-stream",
                                protocols::io::read_file(ask->file, largest_upload));
    if (ask->wait) added = wait_for(session, std::move(added));
    refuse_if_refused(added);
    print_one(session, added, described(added));
  });
}

}  // namespace

void add_clip_commands(CLI::App& app, Session& session) {
  auto* clip = app.add_subcommand("clip", "Clip / clips");
  clip->require_subcommand(1);
  add_add(*clip, session);
  auto cursor = std::make_shared<std::string>();
  auto* list = clip->add_subcommand("list", "Danh sách / list");
  list->add_option("--cursor", *cursor, "trang tiếp theo / where the next page begins");
  list->callback([cursor, &session] {
    print_list(session, session.get("/clips", {{"cursor", *cursor}}),
               {{"MÃ", "/sha256"},
                {"TÊN", "/name"},
                {"TRẠNG THÁI", "/state"},
                {"LÝ DO", "/refusal/vi"},
                {"MS", "/duration_ms"},
                {"LUFS", "/loudness/lufs"}});
  });
  auto id = std::make_shared<std::string>();
  auto* show = clip->add_subcommand("show", "Một clip / one clip");
  show->add_option("id", *id, "mã clip (SHA-256) / clip id (SHA-256)")->required();
  show->callback([id, &session] {
    const Json found = session.get("/clips/" + escaped(*id));
    print_one(session, found, found.dump(2));
  });
}

}  // namespace ctl
