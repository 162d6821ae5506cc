#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "playlists/areas/area_csv.h"
#include "playlists/areas/area_tree.h"
#include "tests/places.h"

namespace playlists {
namespace {

std::string file_text(const std::string& name) {
  std::ifstream file{tests::data_dir() + "/" + name, std::ios::binary};
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

AreaCode code(std::string_view text) {
  return *AreaCode::parse(text);
}

// "line:code" of every problem, so that a test reads as what the person sees.
std::vector<std::string> problems_of(std::string_view csv, const AreaTree& known = {}) {
  std::vector<std::string> found;
  for (const Problem& problem : parse_area_csv(csv, known).problems) {
    EXPECT_FALSE(problem.vi.empty());
    EXPECT_FALSE(problem.en.empty());
    found.push_back(std::to_string(problem.line) + ":" + problem.code);
  }
  return found;
}

using Lines = std::vector<std::string>;
const std::string header = "code,parent,name,level\n";

TEST(AreaCsv, reads_the_five_provinces_of_2021) {
  const auto areas = parse_area_csv(file_text("areas-2021.csv"));
  ASSERT_TRUE(areas) << problems_text(areas.problems);
  EXPECT_EQ(areas->size(), 1342u);
  const auto tree = AreaTree::from(*areas);
  ASSERT_TRUE(tree);
  EXPECT_EQ(tree->roots().size(), 5u);
  EXPECT_EQ(tree->find(code("02"))->name, "Tỉnh Hà Giang");
  EXPECT_EQ(tree->chain(code("02.024.00688")),
            (std::vector{code("02.024.00688"), code("02.024"), code("02")}));
  EXPECT_TRUE(tree->is_within(code("02.024.00688"), code("02")));
  EXPECT_FALSE(tree->is_within(code("02"), code("02.024.00688")));
  std::size_t communes = 0;
  for (const AreaCode& below : tree->below(code("02")))
    communes += tree->find(below)->level == "commune" ? 1 : 0;
  EXPECT_EQ(communes, 193u);
}

TEST(AreaCsv, reads_the_two_levels_of_2025) {
  const auto areas = parse_area_csv(file_text("areas-2025.csv"));
  ASSERT_TRUE(areas) << problems_text(areas.problems);
  const auto tree = AreaTree::from(*areas);
  ASSERT_TRUE(tree);
  for (const AreaCode& root : tree->roots()) {
    for (const AreaCode& child : tree->children(root)) EXPECT_TRUE(tree->children(child).empty());
  }
}

TEST(AreaCsv, reads_semicolons_as_excel_writes_them_here) {
  const auto areas = parse_area_csv(
      "\xEF\xBB\xBF"
      "code;parent;name;level\r\n02;;\"Tỉnh; Hà Giang\";province\r\n");
  ASSERT_TRUE(areas);
  EXPECT_EQ(areas->front().name, "Tỉnh; Hà Giang");
  EXPECT_EQ(problems_of("code;parent,name;level\n"),
            (std::vector<std::string>{"1:missing_column", "1:missing_column", "1:missing_column",
                                      "1:missing_column"}))
      << "a comma in the first line: the file's own mark";
}

TEST(AreaCsv, reads_bom_crlf_quotes_and_columns_in_any_order) {
  const auto areas = parse_area_csv(
      "\xEF\xBB\xBFlevel,name,note,code,parent\r\nprovince,\"Hà \"\"Giang\"\", "
      "tỉnh\",,02,\r\n\r\ncommune,Xã,x,02.1,02");
  ASSERT_TRUE(areas) << problems_text(areas.problems);
  ASSERT_EQ(areas->size(), 2u);
  EXPECT_EQ(areas->front().name, "Hà \"Giang\", tỉnh");
  EXPECT_EQ(areas->back().parent, code("02"));
}

TEST(AreaCsv, parents_may_come_after_children_or_be_known_already) {
  EXPECT_EQ(problems_of(header + "02.1,02,Xã,commune\n02,,Tỉnh,province\n"), Lines{});
  const auto known = AreaTree::from({{code("02"), {}, "Tỉnh", "province"}});
  ASSERT_TRUE(known);
  EXPECT_EQ(problems_of(header + "02.1,02,Xã,commune\n", *known), Lines{});
  EXPECT_EQ(problems_of(header + "02.1,02,Xã,commune\n"), Lines{"2:unknown_parent"});
}

TEST(AreaCsv, reports_every_bad_row_with_its_line) {
  const std::string csv = header +
                          "02,,Tỉnh,province\n"      // 2
                          "02,,Tỉnh nữa,province\n"  // 3
                          "03,99,Xã,commune\n"       // 4
                          "04,,X\xC3\x28,commune\n"  // 5
                          "0 5,,Xã,commune\n"        // 6
                          "06,,,commune\n"           // 7
                          "07,,Xã,\n"                // 8
                          "08,Xã,commune\n"          // 9
                          "09,\"x,Xã,commune\n";     // 10
  EXPECT_EQ(problems_of(csv),
            (Lines{"3:duplicate_code", "4:unknown_parent", "5:bad_utf8", "6:bad_code",
                   "7:empty_name", "8:empty_level", "9:field_count", "10:bad_quotes"}));
}

TEST(AreaCsv, counts_lines_through_quoted_line_breaks) {
  EXPECT_EQ(problems_of(header + "02,,\"Tỉnh\nHà Giang\",province\n03,99,Xã,commune\n"),
            Lines{"4:unknown_parent"});
}

TEST(AreaCsv, a_quote_that_never_closes_is_no_field) {
  EXPECT_EQ(problems_of(header + "02,,\"Tỉnh\"\""), Lines{"2:bad_quotes"});
  EXPECT_EQ(problems_of(header + "02,,Xã,\""), Lines{"2:bad_quotes"});
}

TEST(AreaCsv, a_cycle_is_one_problem_wherever_it_is_entered) {
  const auto problems = problems_of(header + "a,b,A,x\nb,c,B,x\nc,a,C,x\nd,c,D,x\ne,e,E,x\n");
  EXPECT_EQ(problems, (Lines{"2:cycle", "6:cycle"}));
}

TEST(AreaCsv, says_what_the_header_lacks) {
  EXPECT_EQ(problems_of(""), Lines{"1:empty_file"});
  EXPECT_EQ(problems_of(header), Lines{"1:empty_file"});
  EXPECT_EQ(
      problems_of("code|parent|name|level\n"),
      (Lines{"1:missing_column", "1:missing_column", "1:missing_column", "1:missing_column"}));
  EXPECT_EQ(problems_of("code,name,level\n02,x,y\n"), Lines{"1:missing_column"});
}

TEST(AreaCsv, lists_at_most_a_hundred_problems) {
  std::string csv = header;
  for (int i = 0; i < 500; ++i) csv += "x" + std::to_string(i) + ",none,Xã,commune\n";
  const auto parsed = parse_area_csv(csv);
  ASSERT_EQ(parsed.problems.size(), 101u);
  EXPECT_EQ(parsed.problems.back().code, "too_many_problems");
  EXPECT_EQ(parsed.problems.back().en, "400 more problems.");
}

TEST(AreaTree, is_fine_with_a_chain_of_a_hundred_thousand) {
  std::vector<Area> areas{{code("n0"), {}, "0", "x"}};
  for (int i = 1; i < 100'000; ++i) {
    areas.push_back({code("n" + std::to_string(i)), code("n" + std::to_string(i - 1)), "x", "x"});
  }
  const auto tree = AreaTree::from(std::move(areas));
  ASSERT_TRUE(tree);
  EXPECT_EQ(tree->chain(code("n99999")).size(), 100'000u);
  EXPECT_EQ(tree->below(code("n0")).size(), 100'000u);
}

TEST(AreaTree, knows_nothing_of_unknown_areas) {
  const AreaTree tree;
  EXPECT_EQ(tree.find(code("02")), nullptr);
  EXPECT_TRUE(tree.chain(code("02")).empty());
  EXPECT_TRUE(tree.below(code("02")).empty());
  EXPECT_FALSE(tree.is_within(code("02"), code("02")));
}

}  // namespace
}  // namespace playlists
