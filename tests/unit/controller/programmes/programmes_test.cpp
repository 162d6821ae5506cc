#include <gtest/gtest.h>

#include "controller/programmes/draft_entries_json.h"
#include "controller/programmes/programme_desk.h"
#include "controller/store/areas.h"
#include "playlists/messages/message_json.h"
#include "playlists/programme/programme_json.h"
#include "protocols/io/random.h"
#include "protocols/trust/jws.h"
#include "protocols/trust/verifier.h"
#include "tests/unit/controller/authority/house.h"

namespace {

using namespace controller;
namespace trust = protocols::trust;

constexpr const char* commune = "02.026.00715";

class Programmes : public testing::Test {
 protected:
  // An approved message, as the library would keep it; gives its hash.
  std::string approve(playlists::ItemClass highest, const std::string& area) {
    playlists::Message message;
    message.id = *playlists::MessageId::parse(protocols::io::uuid7(house_.clock));
    message.issued = house_.clock.wall();
    message.kind = playlists::MessageKind::Notice;
    message.title = "Họp thôn";
    message.duration = std::chrono::seconds(5);
    message.variants = {{"vi", "Mời bà con đi họp.", {}}};
    message.highest_class = highest;
    message.areas = {*playlists::AreaCode::parse(area)};
    const auto payload = playlists::message_to_json(message);
    const auto hash = trust::document_hash(payload);
    approved_[hash] = trust::sign_compact(key_, "vang-message", payload);
    return hash;
  }
  static std::string entries(const std::string& hash, const std::string& item_class = "routine") {
    return R"([{"title":"Bản tin sáng","class":")" + item_class + R"(","messages":[")" + hash +
           R"("],"when":{"rule":"FREQ=DAILY","times":["05:00:00"]},"volume_db":0}])";
  }
  // 5 s long, at 05:00 of 1 December 2026 in Viet Nam.
  static constexpr api::Instant december{std::chrono::milliseconds{1'796'076'000'000}};
  static api::DraftChange change(const std::string& text) { return {text, {}, {}, {}}; }
  api::ProgrammeDraft save(const std::string& text, const std::string& area = commune) {
    const auto revision = desk_.draft(house_.staff, area).revision;
    return desk_.save(house_.staff, area, revision, change(text));
  }
  std::string refused_to_publish(const std::string& text) {
    const auto draft = save(text);
    return problem_of([&] { desk_.publish(house_.staff, commune, draft.revision); });
  }

  House house_;
  trust::SigningKey key_ = trust::SigningKey::generate();
  std::map<std::string, std::string, std::less<>> approved_;
  ProgrammeDesk desk_{house_.store,
                      house_.authority.area_map,
                      house_.authority.rights,
                      house_.authority.signing,
                      house_.clock,
                      [this](Session&, std::string_view hash) -> std::optional<std::string> {
                        const auto at = approved_.find(hash);
                        if (at == approved_.end()) return std::nullopt;
                        return at->second;
                      }};
};

TEST_F(Programmes, a_published_version_is_signed_and_verifies_on_a_device) {
  const auto draft = save(entries(approve(playlists::ItemClass::Priority, "02")));
  EXPECT_TRUE(draft.differs);
  std::vector<DocumentChange> told;
  desk_.on_change([&](const DocumentChange& change) { told.push_back(change); });
  const auto published = desk_.publish(house_.staff, commune, draft.revision);
  EXPECT_EQ(published.version, 1);
  EXPECT_EQ(published.published_by, "Chị Lan");
  ASSERT_EQ(told.size(), 1U);
  EXPECT_EQ(told[0].subject, commune);
  const auto row = house_.store.read(
      [](Session& s) { return *DocumentTable(s, DocumentTable::Kind::Programme).latest(commune); });
  trust::Expectation expectation;
  expectation.type = trust::DocumentType::programme;
  expectation.chain = {commune, "02.026", "02"};
  const auto checked = house_.authority.keyring.judge().verify(row.jws, expectation);
  ASSERT_TRUE(checked.ok()) << trust::code(checked.reason());
  EXPECT_EQ(checked->hash, published.hash);
  EXPECT_EQ(playlists::parse_programme(checked->payload)->entries.size(), 1U);
  EXPECT_FALSE(desk_.draft(house_.staff, commune).differs);
}

