// Every document's JSON: the shapes of docs/documents.md are read, and what we write is read back
// as the same value.
#include <gtest/gtest.h>

#include "playlists/messages/message_json.h"
#include "playlists/orders/dispatch_json.h"
#include "playlists/orders/order_json.h"
#include "playlists/orders/placement_json.h"
#include "playlists/orders/play_json.h"
#include "playlists/orders/receipt_json.h"
#include "playlists/programme/programme_json.h"
#include "tests/unit/playlists/samples.h"

namespace playlists {
namespace {

using namespace std::chrono_literals;
using samples::at;

template <class T>
T good(const Parsed<T>& parsed) {
  EXPECT_TRUE(parsed) << problems_text(parsed.problems);
  return parsed ? *parsed : T{};
}

std::string codes(const std::vector<Problem>& problems) {
  std::string text;
  for (const Problem& problem : problems) text += problem.code + " " + problem.en + "\n";
  return text;
}

TEST(Documents, message_goes_there_and_back) {
  Message message = samples::message(1, 17'350ms);
  message.clip = ClipName{*ClipId::parse(std::string(64, 'c')), "movie-hello.mp4"};
  Rendition picture;
  picture.for_key = "picture:192x96@25";
  picture.sha256 = *MediaHash::parse(std::string(64, 'd'));
  picture.media = "video/mp4";
  picture.duration = 8'333ms;
  picture.frames = 208;
  message.renditions.push_back(picture);
  message.valid_until = at("00:00", 30);
  EXPECT_EQ(good(parse_message(message_to_json(message))), message);
  message.valid_until = open_end;
  EXPECT_EQ(good(parse_message(message_to_json(message))), message);
  EXPECT_NE(message_to_json(message).find("\"valid_until_ms\":0"), std::string::npos);
}

TEST(Documents, message_is_written_in_the_documented_order) {
  const std::string json = message_to_json(samples::message(1, 1s));
  EXPECT_TRUE(json.starts_with("{\"v\":1,\"id\":\"")) << json;
  EXPECT_LT(json.find("\"variants\""), json.find("\"renditions\""));
  EXPECT_LT(json.find("\"renditions\""), json.find("\"highest_class\""));
}

TEST(Documents, programme_goes_there_and_back) {
  Entry weekly = samples::timed(1, "05:00");
  weekly.when.rule = "FREQ=WEEKLY;BYDAY=MO,FR";
  weekly.when.times.push_back(17h);
  using namespace std::chrono;
  weekly.when.from = 2026y / November / 21;
  weekly.when.until = 2026y / December / 31;
  weekly.outputs = {OutputKind::Picture};
  weekly.where.include.resize(1);
  weekly.where.include[0].tags = {"cho"};
  weekly.where.include[0].below = false;
  weekly.lose = Lose::Skip;
  weekly.volume_db = -3.5;
  weekly.repeat = 3;
  const Programme programme =
      samples::programme("02.026", {weekly, samples::window(2, "06:00", "22:00")});
  EXPECT_EQ(good(parse_programme(programme_to_json(programme))), programme);
  EXPECT_EQ(good(parse_entry(entry_to_json(weekly))), weekly);
}

TEST(Documents, order_goes_there_and_back) {
  Order order = samples::announce(1, at("05:00"), ItemClass::Emergency);
  order.outputs = {OutputKind::Sound, OutputKind::Picture};
  order.tags = {"cho"};
  order.below = false;
  order.chime = true;
  order.repeat = 2;
  order.volume_db = 3;
  order.not_before = at("05:01");
  order.start_window = 60s;
  EXPECT_EQ(good(parse_order(order_to_json(order))), order);
  order.card.reset();
  EXPECT_EQ(good(parse_order(order_to_json(order))), order);
}

TEST(Documents, stop_goes_there_and_back) {
  Order stop;
  stop.id = samples::order_id(9);
  stop.kind = OrderKind::Stop;
  stop.issued = at("05:00");
  stop.areas = {samples::area("02")};
  stop.stops = {samples::order_id(1), samples::order_id(2)};
  stop.expires = at("06:00");
  EXPECT_EQ(good(parse_order(order_to_json(stop))), stop);
  stop.stops.clear();
  EXPECT_EQ(codes(parse_order(order_to_json(stop)).problems),
            "bad_value stops: must hold order ids, or “*” alone.\n");
  stop.stops_all = true;
  EXPECT_EQ(good(parse_order(order_to_json(stop))), stop);
}

TEST(Documents, order_that_could_never_be_obeyed_is_refused) {
  Order order = samples::announce(1, at("05:00"), ItemClass::Routine);
  order.expires = order.issued;
  EXPECT_EQ(codes(parse_order(order_to_json(order)).problems),
            "bad_value expires_ms: must be after its earliest start.\n");
  order = samples::announce(1, at("05:00"), ItemClass::Routine);
  order.start_window = 601s;
  EXPECT_EQ(codes(parse_order(order_to_json(order)).problems),
            "out_of_range start_window_ms: must be 1 … 600000.\n");
  order = samples::announce(1, at("05:00"), ItemClass::Routine);
  order.card.reset();
  order.speech.reset();
  EXPECT_EQ(codes(parse_order(order_to_json(order)).problems),
            "missing speech: nothing to play: neither speech, card nor chime.\n");
  order = samples::announce(1, at("05:00"), ItemClass::Routine);
  order.speech->bundles.assign(901, std::string(43, 'h'));
  EXPECT_TRUE(
      codes(parse_order(order_to_json(order)).problems).starts_with("too_long speech.bundles"));
}

TEST(Documents, placement_dispatch_time_and_receipt_go_there_and_back) {
  EXPECT_EQ(good(parse_placement(placement_to_json(samples::placement()))), samples::placement());
  auto drill = samples::placement();
  drill.world = World::Drill;
  EXPECT_EQ(good(parse_placement(placement_to_json(drill))), drill);
  EXPECT_EQ(good(parse_profile(profile_to_json(samples::placement().profile))),
            samples::placement().profile);
  const Dispatch dispatch{3, at("05:00"), "a.b.c"};
  EXPECT_EQ(good(parse_dispatch(dispatch_to_json(dispatch))), dispatch);
  const SignedTime time{"n0nce", at("05:00")};
  EXPECT_EQ(good(parse_time(time_to_json(time))), time);
  const Receipt receipt{*ReceiptId::parse(samples::order_id(5).text()),
                        samples::placement().device,
                        samples::order_id(1),
                        ReceiptStage::Refused,
                        "busy",
                        at("05:00"),
                        ClockState::Trusted,
                        1500ms};
  EXPECT_EQ(good(parse_receipt(receipt_to_json(receipt))), receipt);
}

TEST(Documents, plays_go_there_and_back) {
  PlayRecord record;
  record.seq = 12;
  record.prev = first_prev();
  record.boot = 3;
  record.output = OutputKind::Sound;
  record.item = {ItemKind::Entry,          samples::entry_id(1).text(),
                 samples::area("02.026"),  7,
                 samples::message_hash(1), "Bản tin",
                 ItemClass::Routine};
  record.start = at("05:00");
  record.end = at("05:01");
  record.clock = ClockState::Trusted;
  record.start_mono_ns = 123'456'789'012;
  record.amount = 2'880'000;
  record.level_dbfs = -21.5;
  record.peak_dbfs = -3.0;
  record.outcome = Outcome::Heard;
  EXPECT_EQ(good(parse_play_record(play_record_to_json(record))), record);
  EXPECT_EQ(good(parse_item(item_to_json(record.item))), record.item);
  const Plays plays{samples::placement().device,
                    *ChainId::parse(samples::order_id(7).text()),
                    {play_record_to_json(record), "any bytes"}};
  EXPECT_EQ(good(parse_plays(plays_to_json(plays))), plays);
  record.output = OutputKind::Picture;
  record.level_dbfs.reset();
  record.peak_dbfs.reset();
  record.outcome = Outcome::Interrupted;
  record.reason = PlayReason::Restart;
  const std::string json = play_record_to_json(record);
  EXPECT_NE(json.find("\"level_dbfs\":null"), std::string::npos);
  EXPECT_EQ(good(parse_play_record(json)), record);
}

TEST(Documents, every_outcome_and_reason_has_words_in_both_languages) {
  for (int i = 1; i <= static_cast<int>(Outcome::Excused); ++i) {
    const auto outcome = static_cast<Outcome>(i);
    EXPECT_EQ(parse_outcome(outcome_text(outcome)), outcome);
    EXPECT_FALSE(outcome_name_vi(outcome).empty());
    EXPECT_FALSE(outcome_name_en(outcome).empty());
  }
  for (int i = 1; i <= static_cast<int>(PlayReason::Storage); ++i) {
    const auto reason = static_cast<PlayReason>(i);
    EXPECT_EQ(parse_play_reason(play_reason_text(reason)), reason);
    EXPECT_FALSE(play_reason_name_vi(reason).empty());
    EXPECT_FALSE(play_reason_name_en(reason).empty());
  }
}

TEST(Documents, unknown_members_are_ignored_and_other_versions_refused) {
  EXPECT_TRUE(parse_time(R"({"v":1,"nonce":"x","now_ms":5,"later":{"a":[1]}})"));
  EXPECT_TRUE(codes(parse_time(R"({"v":2,"nonce":"x","now_ms":5})").problems)
                  .starts_with("unsupported_version"));
}

TEST(Documents, say_where_each_mistake_is) {
  const std::string json =
      R"({"v":1,"id":"x","issued_ms":"5","kind":"clip","title":"T","duration_ms":0,
    "variants":[{"lang":"vi","card":{"template":"notice","lines":"no"}}],"highest_class":"loud","areas":["02"]})";
  const auto parsed = parse_message(json);
  EXPECT_EQ(codes(parsed.problems),
            "bad_value id: “x” is not a valid value.\n"
            "wrong_type issued_ms: must be an integer.\n"
            "out_of_range duration_ms: must be 1 … 86400000.\n"
            "wrong_type variants[0].card.lines: must be a list.\n"
            "bad_value highest_class: “loud” is not a valid value.\n");
}

}  // namespace
}  // namespace playlists
