// The administrative tree, any depth, any number of roots: who is above whom.
//
// A value: copy it, pass it by reference, replace it whole when areas change. Knows nothing about
// devices or people. Immutable after construction.
#pragma once

#include <cstddef>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "playlists/areas/area.h"
#include "playlists/problem.h"

namespace playlists {

class AreaTree {
 public:
  AreaTree() = default;

  /// Builds the tree from areas in any order. Problems (code, with `line` = 1-based position in
  /// `areas`): `duplicate_code`, `unknown_parent`, `cycle`.
  static Parsed<AreaTree> from(std::vector<Area> areas);

  /// nullptr when no area has that code; the pointer lives as long as this tree.
  const Area* find(const AreaCode& code) const;
  /// In the order they were given.
  const std::vector<Area>& areas() const { return areas_; }
  std::size_t size() const { return areas_.size(); }

  /// The area itself first, its root last; empty when unknown.
  std::vector<AreaCode> chain(const AreaCode& code) const;
  /// True when `inner` is `outer` or lies below it; false when either is unknown.
  bool is_within(const AreaCode& inner, const AreaCode& outer) const;
  /// Direct children in the given order; empty for a leaf or an unknown area.
  std::vector<AreaCode> children(const AreaCode& code) const;
  /// The area itself and all below it, depth first, parents before children; empty when unknown.
  std::vector<AreaCode> below(const AreaCode& code) const;
  /// Areas without a parent, in the given order.
  std::vector<AreaCode> roots() const;

 private:
  std::vector<Area> areas_;
  std::unordered_map<AreaCode, std::size_t> index_;
  std::unordered_map<AreaCode, std::vector<std::size_t>> children_;
  std::vector<std::size_t> roots_;
};

}  // namespace playlists
