#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "controller/store/store.h"
#include "playlists/areas/area_tree.h"
#include "protocols/io/guarded.h"

namespace controller {

/// The area tree in force, in memory: what rights, orders and placements are judged by. Replaced
/// whole after an import. Thread-safe.
class AreaMap {
 public:
  /// Reads the tree. Throws std::runtime_error if what is stored is no tree.
  explicit AreaMap(Store& store);

  std::shared_ptr<const playlists::AreaTree> tree() const { return tree_.copy(); }
  /// Is `area` the same as `ancestor` or below it? `ancestor` "*" holds everything.
  bool is_within(std::string_view area, std::string_view ancestor) const;
  /// Own area first, root last; empty if unknown.
  std::vector<std::string> chain(std::string_view area) const;
  bool knows(std::string_view area) const;
  /// Name of the root area; "" before the first import.
  std::string province() const;

  /// Reads the tree again, after the commit of an import.
  void refresh();

 private:
  Store& store_;
  protocols::io::Mutex refreshing_;  // the tree read last is the one that stays
  protocols::io::Guarded<std::shared_ptr<const playlists::AreaTree>> tree_;
};

}  // namespace controller
