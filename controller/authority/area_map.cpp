#include "controller/authority/area_map.h"

#include <stdexcept>

#include "controller/store/areas.h"

namespace controller {

namespace {

playlists::AreaCode code_of(std::string_view text) {
  return playlists::AreaCode::parse(text).value_or(playlists::AreaCode{});
}

std::shared_ptr<const playlists::AreaTree> read_tree(Store& store) {
  std::vector<playlists::Area> areas;
  for (const AreaRow& row : store.read([](Session& s) { return AreaTable(s).all(); })) {
    areas.push_back({code_of(row.code), code_of(row.parent), row.name, row.level});
  }
  auto tree = playlists::AreaTree::from(std::move(areas));
  if (!tree) {
    throw std::runtime_error("the stored areas are no tree: " +
                             playlists::problems_text(tree.problems));
  }
  return std::make_shared<const playlists::AreaTree>(*std::move(tree));
}

}  // namespace

AreaMap::AreaMap(Store& store) : store_(store), tree_(read_tree(store)) {}

void AreaMap::refresh() {
  const protocols::io::MutexLock lock(refreshing_);
  tree_.set(read_tree(store_));
}

bool AreaMap::is_within(std::string_view area, std::string_view ancestor) const {
  if (ancestor == "*") return true;
  return tree()->is_within(code_of(area), code_of(ancestor));
}

std::vector<std::string> AreaMap::chain(std::string_view area) const {
  std::vector<std::string> out;
  for (const auto& code : tree()->chain(code_of(area))) out.push_back(code.text());
  return out;
}

std::string AreaMap::province() const {
  const auto now = tree();
  const auto roots = now->roots();
  return roots.empty() ? "" : now->find(roots.front())->name;
}

bool AreaMap::knows(std::string_view area) const {
  return tree()->find(code_of(area)) != nullptr;
}

}  // namespace controller
