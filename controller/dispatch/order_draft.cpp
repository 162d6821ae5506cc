#include "controller/dispatch/order_draft.h"

#include <algorithm>
#include <sstream>
#include <utility>

namespace controller {

namespace {

using playlists::Instant;
using playlists::Order;
using Details = std::vector<api::Detail>;

constexpr std::chrono::minutes kSlack{5};
constexpr std::size_t kCardLine = 1000;  // bytes, as a document has it

void refuse(Details& details, std::string pointer, std::string vi, std::string en) {
  details.push_back({std::move(pointer), 0, "bad_value", std::move(vi), std::move(en)});
}

template <typename T>
void read(const std::optional<T>& parsed, T& into, Details& details, const std::string& pointer) {
  if (parsed) {
    into = *parsed;
  } else {
    refuse(details, pointer, "Giá trị không dùng được", "This value cannot be used");
  }
}

void read_areas(const api::OrderAsk& ask, Order& order, Details& details) {
  if (ask.areas.empty()) {
    refuse(details, "/areas", "Chưa chọn địa bàn", "No area is chosen");
  }
  for (std::size_t i = 0; i < ask.areas.size(); ++i) {
    playlists::AreaCode area;
    read(playlists::AreaCode::parse(ask.areas[i]), area, details, "/areas/" + std::to_string(i));
    order.areas.push_back(area);
  }
}

void read_outputs(const api::OrderAsk& ask, Order& order, Details& details) {
  for (std::size_t i = 0; i < ask.outputs.size(); ++i) {
    playlists::OutputKind kind{};
    read(playlists::parse_output_kind(ask.outputs[i]), kind, details,
         "/outputs/" + std::to_string(i));
    order.outputs.push_back(kind);
  }
}

void read_stops(const api::OrderAsk& ask, Order& order, Details& details) {
  if (ask.stops.empty()) {
    refuse(details, "/stops", "Chưa nói dừng lệnh nào", "No order to stop is named");
  }
  for (std::size_t i = 0; i < ask.stops.size(); ++i) {
    if (ask.stops[i] == "*") {
      order.stops_all = true;
      continue;
    }
    playlists::OrderId id;
    read(playlists::OrderId::parse(ask.stops[i]), id, details, "/stops/" + std::to_string(i));
    order.stops.push_back(id);
  }
}

// Where a line that is longer than a card's may be is parted: after a sentence, else between words,
// else between characters.
std::size_t parting_of(std::string_view line) {
  const auto whole = line.substr(0, kCardLine);
  std::size_t word = 0;
  for (auto space = whole.rfind(' '); space != whole.npos && space > 0;
       space = whole.rfind(' ', space - 1)) {
    if (std::string_view(".!?;:").find(whole[space - 1]) != std::string_view::npos) return space;
    word = std::max(word, space);
  }
  if (word > 0) return word;
  std::size_t end = kCardLine;
  while (end > 0 && (static_cast<unsigned char>(line[end]) & 0xC0U) == 0x80U) --end;
  return end;
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) {
    std::string_view rest = line;
    while (rest.size() > kCardLine) {
      const auto end = parting_of(rest);
      lines.emplace_back(rest.substr(0, end));
      rest.remove_prefix(end);
      rest.remove_prefix(std::min(rest.find_first_not_of(' '), rest.size()));
    }
    if (!rest.empty()) lines.emplace_back(rest);
  }
  return lines;
}

void read_announcement(const api::OrderAsk& ask, Order& order, Details& details) {
  read(playlists::parse_class(ask.cls), order.item_class, details, "/class");
  order.title = ask.title;
  order.lang = ask.lang;
  order.text = ask.text;
  order.chime = ask.chime;
  order.repeat = ask.repeat;
  order.volume_db = ask.volume_db;
  if (ask.card && !ask.card->template_name.empty()) {
    const api::Card& card = *ask.card;
    order.card = playlists::Card{card.template_name, card.title, card.lines,
                                 card.steps,         card.url,   card.footer};
  }
  if (ask.text.empty() && ask.clip.empty()) {
    refuse(details, "/text", "Chưa có nội dung để đọc", "There is nothing to say");
  }
}

}  // namespace

Order draft_order(const api::OrderAsk& ask, playlists::OrderId id, Instant now) {
  Details details;
  Order order;
  order.id = std::move(id);
  order.issued = now;
  read(playlists::parse_order_kind(ask.kind), order.kind, details, "/kind");
  read_areas(ask, order, details);
  read_outputs(ask, order, details);
  order.below = ask.below;
  order.tags = ask.tags;
  order.not_before = ask.not_before;
  if (ask.start_window > api::Millis(0)) order.start_window = ask.start_window;
  order.expires = ask.expires;
  if (order.kind == playlists::OrderKind::Stop) read_stops(ask, order, details);
  if (order.kind == playlists::OrderKind::Announce) read_announcement(ask, order, details);
  if (!details.empty()) throw api::invalid(std::move(details));
  return order;
}

playlists::Card card_of(const Order& order) {
  playlists::Card card;
  card.template_name = order.item_class == playlists::ItemClass::Emergency ? "emergency" : "notice";
  card.title = order.title;
  card.lines = lines_of(order.text);
  return card;
}

void close_order(Order& order) {
  if (order.expires != Instant{}) return;
  order.expires = earliest_start(order) + order.start_window + planned_duration(order) + kSlack;
}

}  // namespace controller
