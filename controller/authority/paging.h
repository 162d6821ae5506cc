#pragma once

#include <string>
#include <utility>
#include <vector>

#include "controller/api/values.h"

namespace controller {

/// One page of `all`, which is sorted upwards by `key_of(item)` (a std::string); the cursor is the
/// key of the last item shown, so a page stays right when items come and go. Thread-safe.
template <class T, class KeyOf>
api::Page<T> page_of(std::vector<T> all, const api::PageAsk& ask, KeyOf key_of) {
  api::Page<T> page;
  for (T& item : all) {
    if (!ask.cursor.empty() && key_of(item) <= ask.cursor) continue;
    if (static_cast<int>(page.items.size()) == ask.limit) {
      page.next = key_of(page.items.back());
      return page;
    }
    page.items.push_back(std::move(item));
  }
  return page;
}

}  // namespace controller
