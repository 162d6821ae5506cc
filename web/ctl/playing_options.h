#pragma once

#include <CLI/CLI.hpp>

namespace ctl {

/// What an announcement and a programme's entry have in common: on which outputs, how often and how
/// loud. `ask` has members outputs, repeat and volume_db and lives as long as the App. Confined to
/// its owner.
template <class Ask>
void add_output_options(CLI::App& command, Ask& ask) {
  command
      .add_option("--output", ask.outputs,
                  "chỉ hình hoặc chỉ tiếng; mặc định cả hai / only pictures or sound; default both")
      ->check(CLI::IsMember({"picture", "sound"}));
  command.add_option("--repeat", ask.repeat, "số lần phát / how many times");
  command.add_option("--volume-db", ask.volume_db, "chỉnh âm lượng, dB / volume change, dB");
}

}  // namespace ctl
