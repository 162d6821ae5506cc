#include <CLI/CLI.hpp>
#include <iostream>
#include <iterator>
#include <memory>

#include "playlists/messages/spoken_form.h"
#include "web/ctl/commands.h"

namespace ctl {

void add_speech_commands(CLI::App& app) {
  auto* speech = app.add_subcommand("speech", "Lời đọc / speech");
  speech->require_subcommand(1);
  auto text = std::make_shared<std::string>();
  auto* normalise = speech->add_subcommand(
      "normalise", "Chữ viết thành lời đọc / written text as it will be spoken");
  normalise->add_option("text", *text, "bỏ trống: đọc từ đầu vào / else from standard input");
  normalise->callback([text] {
    if (text->empty()) text->assign(std::istreambuf_iterator<char>(std::cin), {});
    std::cout << playlists::spoken_form(*text) << "\n";
  });
}

}  // namespace ctl
