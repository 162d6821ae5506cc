#include "controller/authority/device_list.h"

#include <string_view>

#include "controller/authority/detail.h"
#include "controller/authority/id_list_json.h"
#include "controller/authority/search_text.h"

namespace controller {

namespace {

constexpr char between = '~';  // in no id, area or key, and harmless in a URL

DeviceOrder order_of(api::DeviceSort sort) {
  switch (sort) {
    case api::DeviceSort::Name:
      return DeviceOrder::Name;
    case api::DeviceSort::Area:
      return DeviceOrder::Area;
    case api::DeviceSort::Id:
    case api::DeviceSort::None:
      break;
  }
  return DeviceOrder::Id;
}

std::string word_of(const DevicesWanted& wanted) {
  const std::string word = wanted.order == DeviceOrder::Name   ? "name"
                           : wanted.order == DeviceOrder::Area ? "area"
                                                               : "id";
  return wanted.down ? "-" + word : word;
}

std::pair<std::string, std::string> place_in(std::string_view cursor, const DevicesWanted& wanted) {
  const auto first = cursor.find(between);
  const auto second = first == std::string_view::npos ? first : cursor.find(between, first + 1);
  if (second == std::string_view::npos || cursor.substr(0, first) != word_of(wanted)) {
    throw mistake("?cursor", "bad_cursor", "Con trỏ trang không thuộc danh sách này.",
                  "This cursor is not one of this list.");
  }
  return {std::string(cursor.substr(first + 1, second - first - 1)),
          std::string(cursor.substr(second + 1))};
}

}  // namespace

DevicesWanted devices_wanted(const api::DeviceFilter& filter, const api::PageAsk& page,
                             const std::string& area) {
  DevicesWanted wanted;
  wanted.area = area;
  wanted.search = search_text(filter.text);
  wanted.profile = filter.profile;
  wanted.tag = filter.tag;
  wanted.retired = filter.retired;
  if (filter.among) wanted.ids = id_list_to_json(*filter.among);
  wanted.order = order_of(filter.sort);
  wanted.down = filter.down;
  if (!page.cursor.empty()) wanted.after = place_in(page.cursor, wanted);
  return wanted;
}

std::string cursor_after(const DevicesWanted& wanted, const DeviceRow& last) {
  const bool by_id = wanted.order == DeviceOrder::Id;
  return word_of(wanted) + between + (by_id ? "" : ordered_by(last, wanted.order)) + between +
         last.id;
}

}  // namespace controller
