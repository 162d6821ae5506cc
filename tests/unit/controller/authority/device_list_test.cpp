#include <gtest/gtest.h>

#include <algorithm>

#include "controller/authority/device_keys.h"
#include "tests/unit/controller/authority/house.h"

namespace {

using namespace controller;
using Ids = std::vector<std::string>;

class DeviceList : public testing::Test {
 protected:
  DeviceList() {
    add("loa-c", "Loa Đồng Văn", "02.026", "loa-48k", {"cho"});
    add("loa-a", "Loa Ấm", "02.026.00715", "loa-48k", {"cho", "vung cao"});
    add("bang-2", "Bảng 2", "02.027", "led-192x96", {});
    add("bang-10", "Bảng 10", "02.026.00715", "led-320x160", {});
    add("loa-b", "Loa Dốc", "02", "loa-48k", {});
    add("loa-d", "Loa Dốc", "02", "loa-48k", {});
    filter_.sort = api::DeviceSort::Id;
  }
  void add(const std::string& id, const std::string& name, const std::string& area,
           const std::string& profile, std::vector<std::string> tags) {
    auto ask = house_.board_ask();
    ask.id = id;
    ask.name = name;
    ask.area = area;
    ask.profile = profile;
    ask.site = {id + "-noi", "Nhà văn hóa " + name};
    ask.tags = std::move(tags);
    house_.devices.make_token(house_.administrator, ask);
  }
  // All pages of the list, `limit` at a time.
  Ids all(int limit = 2) { return all_for(house_.administrator, limit); }
  Ids all_for(const api::Caller& caller, int limit) {
    Ids ids;
    api::PageAsk page{"", limit};
    do {
      const auto got = house_.devices.list(caller, filter_, page);
      EXPECT_LE(got.items.size(), static_cast<std::size_t>(limit));
      for (const auto& device : got.items) ids.push_back(device.id);
      page.cursor = got.next;
    } while (!page.cursor.empty() && ids.size() < 100);
    return ids;
  }

