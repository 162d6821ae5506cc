#include "playlists/programme/changes.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

#include "playlists/programme/programme_json.h"
#include "tests/unit/playlists/samples.h"

namespace playlists {
namespace {

using samples::timed;

TEST(ProgrammeChanges, tells_what_is_new_what_reads_otherwise_and_what_is_gone) {
  auto louder = timed(2, "05:00");
  louder.volume_db = 3;
  const std::vector<Entry> before{timed(1, "05:00"), timed(2, "05:00"), timed(3, "17:00")};
  const std::vector<Entry> after{timed(4, "11:00"), louder, timed(3, "17:00")};
  const auto changes = changes_between(before, after);
  EXPECT_EQ(changes.added, (std::vector<Entry>{timed(4, "11:00")}));
  EXPECT_EQ(changes.changed, (std::vector<EntryChange>{{timed(2, "05:00"), louder}}));
  EXPECT_EQ(changes.removed, (std::vector<Entry>{timed(1, "05:00")}));
}

TEST(ProgrammeChanges, another_order_of_the_same_entries_is_no_change) {
  const std::vector<Entry> before{timed(1, "05:00"), timed(2, "06:00")};
  const std::vector<Entry> after{timed(2, "06:00"), timed(1, "05:00")};
  EXPECT_EQ(changes_between(before, after), ProgrammeChanges{});
}

TEST(ProgrammeChanges, from_nothing_everything_is_new_and_to_nothing_everything_goes) {
  const std::vector<Entry> entries{timed(1, "05:00"), timed(2, "06:00")};
  EXPECT_EQ(changes_between({}, entries).added, entries);
  EXPECT_EQ(changes_between(entries, {}).removed, entries);
  EXPECT_EQ(changes_between({}, {}), ProgrammeChanges{});
}

TEST(ProgrammeChanges, an_id_written_twice_in_a_draft_is_one_entry_more) {
  const auto changes = changes_between({timed(1, "05:00")}, {timed(1, "05:00"), timed(1, "06:00")});
  EXPECT_EQ(changes.added, (std::vector<Entry>{timed(1, "06:00")}));
  EXPECT_TRUE(changes.changed.empty() && changes.removed.empty());
}

std::vector<Entry> any_entries() {
  std::vector<Entry> entries;
  const int count = *rc::gen::inRange(0, 8);
  for (int i = 0; i < count; ++i) {
    const auto* time = *rc::gen::element("05:00", "11:30", "17:00");
    auto entry = timed(*rc::gen::inRange(0, 6), time);
    entry.repeat = *rc::gen::inRange(1, 3);
    entries.push_back(std::move(entry));
  }
  return entries;
}

std::vector<std::string> as_set(const std::vector<Entry>& entries) {
  std::vector<std::string> texts;
  for (const auto& entry : entries) texts.push_back(entry_to_json(entry));
  std::ranges::sort(texts);
  return texts;
}

// As a set, the list that the changes were found against.
std::vector<Entry> applied(const ProgrammeChanges& changes, std::vector<Entry> before) {
  for (const Entry& entry : changes.removed) {
    const auto found = std::ranges::find(before, entry);
    if (found != before.end()) before.erase(found);
  }
  for (const EntryChange& change : changes.changed) {
    const auto found = std::ranges::find(before, change.before);
    if (found != before.end()) *found = change.after;
  }
  before.insert(before.end(), changes.added.begin(), changes.added.end());
  return before;
}

RC_GTEST_PROP(ProgrammeChangesProperty, what_is_applied_to_before_gives_after, ()) {
  const auto before = any_entries();
  const auto after = any_entries();
  const auto changes = changes_between(before, after);
  RC_ASSERT(as_set(applied(changes, before)) == as_set(after));
}

RC_GTEST_PROP(ProgrammeChangesProperty, nothing_changes_against_itself, ()) {
  const auto entries = any_entries();
  RC_ASSERT(changes_between(entries, entries) == ProgrammeChanges{});
}

}  // namespace
}  // namespace playlists
