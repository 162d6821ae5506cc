// One node of the administrative tree. Immutable value.
#pragma once

#include <string>

#include "playlists/ids.h"

namespace playlists {

/// An area (địa bàn). `level` is a word of the data's own (`province`, `district`, `commune`,
/// `village` …): the tree may have any depth and nothing here depends on what a level is called.
struct Area {
  AreaCode code;
  AreaCode parent;  ///< empty for a root
  std::string name;
  std::string level;

  bool operator==(const Area&) const = default;
};

}  // namespace playlists
