#include <gtest/gtest.h>

#include <CLI/CLI.hpp>

#include "web/ctl/commands.h"
#include "web/ctl/session_json.h"

namespace {

// Everything below `app` whose help is not "tiếng Việt / English", by its way on the command line.
std::vector<std::string> without_both_languages(const CLI::App& app, const std::string& way) {
  const auto both = [](const std::string& text) { return text.find(" / ") != text.npos; };
  std::vector<std::string> found;
  if (!both(app.get_description())) found.push_back(way);
  for (const auto* option : app.get_options()) {
    if (!both(option->get_description())) found.push_back(way + " " + option->get_name());
  }
  for (const auto* command : app.get_subcommands([](const CLI::App*) { return true; })) {
    const auto more = without_both_languages(*command, way + " " + command->get_name());
    found.insert(found.end(), more.begin(), more.end());
  }
  return found;
}

}  // namespace

TEST(CtlHelp, every_command_and_option_is_explained_in_vietnamese_and_english) {
  CLI::App app;
  ctl::Settings settings;
  ctl::Session session(settings);
  ctl::add_commands(app, settings, session);
  EXPECT_FALSE(app.get_subcommands([](const CLI::App*) { return true; }).empty());
  EXPECT_EQ(without_both_languages(app, "vangctl"), std::vector<std::string>{});
}
