#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "players/media/card_renderer.h"
#include "players/media/qr_check.h"
#include "playlists/messages/messages_file_json.h"
#include "tests/places.h"

namespace players {
namespace {

using playlists::Card;
using std::chrono::milliseconds;

struct Board {
  int width;
  int height;
};

playlists::MessagesFile real_messages() {
  std::ifstream in(tests::data_dir() + "/messages-vi.json");
  std::stringstream text;
  text << in.rdbuf();
  return *playlists::parse_messages_file(text.str());
}

Card real_card(const std::string& id) {
  const auto file = real_messages();
  return playlists::card_of(*playlists::fill_in(*file.find(id), file.facts));
}

double share_of_red(const Image& image) {
  int red = 0;
  for (int y = 0; y < image.height(); ++y) {
    for (int x = 0; x < image.width(); ++x) {
      const Colour c = image.at(x, y);
      red += c.red > 150 && c.green < 60 && c.blue < 60;
    }
  }
  return static_cast<double>(red) / (image.width() * image.height());
}

class Cards : public testing::TestWithParam<Board> {
 protected:
  CardRenderer renderer_;
};

TEST_P(Cards, every_real_message_is_drawn_in_the_boards_own_pixels) {
  for (const auto& draft : real_messages().messages) {
    const auto drawn = renderer_.draw(real_card(draft.id), GetParam().width, GetParam().height);
    ASSERT_TRUE(drawn) << draft.id << ": " << drawn.problem->en;
    for (const auto& page : drawn.card.pages) {
      EXPECT_EQ(page.image.width(), GetParam().width);
      EXPECT_EQ(page.image.height(), GetParam().height);
      EXPECT_GE(page.dwell, milliseconds(4000));
    }
  }
}

TEST_P(Cards, the_qr_on_every_page_reads_as_the_address) {
  for (const char* id : {"install-bluezone", "install-ncovi", "declare-tokhaiyte"}) {
    const Card card = real_card(id);
    const auto drawn = renderer_.draw(card, GetParam().width, GetParam().height);
    ASSERT_TRUE(drawn) << id;
    for (const auto& page : drawn.card.pages) EXPECT_TRUE(qr_reads_as(page.image, card.url));
  }
}

TEST_P(Cards, the_same_card_gives_the_same_pixels) {
  const Card card = real_card("install-bluezone");
  const auto one = renderer_.draw(card, GetParam().width, GetParam().height);
  const auto two = CardRenderer().draw(card, GetParam().width, GetParam().height);
  ASSERT_EQ(one.card.pages.size(), two.card.pages.size());
  for (std::size_t i = 0; i < one.card.pages.size(); ++i) {
    EXPECT_EQ(one.card.pages[i].image, two.card.pages[i].image);
  }
}

TEST_P(Cards, an_emergency_is_mostly_red_and_nothing_else_is) {
  const auto emergency =
      renderer_.draw(real_card("flood-evacuate"), GetParam().width, GetParam().height);
  const auto notice = renderer_.draw(real_card("five-k"), GetParam().width, GetParam().height);
  ASSERT_TRUE(emergency && notice);
  EXPECT_GT(share_of_red(emergency.card.pages[0].image), 0.35);
  EXPECT_LT(share_of_red(notice.card.pages[0].image), 0.01);
}

INSTANTIATE_TEST_SUITE_P(Boards, Cards,
                         testing::Values(Board{192, 96}, Board{320, 160}, Board{256, 128},
                                         Board{128, 256}, Board{512, 256}));

TEST(Card, a_board_too_small_for_the_qr_is_a_problem_that_says_so) {
  const auto drawn = CardRenderer().draw(real_card("install-bluezone"), 64, 32);
  ASSERT_FALSE(drawn);
  EXPECT_EQ(drawn.problem->code, "board_too_small");
  EXPECT_FALSE(drawn.problem->vi.empty());
}

TEST(Card, without_anything_to_show_is_refused) {
  const auto drawn = CardRenderer().draw({"notice", "", {}, {}, "", ""}, 192, 96);
  ASSERT_FALSE(drawn);
  EXPECT_EQ(drawn.problem->code, "empty_card");
}

TEST(Card, with_an_address_no_qr_holds_is_refused) {
  const Card card{"install-card", "Tải về", {}, {"Quét mã"}, std::string(4000, 'x'), ""};
  EXPECT_EQ(CardRenderer().draw(card, 320, 160).problem->code, "url_too_long");
}

TEST(Card, with_many_steps_goes_on_to_further_pages) {
  Card card{"install-card", "Khai báo", {}, {}, "https://tokhaiyte.vn", ""};
  for (int i = 0; i < 7; ++i) card.steps.push_back("Bấm nút tiếp theo và chờ màn hình hiện ra");
  const auto drawn = CardRenderer({10, 8}).draw(card, 192, 96);
  ASSERT_TRUE(drawn) << drawn.problem->en;
  EXPECT_GT(drawn.card.pages.size(), 2U);
}

TEST(Card, with_a_paragraph_higher_than_the_board_goes_on_over_pages) {
  Card card;
  card.title = "CẢNH BÁO LŨ QUÉT";
  card.template_name = "emergency";
  std::string text;
  for (int i = 0; i < 8; ++i) {
    text += "Nước sông Lô tại trạm Hà Giang đang lên nhanh, bà con hai bên bờ sơ tán ngay. ";
  }
  card.lines = {text};
  for (const auto& [width, height] : {std::pair(192, 96), std::pair(320, 160)}) {
    const auto drawn = CardRenderer().draw(card, width, height);
    ASSERT_TRUE(drawn) << width;
    EXPECT_GT(drawn.card.pages.size(), 1U);
  }
  // One word without a place to break, as long as a text can be.
  card.lines = {std::string(600, 'x')};
  const auto drawn = CardRenderer().draw(card, 192, 96);
  EXPECT_TRUE(drawn || drawn.problem->code == "board_too_small");
}

TEST(Card, with_a_title_longer_than_its_band_says_it_whole_in_the_text) {
  for (const auto* form : {"emergency", "notice"}) {
    Card card;
    card.template_name = form;
    card.title =
        "Mời bà con thôn Lô Lô Chải đến nhà văn hóa lúc 19 giờ để nghe hướng dẫn phòng dịch";
    for (const auto& [width, height] :
         {std::pair(128, 64), std::pair(192, 96), std::pair(96, 192)}) {
      card.lines = {};
      const auto alone = CardRenderer().draw(card, width, height);
      EXPECT_TRUE(alone) << form << width;
      card.lines = {"Nhớ mang theo khẩu trang."};
      const auto with_text = CardRenderer().draw(card, width, height);
      ASSERT_TRUE(with_text) << form << width;
      card.lines = {card.title +
                    ". Nhớ mang theo khẩu trang."};  // what says it anyway is not doubled
      const auto said = CardRenderer().draw(card, width, height);
      ASSERT_TRUE(said) << form << width;
      EXPECT_LE(said.card.pages.size(), with_text.card.pages.size() + 1);
    }
  }
}

TEST(Card, of_arbitrary_bytes_never_breaks_the_renderer) {
  const CardRenderer renderer;
  for (const char* text : {"\xFF\xFE", "a\xCC\x81\xCC\x81\xCC\x81", "\xE2\x80\xAE", "\t\n\r"}) {
    renderer.draw({"notice", text, {text, text}, {text}, "", text}, 192, 96);
  }
}

TEST(CardPages, follow_each_other_and_begin_again) {
  CardPages card;
  card.pages = {{Image(2, 2), milliseconds(5000)}, {Image(2, 2), milliseconds(4000)}};
  EXPECT_EQ(card.cycle(), milliseconds(9000));
  EXPECT_EQ(card.page_at(milliseconds(4999)), 0U);
  EXPECT_EQ(card.page_at(milliseconds(5000)), 1U);
  EXPECT_EQ(card.page_at(milliseconds(9000)), 0U);
  EXPECT_EQ(card.until_next(milliseconds(3000)), milliseconds(2000));
  EXPECT_EQ(card.until_next(milliseconds(8999)), milliseconds(1));
}

}  // namespace
}  // namespace players
