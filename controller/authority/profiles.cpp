#include "controller/authority/profiles.h"

#include <algorithm>
#include <array>

namespace controller {

namespace {

playlists::Profile board(std::string name, int width, int height) {
  return {std::move(name), {{playlists::OutputKind::Picture, width, height, 25, 0, 0}}};
}

playlists::Profile loudspeaker(std::string name, int rate) {
  return {std::move(name), {{playlists::OutputKind::Sound, 0, 0, 0, rate, 1}}};
}

}  // namespace

std::span<const playlists::Profile> built_in_profiles() {
  static const std::array all{board("led-192x96", 192, 96), board("led-320x160", 320, 160),
                              loudspeaker("loa-48k", 48'000)};
  return all;
}

const playlists::Profile* find_profile(std::string_view name) {
  const auto all = built_in_profiles();
  const auto at = std::ranges::find(all, name, &playlists::Profile::name);
  return at == all.end() ? nullptr : &*at;
}

api::Profile profile_view(const playlists::Profile& profile) {
  api::Profile out{profile.name, {}};
  for (const auto& output : profile.outputs) {
    out.outputs.push_back({std::string(output_kind_text(output.kind)), output.width, output.height,
                           output.fps, output.rate, output.channels});
  }
  return out;
}

}  // namespace controller