  House house_;
  api::DeviceFilter filter_;
};

TEST_F(DeviceList, every_order_is_total_and_turns_round_whatever_the_page) {
  const std::map<api::DeviceSort, Ids> wanted{
      {api::DeviceSort::Id, {"bang-10", "bang-2", "loa-a", "loa-b", "loa-c", "loa-d"}},
      {api::DeviceSort::Name, {"bang-2", "bang-10", "loa-a", "loa-b", "loa-d", "loa-c"}},
      {api::DeviceSort::Area, {"loa-b", "loa-d", "loa-c", "bang-10", "loa-a", "bang-2"}}};
  for (auto [sort, ids] : wanted) {
    filter_.sort = sort;
    for (const bool down : {false, true}) {
      filter_.down = down;
      for (const int limit : {1, 2, 3, 6, 100}) EXPECT_EQ(all(limit), ids);
      std::ranges::reverse(ids);
    }
  }
}

TEST_F(DeviceList, a_device_renamed_while_somebody_turns_the_pages_is_not_shown_twice_nor_lost) {
  filter_.sort = api::DeviceSort::Name;
  auto page = house_.devices.list(house_.administrator, filter_, {"", 3});
  EXPECT_EQ(page.items.back().id, "loa-a");
  api::PlacementChange change;
  change.name = "Ao";  // the one the cursor stands on moves to the front
  house_.devices.place(house_.administrator, "loa-a", house_.revision_of("loa-a"), change);
  page = house_.devices.list(house_.administrator, filter_, {page.next, 3});
  ASSERT_EQ(page.items.size(), 3U);
  EXPECT_EQ(page.items.front().id, "loa-b");
  EXPECT_EQ(page.next, "");
}

TEST_F(DeviceList, text_is_found_without_marks_in_id_name_and_site) {
  const auto found = [&](const std::string& text) {
    filter_.text = text;
    return all();
  };
  EXPECT_EQ(found("dong van"), Ids{"loa-c"});
  EXPECT_EQ(found("ĐỒNG"), Ids{"loa-c"});
  EXPECT_EQ(found("nha van hoa bang"), (Ids{"bang-10", "bang-2"}));
  EXPECT_EQ(found("loa-a-noi"), Ids{"loa-a"});
  EXPECT_EQ(found("100%_'"), Ids{});
}

TEST_F(DeviceList, an_area_is_its_subtree_and_staff_see_theirs) {
  filter_.area = "02.026";
  EXPECT_EQ(all(), (Ids{"bang-10", "loa-a", "loa-c"}));
  filter_.area = "nowhere";
  EXPECT_EQ(all(), Ids{});
  filter_.area = "";
  EXPECT_EQ(all_for(house_.staff, 1), (Ids{"bang-10", "loa-a"}));
  filter_.area = "02.027";
  EXPECT_EQ(problem_of([&] { all_for(house_.staff, 1); }), "forbidden");
}

TEST_F(DeviceList, profile_tag_and_retired_narrow) {
  filter_.profile = "led-320x160";
  EXPECT_EQ(all(), Ids{"bang-10"});
  filter_.profile = "";
  filter_.tag = "cho";
  EXPECT_EQ(all(), (Ids{"loa-a", "loa-c"}));
  filter_.tag = "ch";
  EXPECT_EQ(all(), Ids{}) << "a tag is the whole of it";
  filter_.tag = "vung cao";
  EXPECT_EQ(all(), Ids{"loa-a"});
  house_.devices.retire(house_.administrator, "loa-a");
  EXPECT_EQ(all(), Ids{});
  filter_.retired = true;
  EXPECT_EQ(all(), Ids{"loa-a"});
}

TEST_F(DeviceList, only_these_ids_in_the_order_asked_for) {
  filter_.sort = api::DeviceSort::Name;
  filter_.among = Ids{"loa-c", "bang-10", "loa-b", "unknown", "\"]\xFF"};
  EXPECT_EQ(all(1), (Ids{"bang-10", "loa-b", "loa-c"}));
  filter_.among = Ids{};
  EXPECT_EQ(all(), Ids{});
}

TEST_F(DeviceList, a_cursor_of_another_list_is_refused) {
  const auto next = house_.devices.list(house_.administrator, filter_, {"", 2}).next;
  filter_.sort = api::DeviceSort::Name;
  for (const auto& cursor : {next, std::string("name"), std::string("~~~"), std::string("name~")}) {
    EXPECT_EQ(problem_of([&] { house_.devices.list(house_.administrator, filter_, {cursor, 2}); }),
              "bad_cursor")
        << cursor;
  }
}

TEST_F(DeviceList, devices_from_before_the_keys_are_made_ready_at_the_start) {
  house_.store
      .write([](Session& s) {
        for (auto row : DeviceTable(s).all()) {
          row.keys = {};
          DeviceTable(s).set_plan(row);
        }
      })
      .get();
  filter_.sort = api::DeviceSort::Name;
  filter_.text = "dong van";
  EXPECT_EQ(all(), Ids{});
  refresh_device_keys(house_.store);
  EXPECT_EQ(all(), Ids{"loa-c"});
}

TEST(VietnameseOrder, letters_come_before_tones_and_numbers_count) {
  const Ids names{"An", "Anh", "ăn",  "ấm",   "Ba",    "Bà",     "Bả", "Bã",
                  "Bá", "Bạ",  "Dốc", "Đồng", "Loa 2", "Loa 10", "Ơ",  "Xã Lũng Cú"};
  for (std::size_t i = 0; i + 1 < names.size(); ++i) {
    EXPECT_LT(vietnamese_order(names[i]), vietnamese_order(names[i + 1]))
        << names[i] << " " << names[i + 1];
  }
  EXPECT_LE(vietnamese_order(std::string(4000, 'x')).size(), 400U);
}

}  // namespace
