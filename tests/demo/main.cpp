// vang-demo: the sample province, for people (stays up) or for itself (--check).
#include <fmt/core.h>

#include <CLI/CLI.hpp>
#include <cstdlib>
#include <exception>
#include <filesystem>
#include <vector>

#include "protocols/io/environment.h"
#include "tests/demo/check.h"
#include "tests/demo/evidence.h"
#include "tests/demo/stay.h"

namespace {

const std::filesystem::path usual_clip =
    "/usr/share/forensics-samples/original-files/movie2/movie-hello.mp4";

struct Options {
  bool check = false;
  std::filesystem::path root;
  std::vector<std::filesystem::path> clips;
  std::filesystem::path out;
};

int run_check(const rig::Built& built, Options options) {
  if (options.clips.empty()) options.clips.push_back(usual_clip);
  if (options.out.empty()) {
    std::string name = (std::filesystem::temp_directory_path() / "vang-demo-XXXXXX").string();
    if (mkdtemp(name.data()) == nullptr)
      throw std::runtime_error("cannot make a folder for the evidence");
    options.out = name;
  }
  demo::Evidence evidence(options.out);
  try {
    demo::check(built, options.clips, evidence);
  } catch (const std::exception&) {
    fmt::print("\nFAILED; what was seen until then is in {}\n", evidence.folder().string());
    return 1;
  }
  fmt::print("\nOK: every step was seen to happen; evidence in {}\n", evidence.folder().string());
  return 0;
}

std::filesystem::path stay_folder() {
  const auto state = protocols::io::environment("XDG_STATE_HOME");
  const auto home = protocols::io::environment("HOME");
  if (!state.empty()) return std::filesystem::path(state) / "vang-demo";
  return std::filesystem::path(home.empty() ? "/tmp" : home) / ".local/state/vang-demo";
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app("Vang's sample province");
  Options options;
  app.add_flag("--check", options.check, "do the main job without a person and prove it");
  app.add_option("--clip", options.clips,
                 "with --check: play this instead of movie-hello.mp4 (may be repeated)")
      ->check(CLI::ExistingFile);
  app.add_option("--out", options.out,
                 "with --check: leave the evidence in this folder (new or empty)");
  app.add_option("--root", options.root, "the repository")->required()->group("");
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : 2;
  }
  const rig::Built built{std::filesystem::canonical("/proc/self/exe").parent_path(), options.root};
  try {
    if (options.check) return run_check(built, options);
    demo::stay(built, stay_folder());
    return 0;
  } catch (const std::exception& error) {
    fmt::print(stderr, "vang-demo: {}\n", error.what());
    return 1;
  }
}
