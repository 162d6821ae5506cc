#include <gtest/gtest.h>

#include "controller/authority/area_register.h"
#include "controller/store/documents.h"
#include "playlists/programme/programme_json.h"
#include "protocols/io/durable_file.h"
#include "protocols/io/random.h"
#include "tests/places.h"
#include "tests/unit/controller/authority/house.h"

namespace {

using namespace controller;

std::size_t count(House& house) {
  return house.authority.area_map.tree()->size();
}

TEST(Areas, the_real_tree_is_imported_and_the_second_time_changes_nothing) {
  House house;
  const auto csv = protocols::io::read_file(tests::data_dir() + "/areas-2021.csv");
  const auto first = house.authority.areas.import_csv(house.administrator, csv, false);
  EXPECT_EQ(first.rows, 1342);
  const auto second = house.authority.areas.import_csv(house.administrator, csv, false);
  EXPECT_EQ(second.unchanged, 1342);
  EXPECT_EQ(house.authority.area_map.chain("02.026.00715").size(), 3U);
}

TEST(Areas, one_bad_row_keeps_all_out_and_is_named_with_its_line) {
  House house;
  const auto before = count(house);
  try {
    house.authority.areas.import_csv(house.administrator,
                                     "code,parent,name,level\n"
                                     "03,,Tỉnh Mới,province\n"
                                     "03.1,99,Huyện,district\n",
                                     false);
    FAIL() << "imported an area without a parent";
  } catch (const api::Problem& problem) {
    ASSERT_EQ(problem.details().size(), 1U);
    EXPECT_EQ(problem.details()[0].code, "unknown_parent");
    EXPECT_EQ(problem.details()[0].line, 3);
  }
  EXPECT_EQ(count(house), before);
}

TEST(Areas, a_dry_run_changes_nothing) {
  House house;
  const auto before = count(house);
  const auto report = house.authority.areas.import_csv(
      house.administrator, "code,parent,name,level\n03,,Tỉnh Mới,province\n", true);
  EXPECT_EQ(report.added, 1);
  EXPECT_EQ(count(house), before);
}

TEST(Areas, staff_see_their_subtree_and_the_way_up) {
  House house;
  const auto page = house.authority.areas.list(house.staff, {}, {});
  std::vector<std::string> codes;
  for (const auto& area : page.items) codes.push_back(area.code);
  EXPECT_EQ(codes, (std::vector<std::string>{"02", "02.026", "02.026.00715"}));
  EXPECT_EQ(problem_of([&] { house.authority.areas.one(house.staff, "02.027"); }), "not_found");
  EXPECT_EQ(house.authority.areas.one(house.staff, "02.026.00715").chain.size(), 2U);
}

TEST(Areas, names_are_found_without_marks_page_by_page) {
  House house;
  EXPECT_EQ(
      house.authority.areas.list(house.administrator, {std::nullopt, "lung cu"}, {}).items.size(),
      1U);
  api::AreaFilter two;
  two.codes = {"02.026", "02", "unknown"};
  EXPECT_EQ(house.authority.areas.list(house.administrator, two, {}).items.size(), 2U);
  const auto first = house.authority.areas.list(house.administrator, {}, {"", 3});
  ASSERT_EQ(first.items.size(), 3U);
  const auto rest = house.authority.areas.list(house.administrator, {}, {first.next, 3});
  EXPECT_EQ(rest.items.size(), 1U);
  EXPECT_EQ(rest.next, "");
}

std::vector<std::string> uses(House& house, const std::string& code) {
  try {
    house.authority.areas.remove(house.administrator, code);
  } catch (const api::Problem& problem) {
    EXPECT_EQ(problem.status(), 409);
    EXPECT_EQ(problem.code(), "area_in_use");
    std::vector<std::string> codes;
    for (const auto& detail : problem.details()) codes.push_back(detail.code);
    return codes;
  }
  return {};
}

// A version signed and kept as publishing does.
void publish(House& house, const std::string& code, std::int64_t version, int entries) {
  playlists::Programme programme;
  programme.area = *playlists::AreaCode::parse(code);
  programme.version = version;
  programme.issued = house.clock.wall();
  programme.zone = "Asia/Ho_Chi_Minh";
  for (int i = 0; i < entries; ++i) {
    playlists::Entry entry;
    entry.id = *playlists::EntryId::parse(protocols::io::uuid7(house.clock));
    entry.title = "Bản tin";
    entry.item_class = playlists::ItemClass::Routine;
    entry.messages = {*playlists::MessageHash::parse(std::string(64, 'a'))};
    entry.when.rule = "FREQ=DAILY";
    entry.when.times = {std::chrono::hours(5)};
    programme.entries.push_back(entry);
  }
  const auto made =
      house.authority.signing.sign("vang-programme", playlists::programme_to_json(programme));
  house.store
      .write([&](Session& s) {
        DocumentTable(s, DocumentTable::Kind::Programme)
            .insert({code, version, 0, made.hash, made.jws, ""});
      })
      .get();
}

TEST(Areas, one_that_nothing_stands_in_is_removed_with_its_draft_and_noted) {
  House house;
  house.store.write([](Session& s) { DraftTable(s).put({"02.027", "[]", 0, 1, "", 1, 0, 0, ""}); })
      .get();
  house.authority.areas.remove(house.administrator, "02.027");
  EXPECT_FALSE(house.authority.area_map.knows("02.027"));
  EXPECT_FALSE(house.store.read([](Session& s) { return DraftTable(s).find("02.027"); }));
  EXPECT_EQ(problem_of([&] { house.authority.areas.remove(house.administrator, "02.027"); }),
            "not_found");
  const auto notes =
      house.authority.audit.list(house.administrator, {"", "area.remove", {}, {}}, {});
  ASSERT_EQ(notes.items.size(), 1U);
  EXPECT_EQ(notes.items[0].object, "02.027");
}

TEST(Areas, what_stands_in_one_is_named_until_it_is_gone) {
  House house;
  const std::string commune = "02.026.00715";
  house.devices.make_token(house.administrator, house.board_ask());
  publish(house, commune, 1, 2);
  EXPECT_EQ(uses(house, "02.026"), std::vector<std::string>{"child_area"});
  EXPECT_EQ(uses(house, commune),
            (std::vector<std::string>{"device_here", "person_here", "programme_published"}));
  house.devices.retire(house.administrator, house.board_ask().id);
  EXPECT_EQ(uses(house, commune), (std::vector<std::string>{"person_here", "programme_published"}));
  house.authority.people.change(house.administrator, house.staff.person, {{}, {}, {}, true, {}});
  EXPECT_EQ(uses(house, commune), std::vector<std::string>{"programme_published"});
  publish(house, commune, 2, 0);
  EXPECT_EQ(uses(house, commune), std::vector<std::string>{});
  EXPECT_FALSE(house.authority.area_map.knows(commune));
  EXPECT_EQ(uses(house, "02.026"), std::vector<std::string>{});
}

TEST(Areas, at_most_twenty_things_are_named) {
  House house;
  std::string csv = "code,parent,name,level\n";
  for (int i = 10; i < 40; ++i) {
    const auto number = std::to_string(i);
    csv += "02.027." + number + ",02.027,Xã " + number + ",commune\n";
  }
  house.authority.areas.import_csv(house.administrator, csv, false);
  EXPECT_EQ(uses(house, "02.027").size(), 20U);
}

TEST(Areas, only_administrators_remove_one) {
  House house;
  EXPECT_EQ(problem_of([&] { house.authority.areas.remove(house.staff, "02.026.00715"); }),
            "forbidden");
  EXPECT_EQ(problem_of([&] { house.authority.areas.remove(house.administrator, "99"); }),
            "not_found");
}

}  // namespace
