#include "playlists/messages/spoken_form.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include "playlists/utf8.h"

namespace playlists {
namespace {

struct Spoken {
  const char* written;
  const char* spoken;
};

class SpokenForm : public testing::TestWithParam<Spoken> {};

TEST_P(SpokenForm, reads_as_people_say_it) {
  EXPECT_EQ(spoken_form(GetParam().written), GetParam().spoken);
}

const Spoken table[] = {
    {"", ""},
    {"Kính mời bà con.", "Kính mời bà con."},
    {"gọi 1900 9095", "gọi một chín không không, chín không chín năm."},
    {"SĐT 0912 345 678", "số điện thoại không chín một hai, ba bốn năm, sáu bảy tám."},
    {"gọi 0219.3886.114 ngay", "gọi không hai một chín, ba tám tám sáu, một một bốn ngay."},
    {"gọi 114", "gọi một một bốn."},
    {"số 416", "số bốn trăm mười sáu."},
    {"ngày 31/7/2021", "ngày ba mươi mốt tháng bảy năm hai nghìn không trăm hai mươi mốt."},
    {"từ 01/8/2020", "từ ngày một tháng tám năm hai nghìn không trăm hai mươi."},
    {"ngày 15/9", "ngày mười lăm tháng chín."},
    {"tháng 7/2021", "tháng bảy năm hai nghìn không trăm hai mươi mốt."},
    {"Trước 9h00 ngày 31/7/2021, các thôn",
     "Trước chín giờ ngày ba mươi mốt tháng bảy năm hai nghìn không trăm hai mươi mốt, các thôn."},
    {"trước 9h00' sáng", "trước chín giờ sáng."},
    {"lúc 14h30 và 8h", "lúc mười bốn giờ ba mươi phút và tám giờ."},
    {"lúc 5:15", "lúc năm giờ mười lăm phút."},
    {"đạt trên 50%", "đạt trên năm mươi phần trăm."},
    {"100% cán bộ", "một trăm phần trăm cán bộ."},
    {"2,5 km", "hai phẩy năm ki lô mét."},
    {"1.300 hộ", "một nghìn ba trăm hộ."},
    {"từ 3-5 người", "từ ba đến năm người."},
    {"từ 3 – 5 người", "từ ba đến năm người."},
    {"03 vấn đề", "ba vấn đề."},
    {"trực 24/7", "trực hai mươi bốn trên bảy."},
    {"UBND, HĐND xã", "Ủy ban nhân dân, Hội đồng nhân dân xã."},
    {"quét mã QR", "quét mã quy a."},
    {"Covid-19 và COVID-19", "cô vít mười chín và cô vít mười chín."},
    {"F0, F1", "ép không, ép một."},
    {"5K + Vaccine", "năm ca + Vaccine."},
    {"NCOVI", "nờ cô vi."},
    {"Tp. Hà Giang", "thành phố Hà Giang."},
    {"V/v phòng dịch", "về việc phòng dịch."},
    {"466-CV/TU", "bốn trăm sáu mươi sáu, công văn, Tỉnh ủy."},
    {"2841/BTTTT-THH ngày 01/8/2020",
     "hai nghìn tám trăm bốn mươi mốt, Bộ Thông tin và Truyền thông, tê hát hát ngày một tháng tám "
     "năm hai nghìn không trăm hai mươi."},
    {"15/CT-UBND", "mười lăm, chỉ thị, Ủy ban nhân dân."},
    {"http://www.bluezone.gov.vn", "bluezone chấm gov chấm vn."},
    {"vào https://ncovi.vnpt.vn/, khai báo", "vào ncovi chấm vnpt chấm vn, khai báo."},
    {"vào tokhaiyte.vn.", "vào tokhaiyte chấm vn."},
    {"- Khẩu trang\n- Khử khuẩn\n", "Khẩu trang. Khử khuẩn."},
    {"Nơi nhận: ./.", "Nơi nhận: ."},
    {"trong 2 giờ tới", "trong hai giờ tới."},
    {"mưa 120mm", "mưa một trăm hai mươi mi li mét."},
    {"Smart Thanh Hóa", "Smart Thanh Hóa."},
};
INSTANTIATE_TEST_SUITE_P(Letters, SpokenForm, testing::ValuesIn(table));

TEST(NumberWords, are_vietnamese) {
  const std::pair<unsigned long long, const char*> numbers[] = {
      {0, "không"},
      {4, "bốn"},
      {10, "mười"},
      {11, "mười một"},
      {15, "mười lăm"},
      {20, "hai mươi"},
      {21, "hai mươi mốt"},
      {25, "hai mươi lăm"},
      {100, "một trăm"},
      {101, "một trăm linh một"},
      {105, "một trăm linh năm"},
      {115, "một trăm mười lăm"},
      {1000, "một nghìn"},
      {1005, "một nghìn không trăm linh năm"},
      {2021, "hai nghìn không trăm hai mươi mốt"},
      {1'000'000, "một triệu"},
      {1'000'001, "một triệu không trăm linh một"},
      {2'000'000'000, "hai tỷ"}};
  for (const auto& [number, words] : numbers) EXPECT_EQ(number_words(number), words) << number;
}

TEST(SpokenFormText, is_composed_and_valid) {
  EXPECT_EQ(spoken_form("Ho\xCC\x80"
                        "a"),
            "Hòa.");  // NFD becomes NFC
  EXPECT_EQ(spoken_form("Hà\xFF Giang"), "Hà Giang.");
}

RC_GTEST_PROP(SpokenFormText, any_bytes_become_text, (const std::string& bytes)) {
  RC_ASSERT(is_utf8(spoken_form(bytes)));
}

RC_GTEST_PROP(SpokenFormText, any_mixture_of_known_pieces_becomes_text, ()) {
  const auto pieces = *rc::gen::container<std::vector<std::string>>(rc::gen::element<std::string>(
      "1", "23", "/", "-", ".", ",", "h", ":", "%", " ", "UBND", "0912", "+", "đ", "–", "\n",
      "www.", "5K", "ngày", "(", "CV/TU", "999999999999999999999"));
  std::string text;
  for (const std::string& piece : pieces) text += piece;
  RC_ASSERT(is_utf8(spoken_form(text)));
}

}  // namespace
}  // namespace playlists
