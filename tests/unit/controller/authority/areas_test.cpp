#include <gtest/gtest.h>

#include "controller/authority/area_register.h"
#include "protocols/io/durable_file.h"
#include "tests/unit/controller/authority/house.h"

namespace {

using namespace controller;

std::size_t count(House& house) {
  return house.authority.area_map.tree()->size();
}

TEST(Areas, the_real_tree_is_imported_and_the_second_time_changes_nothing) {
  House house;
  const auto csv = protocols::io::read_file(VANG_TEST_DATA "/areas-2021.csv");
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
  const auto first = house.authority.areas.list(house.administrator, {}, {"", 3});
  ASSERT_EQ(first.items.size(), 3U);
  const auto rest = house.authority.areas.list(house.administrator, {}, {first.next, 3});
  EXPECT_EQ(rest.items.size(), 1U);
  EXPECT_EQ(rest.next, "");
}

}  // namespace
