#include "controller/config/command_line.h"

#include <gtest/gtest.h>

#include <fstream>

#include "tests/fakes/temp_dir.h"

namespace {

using controller::CommandLine;

CommandLine read(std::vector<const char*> arguments) {
  arguments.insert(arguments.begin(), "vangd");
  return controller::read_command_line(static_cast<int>(arguments.size()), arguments.data());
}

TEST(CommandLine, the_data_directory_alone_is_enough) {
  const auto line = read({"--data", "d"});
  ASSERT_TRUE(line.config) << line.text;
  EXPECT_TRUE(line.config->data.is_absolute());
  EXPECT_EQ(line.config->ports, (controller::Ports{8443, 8444, 4222}));
  EXPECT_FALSE(line.config->hosts.empty());
}

TEST(CommandLine, without_a_data_directory_it_says_so_and_fails) {
  const auto line = read({});
  EXPECT_FALSE(line.config);
  EXPECT_EQ(line.exit_code, 2);
  EXPECT_NE(line.text.find("--data"), std::string::npos);
}

TEST(CommandLine, a_drill_is_asked_for_by_option_or_file) {
  using playlists::World;
  fakes::TempDir scratch;
  std::ofstream(scratch / "v.toml") << "data = \"/x\"\ndrill = true\n";
  const auto file = (scratch / "v.toml").string();
  EXPECT_EQ(read({"--data", "d"}).config->world, World::Live);
  EXPECT_EQ(read({"--data", "d", "--drill"}).config->world, World::Drill);
  const auto line = read({"--config", file.c_str()});
  ASSERT_TRUE(line.config) << line.text;
  EXPECT_EQ(line.config->world, World::Drill);
}

TEST(CommandLine, help_is_no_error) {
  const auto line = read({"--help"});
  EXPECT_EQ(line.exit_code, 0);
  EXPECT_NE(line.text.find("--console-port"), std::string::npos);
}

TEST(CommandLine, an_option_wins_over_the_file_and_the_file_over_the_default) {
  fakes::TempDir scratch;
  std::ofstream(scratch / "v.toml") << "data = \"/x\"\nconsole-port = 1\ndevice-port = 2\n"
                                       "host = [\"a\", \"b\"]\n";
  const auto file = (scratch / "v.toml").string();
  const auto line = read({"--config", file.c_str(), "--console-port", "3"});
  ASSERT_TRUE(line.config) << line.text;
  EXPECT_EQ(line.config->data, "/x");
  EXPECT_EQ(line.config->ports, (controller::Ports{3, 2, 4222}));
  EXPECT_EQ(line.config->hosts, (std::vector<std::string>{"a", "b"}));
  const auto named = read({"--config", file.c_str(), "--host", "c"});
  EXPECT_EQ(named.config->hosts, (std::vector<std::string>{"c"}));
}

TEST(CommandLine, a_wrong_file_is_named_with_its_line) {
  fakes::TempDir scratch;
  std::ofstream(scratch / "v.toml") << "data = \"/x\"\ncolour = \"red\"\n";
  const auto line = read({"--config", (scratch / "v.toml").c_str()});
  EXPECT_FALSE(line.config);
  EXPECT_NE(line.text.find("v.toml:2"), std::string::npos) << line.text;
}

TEST(CommandLine, a_port_that_is_none_is_refused) {
  EXPECT_FALSE(read({"--data", "d", "--link-port", "70000"}).config);
  EXPECT_FALSE(read({"--data", "d", "--link-port", "x"}).config);
}

}  // namespace
