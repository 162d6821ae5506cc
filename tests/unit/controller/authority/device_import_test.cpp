#include "controller/authority/device_import.h"

#include <gtest/gtest.h>

#include <functional>

#include "tests/unit/controller/authority/house.h"

namespace {

using namespace controller;
using protocols::trust::SigningKey;

const std::string header = "id,name,area,profile,site,site_name,tags,zone\n";
const std::string two =
    "loa-1,Loa Lũng Cú,02.026.00715,loa-48k,lung-cu-ubnd,UBND xã Lũng Cú,cho vung-cao,\n"
    "loa-2,\"Loa \"\"chợ\"\", Mèo Vạc\",02.027,loa-48k,,,,Asia/Bangkok\n";

class DeviceImport : public testing::Test {
 protected:
  api::ImportReport import(const std::string& csv, bool dry_run = false) {
    return house_.devices.import_csv(house_.administrator, csv, dry_run);
  }
  // "line:code" of every mistake.
  std::vector<std::string> refused(const std::string& csv) {
    std::vector<std::string> out;
    try {
      import(csv);
    } catch (const api::Problem& problem) {
      EXPECT_EQ(problem.status(), 422);
      for (const auto& detail : problem.details()) {
        EXPECT_FALSE(detail.vi.empty() || detail.en.empty());
        out.push_back(std::to_string(detail.line) + ":" + detail.code);
      }
    }
    return out;
  }
  api::Device device(const std::string& id) { return house_.devices.one(house_.administrator, id); }