TEST_F(Programmes, publishing_the_same_again_makes_no_new_version) {
  const auto text = entries(approve(playlists::ItemClass::Priority, "02"));
  const auto first = save(text);
  desk_.publish(house_.staff, commune, first.revision);
  EXPECT_EQ(desk_.publish(house_.staff, commune, first.revision).version, 1);
  const auto other = save("[]");
  EXPECT_EQ(desk_.publish(house_.staff, commune, other.revision).version, 2);
}

TEST_F(Programmes, what_publishing_would_change_is_told_before_it_is_done) {
  const auto hash = approve(playlists::ItemClass::Priority, "02");
  const auto first = desk_.changes(house_.staff, commune);
  EXPECT_EQ(first.version, 0);
  EXPECT_EQ(first.added, "[]");
  auto draft = save(entries(hash));
  const auto fresh = desk_.changes(house_.staff, commune);
  EXPECT_EQ(fresh.added, draft.entries);
  EXPECT_EQ(fresh.revision, draft.revision);
  desk_.publish(house_.staff, commune, draft.revision);
  EXPECT_EQ(desk_.changes(house_.staff, commune).added, "[]");

  std::string louder = draft.entries;
  louder.replace(louder.find("\"volume_db\":0"), 13, "\"volume_db\":3");
  save(louder);
  const auto changed = desk_.changes(house_.staff, commune);
  EXPECT_EQ(changed.version, 1);
  ASSERT_EQ(changed.changed.size(), 1U);
  EXPECT_EQ("[" + changed.changed[0].before + "]", draft.entries);
  EXPECT_NE(changed.changed[0].after.find("\"volume_db\":3"), std::string::npos);
  save("[]");
  EXPECT_EQ(desk_.changes(house_.staff, commune).removed, draft.entries);
}

TEST_F(Programmes, devices_that_follow_are_counted_down_to_the_lowest_area_without_retired_ones) {
  house_.devices.make_token(house_.administrator, house_.board_ask());
  EXPECT_EQ(desk_.changes(house_.administrator, commune).devices, 1);
  EXPECT_EQ(desk_.changes(house_.administrator, "02").devices, 1);
  EXPECT_EQ(desk_.changes(house_.administrator, "02.027").devices, 0);
  house_.devices.retire(house_.administrator, house_.board_ask().id);
  EXPECT_EQ(desk_.changes(house_.administrator, "02").devices, 0);
  EXPECT_EQ(problem_of([&] { desk_.changes(house_.staff, "02.027"); }), "forbidden");
  EXPECT_EQ(problem_of([&] { desk_.changes(house_.administrator, "99"); }), "not_found");
}

TEST_F(Programmes, nothing_is_kept_for_an_area_that_vanished_since_we_looked) {
  const auto draft = save(entries(approve(playlists::ItemClass::Priority, "02")));
  house_.store.write([](Session& s) { AreaTable(s).remove(commune); }).get();
  EXPECT_EQ(problem_of([&] { save("[]"); }), "not_found");
  EXPECT_EQ(problem_of([&] { desk_.publish(house_.staff, commune, draft.revision); }), "not_found");
}

TEST_F(Programmes, only_approved_messages_within_their_areas_and_class_are_published) {
  EXPECT_EQ(refused_to_publish(entries(std::string(64, 'a'))), "unknown_message");
  EXPECT_EQ(refused_to_publish(entries(approve(playlists::ItemClass::Routine, "02"), "priority")),
            "not_entitled_class");
  EXPECT_EQ(refused_to_publish(entries(approve(playlists::ItemClass::Priority, "02.027"))),
            "not_entitled_area");
}

