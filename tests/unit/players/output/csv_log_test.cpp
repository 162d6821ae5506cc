#include "players/output/csv_log.h"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

#include "tests/fakes/temp_dir.h"

namespace players {
namespace {

struct CsvLogTest : testing::Test {
  std::string content() const {
    std::ifstream in(file);
    return {std::istreambuf_iterator<char>(in), {}};
  }
  const fakes::TempDir folder;
  const std::filesystem::path file = folder / "log.csv";
};

TEST_F(CsvLogTest, a_new_file_begins_with_its_header) {
  CsvLog log(file, "a,b");
  EXPECT_EQ(log.last_line(), "");
  log.append("1,2");
  EXPECT_EQ(log.last_line(), "1,2");
  EXPECT_EQ(content(), "a,b\n1,2\n");
}

TEST_F(CsvLogTest, a_half_written_line_is_cut_off_and_writing_goes_on) {
  std::ofstream(file) << "a,b\n1,2\n3,";
  CsvLog log(file, "a,b");
  EXPECT_EQ(log.last_line(), "1,2");
  log.append("5,6");
  EXPECT_EQ(content(), "a,b\n1,2\n5,6\n");
}

TEST_F(CsvLogTest, a_half_written_header_is_written_again) {
  std::ofstream(file) << "a";
  CsvLog log(file, "a,b");
  EXPECT_EQ(content(), "a,b\n");
}

TEST_F(CsvLogTest, dropping_stops_at_the_header) {
  CsvLog log(file, "a,b");
  log.append("1,2");
  log.drop_last_line();
  log.drop_last_line();
  EXPECT_EQ(content(), "a,b\n");
}

TEST_F(CsvLogTest, another_programs_file_is_left_alone) {
  std::ofstream(file) << "name,age\nAn,7\n";
  EXPECT_THROW(CsvLog(file, "a,b"), std::runtime_error);
  EXPECT_EQ(content(), "name,age\nAn,7\n");
}

TEST(CsvField, separators_become_underscores) {
  EXPECT_EQ(csv_field("a,b\"c\nd"), "a_b_c_d");
}

}  // namespace
}  // namespace players
