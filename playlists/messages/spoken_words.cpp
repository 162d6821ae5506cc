#include "playlists/messages/spoken_words.h"

#include <algorithm>
#include <array>

#include "playlists/messages/spoken_form.h"

namespace playlists {
namespace {

struct Spoken {
  std::string_view written, spoken;
};

constexpr std::array<Spoken, 63> abbreviations{{
    {"ATTP", "an toàn thực phẩm"},
    {"App", "áp"},
    {"BCĐ", "Ban chỉ đạo"},
    {"BCH", "Ban chỉ huy"},
    {"BHXH", "bảo hiểm xã hội"},
    {"BHYT", "bảo hiểm y tế"},
    {"BTGTU", "Ban Tuyên giáo Tỉnh ủy"},
    {"BTTTT", "Bộ Thông tin và Truyền thông"},
    {"BYT", "Bộ Y tế"},
    {"CA", "công an"},
    {"CAX", "công an xã"},
    {"CBCC", "cán bộ công chức"},
    {"CCCD", "căn cước công dân"},
    {"CNTT", "công nghệ thông tin"},
    {"COVID-19", "cô vít mười chín"},
    {"CT", "chỉ thị"},
    {"CV", "công văn"},
    {"Covid-19", "cô vít mười chín"},
    {"ĐT", "điện thoại"},
    {"F0", "ép không"},
    {"F1", "ép một"},
    {"F2", "ép hai"},
    {"F3", "ép ba"},
    {"GDNN", "giáo dục nghề nghiệp"},
    {"GDTX", "giáo dục thường xuyên"},
    {"HĐND", "Hội đồng nhân dân"},
    {"HTX", "hợp tác xã"},
    {"KGVX", "khoa giáo văn xã"},
    {"KH", "kế hoạch"},
    {"KT.", "ký thay"},
    {"MTTQ", "Mặt trận Tổ quốc"},
    {"NCOVI", "nờ cô vi"},
    {"NTM", "nông thôn mới"},
    {"OA", "o a"},
    {"PCCC", "phòng cháy chữa cháy"},
    {"PCTT", "phòng chống thiên tai"},
    {"QR", "quy a"},
    {"QĐ", "quyết định"},
    {"SMS", "tin nhắn"},
    {"STT", "số thứ tự"},
    {"STTTT", "Sở Thông tin và Truyền thông"},
    {"SYT", "Sở Y tế"},
    {"SĐT", "số điện thoại"},
    {"TKCN", "tìm kiếm cứu nạn"},
    {"TM.", "thay mặt"},
    {"THCS", "trung học cơ sở"},
    {"THPT", "trung học phổ thông"},
    {"TNHH", "trách nhiệm hữu hạn"},
    {"TP", "thành phố"},
    {"TP.", "thành phố"},
    {"TTHC", "thủ tục hành chính"},
    {"TTr", "tờ trình"},
    {"TU", "Tỉnh ủy"},
    {"TX.", "thị xã"},
    {"Tp", "thành phố"},
    {"Tp.", "thành phố"},
    {"Tx", "thị xã"},
    {"Tx.", "thị xã"},
    {"UBMTTQ", "Ủy ban Mặt trận Tổ quốc"},
    {"UBND", "Ủy ban nhân dân"},
    {"V/v", "về việc"},
    {"VHD", "vê hát đê"},
    {"VNPT", "vê en pê tê"},
}};

constexpr std::array<Spoken, 17> units{{
    {"%", "phần trăm"},
    {"cm", "xen ti mét"},
    {"g", "gam"},
    {"ha", "héc ta"},
    {"kg", "ki lô gam"},
    {"km", "ki lô mét"},
    {"km/h", "ki lô mét trên giờ"},
    {"l", "lít"},
    {"m", "mét"},
    {"m/s", "mét trên giây"},
    {"m2", "mét vuông"},
    {"m²", "mét vuông"},
    {"m3", "mét khối"},
    {"m³", "mét khối"},
    {"ml", "mi li lít"},
    {"mm", "mi li mét"},
    {"°C", "độ xê"},
}};

constexpr std::array<std::string_view, 26> letters{
    "a",  "bê", "xê", "đê",  "e",  "ép", "gờ", "hát", "i",  "gi",     "ca",  "lờ",    "mờ",
    "nờ", "o",  "pê", "quy", "rờ", "ét", "tê", "u",   "vê", "vê kép", "ích", "i dài", "dét"};

template <std::size_t N>
std::optional<std::string_view> find(const std::array<Spoken, N>& table, std::string_view written) {
  for (const Spoken& entry : table) {
    if (entry.written == written) return entry.spoken;
  }
  return std::nullopt;
}

void add(std::string& words, std::string_view more, std::string_view between = " ") {
  if (!words.empty() && !more.empty()) words += between;
  words += more;
}

std::string spell_part(std::string_view part) {
  if (const auto known = abbreviation_words(part)) return std::string{*known};
  std::string words;
  for (std::size_t i = 0; i < part.size(); ++i) {
    const char c = part[i];
    if (part.substr(i).starts_with("Đ")) {
      add(words, letter_word(U'Đ'));
      ++i;
    } else if (c >= '0' && c <= '9') {
      add(words, digit_words(part.substr(i, 1)));
    } else {
      add(words, letter_word(static_cast<unsigned char>(c)));
    }
  }
  return words;
}

std::string_view mark_word(char mark) {
  switch (mark) {
    case '.':
      return "chấm";
    case '/':
      return "gạch chéo";
    case '-':
      return "gạch ngang";
    case '_':
      return "gạch dưới";
    case '@':
      return "a còng";
    default:
      return "";
  }
}

}  // namespace

std::optional<std::string_view> abbreviation_words(std::string_view word) {
  return find(abbreviations, word);
}
std::optional<std::string_view> unit_words(std::string_view unit) {
  return find(units, unit);
}

std::string_view letter_word(char32_t letter) {
  if (letter == U'Đ' || letter == U'đ') return "đê";
  if (letter == U'D' || letter == U'd') return "dê";
  if (letter >= U'A' && letter <= U'Z') return letters[letter - U'A'];
  if (letter >= U'a' && letter <= U'z') return letters[letter - U'a'];
  return "";
}

std::string spell(std::string_view code) {
  std::string words;
  while (!code.empty()) {
    const std::size_t end = std::min(code.find_first_of("-/. "), code.size());
    add(words, spell_part(code.substr(0, end)), ", ");
    code.remove_prefix(std::min(code.size(), end + 1));
  }
  return words;
}

std::string link_words(std::string_view link) {
  for (const std::string_view prefix : {"https://", "http://", "www."}) {
    if (link.starts_with(prefix)) link.remove_prefix(prefix.size());
  }
  while (!link.empty() && link.back() == '/') link.remove_suffix(1);
  std::string words;
  std::string part;
  for (const char c : link) {
    const std::string_view mark = mark_word(c);
    if (mark.empty()) {
      part += c;
      continue;
    }
    add(words, part);
    part.clear();
    add(words, mark);
  }
  add(words, part);
  return words;
}

}  // namespace playlists