TEST_F(Programmes, an_emergency_is_never_an_entry) {
  const auto hash = approve(playlists::ItemClass::Emergency, "02");
  EXPECT_NE(problem_of([&] { save(entries(hash, "emergency")); }), "");
}

TEST_F(Programmes, who_saves_over_somebody_elses_change_is_told) {
  save("[]");
  EXPECT_EQ(problem_of([&] { desk_.save(house_.staff, commune, "0", change("[]")); }),
            "changed_meanwhile");
  EXPECT_EQ(problem_of([&] { desk_.publish(house_.staff, commune, "0"); }), "changed_meanwhile");
}

TEST_F(Programmes, staff_write_their_own_communes_programme_only) {
  EXPECT_EQ(problem_of([&] { desk_.draft(house_.staff, "02.027"); }), "forbidden");
  EXPECT_EQ(problem_of([&] { desk_.save(house_.staff, "02", "0", change("[]")); }), "forbidden");
  EXPECT_EQ(problem_of([&] { desk_.draft(house_.administrator, "99"); }), "not_found");
  EXPECT_FALSE(desk_.published(house_.staff, "02"));  // above their own: may be seen, is not there
  EXPECT_EQ(problem_of([&] { desk_.published(house_.staff, "02.027"); }), "forbidden");
}

TEST_F(Programmes, a_mistake_names_its_entry) {
  const auto good = entries(approve(playlists::ItemClass::Priority, "02"));
  const std::string text = good.substr(0, good.size() - 1) + R"(,{"title":"x"}])";
  try {
    save(text);
    FAIL() << "kept half an entry";
  } catch (const api::Problem& problem) {
    ASSERT_FALSE(problem.details().empty());
    EXPECT_EQ(problem.details()[0].pointer, "/entries/1");
  }
  EXPECT_NE(problem_of([&] { save("{"); }), "");
  EXPECT_NE(problem_of([&] { save("{}"); }), "");
}

TEST_F(Programmes, an_entry_without_an_id_gets_one_and_keeps_it) {
  const auto draft = save(entries(approve(playlists::ItemClass::Priority, "02")));
  const auto again = save(draft.entries);
  EXPECT_EQ(again.entries, draft.entries);
  EXPECT_NE(draft.entries.find("\"id\":\""), std::string::npos);
}

TEST_F(Programmes, every_message_of_a_playlist_is_judged_and_named) {
  const auto good = approve(playlists::ItemClass::Priority, "02");
  const auto draft = save(entries(good + R"(",")" + std::string(64, 'a')));
  try {
    desk_.publish(house_.staff, commune, draft.revision);
    FAIL() << "signed what is not approved";
  } catch (const api::Problem& problem) {
    ASSERT_EQ(problem.details().size(), 1U);
    EXPECT_EQ(problem.details()[0].pointer, "/entries/0/messages/1");
    EXPECT_EQ(problem.details()[0].code, "unknown_message");
  }
}

TEST_F(Programmes, what_is_signed_says_which_zone_tables_and_what_is_done_without_the_link) {
  const auto filler = approve(playlists::ItemClass::Background, "02");
  auto wanted = change(entries(approve(playlists::ItemClass::Priority, "02")));
  wanted.valid_from = december;
  wanted.valid_until = december + std::chrono::hours(24);
  wanted.offline = {30, filler};
  auto draft = desk_.save(house_.staff, commune, "0", wanted);
  EXPECT_EQ(draft.offline.days, 30);
  EXPECT_EQ(draft.valid_from, december);
  const auto published = desk_.publish(house_.staff, commune, draft.revision);
  EXPECT_EQ(published.offline.filler, filler);
  EXPECT_EQ(published.valid_until, wanted.valid_until);
  EXPECT_FALSE(published.zone_data.empty());
  EXPECT_FALSE(desk_.draft(house_.staff, commune).differs);

  wanted.offline.days = 7;
  draft = desk_.save(house_.staff, commune, draft.revision, wanted);
  EXPECT_TRUE(draft.differs);
  wanted.offline.filler = std::string(64, 'b');
  draft = desk_.save(house_.staff, commune, draft.revision, wanted);
  EXPECT_EQ(problem_of([&] { desk_.publish(house_.staff, commune, draft.revision); }),
            "unknown_message");
  wanted.offline.filler = "bb";
  EXPECT_NE(problem_of([&] { desk_.save(house_.staff, commune, draft.revision, wanted); }), "");
  wanted.offline = {};
  wanted.valid_until = december;
  EXPECT_NE(problem_of([&] { desk_.save(house_.staff, commune, draft.revision, wanted); }), "");
}

