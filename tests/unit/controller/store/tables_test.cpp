#include <gtest/gtest.h>

#include "controller/store/areas.h"
#include "controller/store/audit.h"
#include "controller/store/devices.h"
#include "controller/store/documents.h"
#include "controller/store/people.h"
#include "controller/store/query.h"
#include "controller/store/repeats.h"
#include "controller/store/store.h"
#include "tests/fakes/temp_dir.h"

namespace {

using namespace controller;

class Tables : public testing::Test {
 protected:
  fakes::TempDir scratch_;
  Store store_{scratch_ / "vang.db"};

  void tree() {
    store_
        .write([](Session& s) {
          AreaTable areas(s);
          areas.put({"02", "", "Tỉnh Hà Giang", "province"});
          areas.put({"02.026", "02", "Huyện Đồng Văn", "district"});
          areas.put({"02.026.00715", "02.026", "Xã Lũng Cú", "commune"});
          areas.put({"02.027", "02", "Huyện Mèo Vạc", "district"});
        })
        .get();
  }
};

TEST_F(Tables, an_areas_chain_goes_up_to_the_root_and_its_subtree_down) {
  tree();
  store_.read([](Session& s) {
    const auto chain = AreaTable(s).chain("02.026.00715");
    ASSERT_EQ(chain.size(), 3U);
    EXPECT_EQ(chain[0].name, "Xã Lũng Cú");
    EXPECT_EQ(chain[2].code, "02");
    EXPECT_EQ(AreaTable(s).subtree("02.026").size(), 2U);
    EXPECT_EQ(AreaTable(s).subtree("99").size(), 0U);
    EXPECT_EQ(AreaTable(s).children("02").size(), 2U);
  });
}

TEST_F(Tables, devices_below_an_area_are_found) {
  tree();
  store_
      .write([](Session& s) {
        DeviceTable(s).insert({"bang-lung-cu", "Bảng", "x", "02.026.00715", "{}", "", "", ""});
        DeviceTable(s).insert({"loa-meo-vac", "Loa", "y", "02.027", "{}", "", "", ""});
      })
      .get();
  store_.read([](Session& s) {
    EXPECT_EQ(DeviceTable(s).in_area("02", true).size(), 2U);
    EXPECT_EQ(DeviceTable(s).in_area("02", false).size(), 0U);
    EXPECT_EQ(DeviceTable(s).in_area("02.026", true).at(0).id, "bang-lung-cu");
    EXPECT_FALSE(DeviceTable(s).find_key(""));
  });
}

TEST_F(Tables, audit_refuses_to_be_rewritten) {
  store_.write([](Session& s) {
          AuditTable(s).append({0, 5, "p", "area.import", "02", "", "x"});
        })
      .get();
  EXPECT_ANY_THROW(store_.write([](Session& s) { run(s, "UPDATE audit SET act = 'y'"); }).get());
  EXPECT_ANY_THROW(store_.write([](Session& s) { run(s, "DELETE FROM audit"); }).get());
  const auto rows = store_.read([](Session& s) { return AuditTable(s).newest(10); });
  ASSERT_EQ(rows.size(), 1U);
  EXPECT_EQ(rows[0].act, "area.import");
}

TEST_F(Tables, audit_is_narrowed_by_person_act_and_time) {
  store_
      .write([](Session& s) {
        AuditTable(s).append({0, 10, "a", "order.send", "", "", ""});
        AuditTable(s).append({0, 20, "b", "order.prepare", "", "", ""});
        AuditTable(s).append({0, 30, "a", "area.import", "", "", ""});
      })
      .get();
  store_.read([](Session& s) {
    EXPECT_EQ(AuditTable(s).newest(10, {.act = "order."}).size(), 2U);
    EXPECT_EQ(AuditTable(s).newest(10, {.person = "a"}).size(), 2U);
    EXPECT_EQ(AuditTable(s).newest(10, {.from_ms = 20, .until_ms = 30}).size(), 1U);
    EXPECT_EQ(AuditTable(s).newest(1).at(0).at_ms, 30);
  });
}

TEST_F(Tables, a_published_version_cannot_be_replaced) {
  const auto put = [](Session& s) {
    DocumentTable(s, DocumentTable::Kind::Programme).insert({"02", 1, 0, "h", "a.b.c", ""});
  };
  store_.write(put).get();
  EXPECT_ANY_THROW(store_.write(put).get());
}

TEST_F(Tables, the_newest_version_of_each_subject_is_found) {
  store_
      .write([](Session& s) {
        DocumentTable t(s, DocumentTable::Kind::Placement);
        t.insert({"a", 1, 0, "h1", "1", ""});
        t.insert({"a", 2, 0, "h2", "2", ""});
        t.insert({"b", 1, 0, "h3", "3", ""});
      })
      .get();
  store_.read([](Session& s) {
    const DocumentTable t(s, DocumentTable::Kind::Placement);
    EXPECT_EQ(t.latest("a")->jws, "2");
    EXPECT_FALSE(t.latest("c"));
    EXPECT_EQ(t.latest_of_all().size(), 2U);
    EXPECT_EQ(t.by_hash("h3")->subject, "b");
  });
}

TEST_F(Tables, a_login_belongs_to_one_person) {
  store_.write([](Session& s) {
          PeopleTable(s).insert({"1", "lan", "Lan", "staff", "02", "h"});
        })
      .get();
  EXPECT_ANY_THROW(store_
                       .write([](Session& s) {
                         PeopleTable(s).insert({"2", "lan", "Lan", "staff", "02", "h"});
                       })
                       .get());
}

TEST_F(Tables, values_are_bound_and_never_read_as_sql) {
  store_.write([](Session& s) {
          AreaTable(s).put({"1", "", "'; DROP TABLE areas; --", "?"});
        })
      .get();
  EXPECT_EQ(store_.read([](Session& s) { return AreaTable(s).find("1")->name; }),
            "'; DROP TABLE areas; --");
}

TEST_F(Tables, null_is_told_from_an_empty_text) {
  store_.read([](Session& s) {
    using Text = std::optional<std::string>;
    const auto found = row<Text, Text>(s, "SELECT NULL, ?", std::optional<std::string>(""));
    EXPECT_FALSE(std::get<0>(*found));
    EXPECT_EQ(std::get<1>(*found), "");
  });
}

}  // namespace
