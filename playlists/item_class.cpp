#include "playlists/item_class.h"

#include "playlists/words.h"

namespace playlists {
namespace {

using enum ItemClass;
constexpr std::array<Word<ItemClass>, 4> texts{{{Background, "background"},
                                                {Routine, "routine"},
                                                {Priority, "priority"},
                                                {Emergency, "emergency"}}};
constexpr std::array<Word<ItemClass>, 4> names_vi{{{Background, "nền"},
                                                   {Routine, "thông thường"},
                                                   {Priority, "ưu tiên"},
                                                   {Emergency, "khẩn cấp"}}};

}  // namespace

std::string_view class_text(ItemClass item_class) {
  return word_of(texts, item_class);
}
std::optional<ItemClass> parse_class(std::string_view text) {
  return value_of(texts, text);
}
std::string_view class_name_vi(ItemClass item_class) {
  return word_of(names_vi, item_class);
}
std::string_view class_name_en(ItemClass item_class) {
  return class_text(item_class);
}

}  // namespace playlists
