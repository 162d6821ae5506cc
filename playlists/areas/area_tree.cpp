#include "playlists/areas/area_tree.h"

#include <algorithm>
#include <utility>

namespace playlists {
namespace {

Problem problem_at(std::size_t position, std::string code, std::string vi, std::string en) {
  return {static_cast<int>(position) + 1, std::move(code), std::move(vi), std::move(en)};
}

using Index = std::unordered_map<AreaCode, std::size_t>;

std::vector<Problem> check_codes(const std::vector<Area>& areas, const Index& index) {
  std::vector<Problem> problems;
  for (std::size_t i = 0; i < areas.size(); ++i) {
    const Area& area = areas[i];
    const std::string& code = area.code.text();
    if (index.at(area.code) != i) {
      problems.push_back(problem_at(i, "duplicate_code", "Mã địa bàn " + code + " bị trùng.",
                                    "Area code " + code + " occurs more than once."));
    }
    if (!area.parent.empty() && !index.contains(area.parent)) {
      const std::string& parent = area.parent.text();
      problems.push_back(problem_at(
          i, "unknown_parent", "Địa bàn " + code + ": không có địa bàn cấp trên " + parent + ".",
          "Area " + code + ": its parent " + parent + " does not exist."));
    }
  }
  return problems;
}

// Follows parents with marks, so that the whole check is linear: 0 unseen, 1 on the present path, 2
// known to end at a root.
std::vector<Problem> check_cycles(const std::vector<Area>& areas, const Index& index) {
  std::vector<Problem> problems;
  std::vector<char> mark(areas.size(), 0);
  for (std::size_t i = 0; i < areas.size(); ++i) {
    std::vector<std::size_t> path;
    std::size_t at = i;
    while (mark[at] == 0) {
      mark[at] = 1;
      path.push_back(at);
      const auto parent = index.find(areas[at].parent);
      if (parent == index.end()) break;
      at = parent->second;
    }
    if (mark[at] == 1 && index.contains(areas[at].parent)) {
      const std::string& code = areas[at].code.text();
      problems.push_back(problem_at(at, "cycle", "Địa bàn " + code + " nằm dưới chính nó.",
                                    "Area " + code + " lies below itself."));
    }
    for (const std::size_t seen : path) mark[seen] = 2;
  }
  return problems;
}

}  // namespace

Parsed<AreaTree> AreaTree::from(std::vector<Area> areas) {
  AreaTree tree;
  tree.areas_ = std::move(areas);
  for (std::size_t i = 0; i < tree.areas_.size(); ++i) tree.index_.emplace(tree.areas_[i].code, i);
  std::vector<Problem> problems = check_codes(tree.areas_, tree.index_);
  for (Problem& problem : check_cycles(tree.areas_, tree.index_)) {
    problems.push_back(std::move(problem));
  }
  if (!problems.empty()) return problems;
  for (std::size_t i = 0; i < tree.areas_.size(); ++i) {
    const AreaCode& parent = tree.areas_[i].parent;
    (parent.empty() ? tree.roots_ : tree.children_[parent]).push_back(i);
  }
  return tree;
}

const Area* AreaTree::find(const AreaCode& code) const {
  const auto found = index_.find(code);
  return found == index_.end() ? nullptr : &areas_[found->second];
}

std::vector<AreaCode> AreaTree::chain(const AreaCode& code) const {
  std::vector<AreaCode> chain;
  for (const Area* area = find(code); area != nullptr; area = find(area->parent)) {
    chain.push_back(area->code);
  }
  return chain;
}

bool AreaTree::is_within(const AreaCode& inner, const AreaCode& outer) const {
  const std::vector<AreaCode> above = chain(inner);
  return std::find(above.begin(), above.end(), outer) != above.end();
}

std::vector<AreaCode> AreaTree::children(const AreaCode& code) const {
  std::vector<AreaCode> codes;
  const auto found = children_.find(code);
  if (found == children_.end()) return codes;
  for (const std::size_t child : found->second) codes.push_back(areas_[child].code);
  return codes;
}

std::vector<AreaCode> AreaTree::below(const AreaCode& code) const {
  std::vector<AreaCode> codes;
  std::vector<AreaCode>
      waiting;  // a stack of our own: the tree may be deeper than the thread's stack
  if (find(code) != nullptr) waiting.push_back(code);
  while (!waiting.empty()) {
    codes.push_back(waiting.back());
    waiting.pop_back();
    const std::vector<AreaCode> next = children(codes.back());
    waiting.insert(waiting.end(), next.rbegin(), next.rend());
  }
  return codes;
}

std::vector<AreaCode> AreaTree::roots() const {
  std::vector<AreaCode> codes;
  for (const std::size_t root : roots_) codes.push_back(areas_[root].code);
  return codes;
}

}  // namespace playlists
