#include "controller/library/profiles_in_use.h"

#include <algorithm>

namespace controller {

std::vector<playlists::Output> outputs_of(const std::vector<playlists::Profile>& profiles) {
  std::vector<playlists::Output> outputs;
  const auto add = [&outputs](const playlists::Output& output) {
    if (std::find(outputs.begin(), outputs.end(), output) == outputs.end()) {
      outputs.push_back(output);
    }
  };
  for (const auto& profile : profiles) {
    for (const auto& output : profile.outputs) add(output);
  }
  add({playlists::OutputKind::Sound, 0, 0, 0, 48000, 1});
  return outputs;
}

}  // namespace controller