TEST_F(Programmes, when_entries_are_due_is_what_devices_follow) {
  const auto draft = save(entries(approve(playlists::ItemClass::Priority, "02")));
  const auto due = [&](api::ProgrammeOf of, std::chrono::hours span) {
    return desk_.occurrences(house_.staff, commune, of, december, december + span);
  };
  const auto found = due(api::ProgrammeOf::Draft, std::chrono::hours(48));
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(found[0].start, december);
  EXPECT_EQ(found[0].end, december + std::chrono::seconds(5));
  EXPECT_FALSE(found[0].loops);
  EXPECT_EQ(found[1].start, december + std::chrono::hours(24));
  EXPECT_NE(draft.entries.find(found[0].entry), std::string::npos);
  EXPECT_NE(problem_of([&] { due(api::ProgrammeOf::Draft, std::chrono::hours(32 * 24)); }), "");
  EXPECT_EQ(problem_of([&] { due(api::ProgrammeOf::Published, std::chrono::hours(1)); }),
            "not_published");
  desk_.publish(house_.staff, commune, draft.revision);
  EXPECT_EQ(due(api::ProgrammeOf::Published, std::chrono::hours(1)).size(), 1U);
}

TEST_F(Programmes, more_occurrences_than_anybody_can_look_at_are_refused) {
  auto text = entries(approve(playlists::ItemClass::Priority, "02"));
  text.replace(text.find(R"("times":["05:00:00"])"), 20,
               R"("window":{"start":"00:00:00","end":"24:00:00"},"every_s":10)");
  save(text);
  const auto of_hours = [&](int hours) {
    return desk_.occurrences(house_.staff, commune, api::ProgrammeOf::Draft, december,
                             december + std::chrono::hours(hours));
  };
  EXPECT_EQ(of_hours(1).size(), 360U);
  EXPECT_NE(problem_of([&] { of_hours(24); }), "");
}

TEST_F(Programmes, the_next_times_are_found_however_far_away) {
  const auto next = [&](const std::string& when, int each) {
    const auto entry = R"({"title":"x","class":"routine","messages":[")" + std::string(64, 'a') +
                       R"("],"when":)" + when + "}";
    return desk_.next_of(house_.staff, commune, entry, december, each);
  };
  EXPECT_EQ(next(R"({"rule":"FREQ=DAILY","times":["05:00:00"]})", 3).size(), 3U);
  EXPECT_EQ(next(R"({"from":"2030-02-28","times":["05:00:00"]})", 3).size(), 1U);
  EXPECT_EQ(next(R"({"from":"2026-11-30","times":["05:00:00"]})", 3).size(), 0U);
  const auto leap =
      next(R"({"rule":"FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29","times":["05:00:00"]})", 2);
  ASSERT_EQ(leap.size(), 2U);
  EXPECT_EQ(playlists::to_ms(leap[0].start), 1'835'388'000'000);
  EXPECT_TRUE(next(R"({"rule":"FREQ=DAILY","window":{"start":"04:00:00","end":"06:00:00"}})", 1)
                  .at(0)
                  .loops);
  EXPECT_NE(problem_of([&] { next(R"({"rule":"FREQ=DAILY;COUNT=0","times":["05:00:00"]})", 1); }),
            "");
  EXPECT_EQ(desk_.draft(house_.staff, commune).entries, "[]");  // nothing is kept
}

}  // namespace