  House house_;
};

TEST_F(DeviceImport, adds_what_is_new_and_says_so_once) {
  const auto before = house_.told.size();
  const auto report = import(header + two);
  EXPECT_EQ(report.rows, 2);
  EXPECT_EQ(report.added, 2);
  EXPECT_FALSE(report.dry_run);
  const auto one = device("loa-1");
  EXPECT_EQ(one.site.name, "UBND xã Lũng Cú");
  EXPECT_EQ(one.tags, (std::vector<std::string>{"cho", "vung-cao"}));
  EXPECT_EQ(one.zone, "Asia/Ho_Chi_Minh");
  EXPECT_EQ(one.placement_version, 0) << "it still needs a token";
  EXPECT_EQ(device("loa-2").name, "Loa \"chợ\", Mèo Vạc");
  EXPECT_EQ(device("loa-2").site.id, "loa-2");
  ASSERT_EQ(house_.told.size(), before + 1);
  EXPECT_EQ(house_.told.back().kind, DocumentChange::Kind::Register);
}

TEST_F(DeviceImport, the_same_file_again_changes_nothing) {
  import(header + two);
  const auto told = house_.told.size();
  const auto again = import(header + two);
  EXPECT_EQ(again.unchanged, 2);
  EXPECT_EQ(again.added + again.changed, 0);
  EXPECT_EQ(house_.told.size(), told);
}

TEST_F(DeviceImport, a_dry_run_counts_and_writes_nothing) {
  const auto report = import(header + two, true);
  EXPECT_TRUE(report.dry_run);
  EXPECT_EQ(report.added, 2);
  EXPECT_EQ(problem_of([&] { device("loa-1"); }), "not_found");
}

TEST_F(DeviceImport, an_enrolled_device_that_changes_gets_a_new_placement) {
  const auto key = SigningKey::generate();
  const auto token =
      house_.token_in(house_.devices.make_token(house_.administrator, house_.board_ask()));
  house_.door.enrol(house_.enrol_ask(key, token), "");
  const auto report = import(
      "id,name,area,profile,site,site_name\n"
      "bang-lung-cu,Bảng mới,02.027,led-192x96,lung-cu-ubnd,UBND xã Lũng Cú\n");
  EXPECT_EQ(report.changed, 1);
  const auto moved = device("bang-lung-cu");
  EXPECT_EQ(moved.placement_version, 2);
  EXPECT_EQ(moved.name, "Bảng mới");
  EXPECT_EQ(moved.area, "02.027");
  EXPECT_EQ(moved.tags, std::vector<std::string>{"cho"}) << "no such column: left as it was";
}

TEST_F(DeviceImport, an_empty_site_leaves_a_known_device_and_its_site_where_they_are) {
  import(header + two);
  const auto report = import(header + "loa-1,Loa mới,02.026.00715,loa-48k,,,,\n");
  EXPECT_EQ(report.changed, 1);
  EXPECT_EQ(device("loa-1").site.id, "lung-cu-ubnd");
  const auto site = house_.store.read([](Session& s) { return SiteTable(s).find("lung-cu-ubnd"); });
  EXPECT_EQ(site->name, "UBND xã Lũng Cú");
  EXPECT_EQ(device("loa-1").tags, std::vector<std::string>{}) << "the column is there, and empty";
}

TEST_F(DeviceImport, excel_files_with_bom_semicolons_and_crlf_are_read) {
  const auto report = import(
      "\xEF\xBB\xBFid;name;area;profile;site;site_name\r\n"
      "loa-1;Loa, xã Lũng Cú;02.026.00715;loa-48k;;\r\n");
  EXPECT_EQ(report.added, 1);
  EXPECT_EQ(device("loa-1").name, "Loa, xã Lũng Cú");
}

TEST_F(DeviceImport, every_mistake_is_told_with_its_line_and_nothing_is_written) {
  auto ask = house_.board_ask();
  ask.id = "loa-cu";
  house_.devices.make_token(house_.administrator, ask);
  house_.devices.retire(house_.administrator, "loa-cu");
  const auto mistakes =
      refused(header + two + "LOA,x,02,loa-48k,,,,\n" + "loa-1,lần nữa,02,loa-48k,,,,\n" +
              "loa-5,x,99,loa-48k,,,,\n" + "loa-6,x,02,tivi,,,,\n" +
              "loa-7,x,02,loa-48k,,,,Mars\n" + "loa-8,\xFF,02,loa-48k,,,,\n" + "loa-9,x,02\n" +
              "loa-cu,x,02,loa-48k,,,,\n" + "loa-11,\"x,02,loa-48k,,,,\n");
  EXPECT_EQ(mistakes, (std::vector<std::string>{"4:bad_id", "5:duplicate_id", "6:unknown_area",
                                                "7:unknown_profile", "8:unknown_zone", "9:bad_utf8",
                                                "10:bad_row", "11:device_retired", "12:bad_row"}));
  EXPECT_EQ(problem_of([&] { device("loa-1"); }), "not_found");
}

TEST_F(DeviceImport, a_file_that_is_none_is_refused) {
  EXPECT_EQ(refused(""), std::vector<std::string>{"1:empty_file"});
  EXPECT_EQ(refused(header), std::vector<std::string>{"1:empty_file"});
  EXPECT_EQ(refused("id,name,area,site,site_name\n"), std::vector<std::string>{"1:missing_column"});
  EXPECT_EQ(refused(std::string(1000, '"')).size(), 6U);
  std::string many = header;
  for (int i = 0; i < 500; ++i) many += "X,x,02,loa-48k,,,,\n";
  EXPECT_EQ(refused(many).size(), 200U);
}

TEST_F(DeviceImport, what_changed_since_it_was_judged_stops_the_whole_file) {
  const auto token = [&](const std::string& id) {
    auto ask = house_.board_ask();
    ask.id = id;
    return house_.token_in(house_.devices.make_token(house_.administrator, ask));
  };
  const auto first = token("bang-1");
  house_.door.enrol(house_.enrol_ask(SigningKey::generate(), first), "");
  const auto second = token("bang-2");
  const auto& placements = house_.authority.placements;
  const auto file = parse_device_csv(
      "id,name,area,profile,site,site_name\n"
      "bang-1,Mot,02.027,led-192x96,,\nbang-2,Hai,02.027,led-192x96,,\n"
      "bang-3,Ba,02.027,led-192x96,,\n");
  const auto stopped = [&](const std::function<void()>& meanwhile) {
    auto judged =
        house_.store.read([&](Session& s) { return judge_import(s, placements, file, 1); });
    sign_import(placements, judged.steps, 1, "");
    meanwhile();
    return problem_of(
        [&] { house_.store.write([&](Session& s) { write_import(s, judged.steps); }).get(); });
  };
  const auto place = [&](const std::string& id, const api::PlacementChange& change) {
    house_.devices.place(house_.administrator, id, house_.revision_of(id), change);
  };
  api::PlacementChange renamed;
  renamed.name = "Tên khác";
  EXPECT_EQ(stopped([&] { place("bang-2", renamed); }), "changed_meanwhile");
  EXPECT_EQ(stopped([&] { place("bang-1", {}); }), "changed_meanwhile") << "another placement";
  EXPECT_EQ(
      stopped([&] { house_.door.enrol(house_.enrol_ask(SigningKey::generate(), second), ""); }),
      "changed_meanwhile");
  EXPECT_EQ(stopped([&] { token("bang-3"); }), "changed_meanwhile");
  EXPECT_EQ(device("bang-1").area, "02.026.00715");
  EXPECT_EQ(stopped([] {}), "");
  EXPECT_EQ(device("bang-1").placement_version, 3);
  EXPECT_EQ(device("bang-3").area, "02.027");
}

TEST_F(DeviceImport, none_is_put_into_an_area_that_is_being_removed) {
  house_.remove_area_unseen("02.027");
  EXPECT_EQ(problem_of([&] { import(header + two); }), "changed_meanwhile");
  EXPECT_EQ(problem_of([&] { device("loa-1"); }), "not_found");
}

TEST_F(DeviceImport, staff_may_not) {
  EXPECT_EQ(problem_of([&] { house_.devices.import_csv(house_.staff, header + two, true); }),
            "forbidden");
}

}  // namespace
