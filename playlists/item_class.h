// How important something to be played is: the four classes of docs/documents.md, rising. Immutable
// values.
#pragma once

#include <optional>
#include <string_view>

namespace playlists {

/// Rising, so that `<` compares. `Emergency` exists only as an order, never in a programme.
enum class ItemClass { Unknown, Background, Routine, Priority, Emergency };

/// `background`, `routine`, `priority`, `emergency`; empty for Unknown.
std::string_view class_text(ItemClass item_class);
std::optional<ItemClass> parse_class(std::string_view text);
/// What people call it: nền, thông thường, ưu tiên, khẩn cấp.
std::string_view class_name_vi(ItemClass item_class);
std::string_view class_name_en(ItemClass item_class);

}  // namespace playlists
