#include "controller/dispatch/order_draft.h"

#include <gtest/gtest.h>

#include "controller/api/problem.h"
#include "playlists/utf8.h"

namespace controller {
namespace {

using namespace std::chrono_literals;

const playlists::Instant kNow{1'795'000'000'000ms};

api::OrderAsk flood() {
  api::OrderAsk ask;
  ask.kind = "announce";
  ask.cls = "emergency";
  ask.title = "CẢNH BÁO LŨ QUÉT";
  ask.text = "Khẩn cấp!\nBà con lên chỗ cao.";
  ask.areas = {"02.026"};
  return ask;
}

std::vector<std::string> pointers(const api::OrderAsk& ask) {
  std::vector<std::string> found;
  try {
    draft_order(ask, {}, kNow);
  } catch (const api::Problem& problem) {
    for (const auto& detail : problem.details()) found.push_back(detail.pointer);
  }
  return found;
}

TEST(OrderDraft, fills_in_window_and_end) {
  auto order = draft_order(flood(), {}, kNow);
  EXPECT_EQ(order.issued, kNow);
  EXPECT_EQ(order.start_window, 10min);
  close_order(order);
  EXPECT_GT(order.expires, kNow + 10min);
  const auto given = order.expires;
  close_order(order);
  EXPECT_EQ(order.expires, given);
}

TEST(OrderDraft, a_card_is_made_of_title_and_lines_and_looks_like_its_class) {
  auto order = draft_order(flood(), {}, kNow);
  const auto card = card_of(order);
  EXPECT_EQ(card.template_name, "emergency");
  EXPECT_EQ(card.title, "CẢNH BÁO LŨ QUÉT");
  EXPECT_EQ(card.lines, (std::vector<std::string>{"Khẩn cấp!", "Bà con lên chỗ cao."}));
  order.item_class = playlists::ItemClass::Priority;
  EXPECT_EQ(card_of(order).template_name, "notice");
}

TEST(OrderDraft,
     a_long_line_is_parted_after_a_sentence_else_between_words_else_between_characters) {
  auto order = draft_order(flood(), {}, kNow);
  const auto lines = [&](const std::string& text) {
    order.text = text;
    auto made = card_of(order).lines;
    for (const auto& line : made) {
      EXPECT_LE(line.size(), 1000U);
      EXPECT_TRUE(playlists::is_utf8(line)) << line;
    }
    return made;
  };
  const auto many = [](const std::string& word, int times) {
    std::string all;
    for (int i = 0; i < times; ++i) all += word;
    return all;
  };
  const std::string sentence = many("nước ", 100) + "lên. ";
  EXPECT_EQ(lines(sentence + sentence + "Hết."),
            (std::vector<std::string>{sentence.substr(0, sentence.size() - 1), sentence + "Hết."}));
  const auto words = lines(many("nước ", 300));
  ASSERT_EQ(words.size(), 3U);
  for (const auto& line : words) EXPECT_TRUE(line.starts_with("nước")) << line;
  const auto characters = lines(many("ước", 300));
  ASSERT_EQ(characters.size(), 2U);
  EXPECT_EQ(characters[0] + characters[1], many("ước", 300));
}

TEST(OrderDraft, every_mistake_is_told_with_its_place) {
  auto ask = flood();
  ask.cls = "loud";
  ask.areas = {"02", "không"};
  ask.outputs = {"smell"};
  ask.text = "";
  EXPECT_EQ(pointers(ask), (std::vector<std::string>{"/areas/1", "/outputs/0", "/class", "/text"}));
  EXPECT_EQ(pointers({}), (std::vector<std::string>{"/kind", "/areas"}));
}

TEST(OrderDraft, a_stop_names_orders_or_all_of_them) {
  api::OrderAsk ask;
  ask.kind = "stop";
  ask.areas = {"02"};
  EXPECT_EQ(pointers(ask), std::vector<std::string>{"/stops"});
  ask.stops = {"*"};
  EXPECT_TRUE(draft_order(ask, {}, kNow).stops_all);
  ask.stops = {"no id"};
  EXPECT_EQ(pointers(ask), std::vector<std::string>{"/stops/0"});
}

}  // namespace
}  // namespace controller
