#include <algorithm>
#include <vector>

#include "tests/reference/scene.h"

namespace reference {
namespace {

using playlists::Entry;
using playlists::Message;
using playlists::Programme;

using Change = std::function<void(Scene&)>;

// Each element of a list, found again in whatever scene the change is applied to.
template <class List, class Where>
void removals(std::vector<Change>& changes, const List& list, Where where) {
  for (std::size_t i = 0; i < list.size(); ++i) {
    changes.push_back([where, i](Scene& scene) {
      auto& of = where(scene);
      of.erase(of.begin() + static_cast<std::ptrdiff_t>(i));
    });
  }
}

template <class Where, class T>
void to_default(std::vector<Change>& changes, Where where, T value) {
  changes.push_back([where, value](Scene& scene) { where(scene) = value; });
}

void entry_changes(std::vector<Change>& changes, std::size_t p, std::size_t e, const Entry& entry) {
  const auto find = [p, e](Scene& scene) -> Entry& { return scene.given.programmes[p].entries[e]; };
  const Entry plain;
  const auto set = [&](auto member) {
    to_default(
        changes, [find, member](Scene& scene) -> auto& { return find(scene).*member; },
        plain.*member);
  };
  set(&Entry::where);
  set(&Entry::outputs);
  set(&Entry::repeat);
  set(&Entry::start);
  set(&Entry::late);
  set(&Entry::cycle_one);
  if (entry.lose != playlists::Lose::Resume) {
    changes.push_back([find](Scene& scene) {
      find(scene).lose = playlists::Lose::Resume;
      find(scene).postpone_to.reset();
    });
  }
  const auto when = [find](Scene& scene) -> auto& { return find(scene).when; };
  changes.push_back([when](Scene& scene) { when(scene).rule.clear(); });
  changes.push_back([when](Scene& scene) { when(scene).rule = "FREQ=DAILY"; });
  changes.push_back([when](Scene& scene) { when(scene).until.reset(); });
  // What loops cannot play one message each time.
  changes.push_back([find](Scene& scene) {
    find(scene).when.every = {};
    find(scene).cycle_one = false;
  });
  changes.push_back([when](Scene& scene) { when(scene).most = 0; });
  changes.push_back([find](Scene& scene) {
    find(scene).when.share.reset();
    find(scene).cycle_one = false;
  });
  removals(changes, entry.when.except,
           [when](Scene& scene) -> auto& { return when(scene).except; });
  removals(changes, entry.when.also, [when](Scene& scene) -> auto& { return when(scene).also; });
  if (entry.when.times.size() > 1) {
    removals(changes, entry.when.times,
             [when](Scene& scene) -> auto& { return when(scene).times; });
  }
  if (entry.messages.size() > 1) {
    removals(changes, entry.messages,
             [find](Scene& scene) -> auto& { return find(scene).messages; });
  }
}

void programme_changes(std::vector<Change>& changes, std::size_t p, const Programme& programme) {
  const auto find = [p](Scene& scene) -> Programme& { return scene.given.programmes[p]; };
  removals(changes, programme.entries,
           [find](Scene& scene) -> auto& { return find(scene).entries; });
  changes.push_back([find](Scene& scene) { find(scene).valid_from = {}; });
  changes.push_back([find](Scene& scene) { find(scene).valid_until = playlists::open_end; });
  changes.push_back([find](Scene& scene) { find(scene).offline = {}; });
  for (std::size_t e = 0; e < programme.entries.size(); ++e) {
    entry_changes(changes, p, e, programme.entries[e]);
  }
}

void message_changes(std::vector<Change>& changes, const playlists::MessageHash& hash,
                     const Message& message) {
  const auto find = [hash](Scene& scene) -> Message& { return scene.given.messages.at(hash); };
  changes.push_back([find](Scene& scene) { find(scene).valid_from = {}; });
  changes.push_back([find](Scene& scene) { find(scene).valid_until = playlists::open_end; });
  if (message.variants.size() > 1) {
    removals(changes, message.variants,
             [find](Scene& scene) -> auto& { return find(scene).variants; });
  }
  removals(changes, message.renditions,
           [find](Scene& scene) -> auto& { return find(scene).renditions; });
  changes.push_back([find](Scene& scene) {
    find(scene).duration = std::chrono::seconds{10};
    find(scene).renditions.clear();
  });
}

std::vector<Change> changes_of(const Scene& scene) {
  std::vector<Change> changes;
  const Case& given = scene.given;
  removals(changes, given.programmes, [](Scene& s) -> auto& { return s.given.programmes; });
  changes.push_back([](Scene& s) { s.given.languages.clear(); });
  changes.push_back([](Scene& s) { s.given.all_languages = false; });
  changes.push_back([](Scene& s) { s.given.priority_order = playlists::PriorityOrder::OwnFirst; });
  changes.push_back([](Scene& s) { s.given.heard.reset(); });
  changes.push_back([](Scene& s) {
    for (auto& area : s.given.placement.areas) area.from = {};
  });
  for (std::size_t p = 0; p < given.programmes.size(); ++p) {
    programme_changes(changes, p, given.programmes[p]);
  }
  for (const auto& [hash, message] : given.messages) message_changes(changes, hash, message);
  return changes;
}

std::size_t size(const Scene& scene) {
  return text(scene).size();
}

void drop_unused_messages(Scene& scene) {
  std::erase_if(scene.given.messages, [&](const auto& message) {
    return std::none_of(
        scene.given.programmes.begin(), scene.given.programmes.end(), [&](const Programme& one) {
          return one.offline.filler == message.first ||
                 std::any_of(one.entries.begin(), one.entries.end(), [&](const Entry& entry) {
                   return std::count(entry.messages.begin(), entry.messages.end(), message.first) >
                          0;
                 });
        });
  });
}

}  // namespace

Scene shrink(Scene scene, const std::function<bool(const Scene&)>& fails) {
  for (bool smaller = true; smaller;) {
    smaller = false;
    for (const Change& change : changes_of(scene)) {
      Scene next = scene;
      change(next);
      if (size(next) >= size(scene) || !fails(next)) continue;
      scene = std::move(next);
      smaller = true;
      break;
    }
  }
  Scene without = scene;
  drop_unused_messages(without);
  return fails(without) ? without : scene;
}

}  // namespace reference
