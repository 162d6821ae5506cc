#include "controller/dispatch/order_judge.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "controller/dispatch/order_rows.h"
#include "controller/dispatch/scope.h"
#include "playlists/orders/order_json.h"
#include "protocols/trust/jws.h"

namespace controller {

namespace trust = protocols::trust;
using playlists::Order;

namespace {

// The announcements a stop means, whatever became of them.
std::vector<Order> stopped_ones(Session& session, const Order& stop, playlists::Instant now) {
  if (stop.stops_all) return open_orders(session, now);
  std::vector<Order> ones;
  for (const auto& id : stop.stops) {
    const auto row = OrderRows(session).find(id.text());
    auto order = row ? playlists::parse_order(row->payload).value : std::nullopt;
    if (order) ones.push_back(*std::move(order));
  }
  return ones;
}

}  // namespace

api::Problem problem_of(const trust::Refusal& refusal) {
  const auto text = trust::text(refusal.reason);
  return {422, std::string(trust::code(refusal.reason)), std::string(text.vi),
          std::string(text.en)};
}

api::Problem vanished_area(const std::string& area) {
  return {422, "unknown_area", "Địa bàn " + area + " không còn nữa; hãy soạn lại.",
          "The area " + area + " is gone: prepare it anew."};
}

std::set<std::string> OrderJudge::excused(const Order& order, playlists::Instant now) const {
  const auto known = [this](const auto& area) { return areas_.knows(area.text()); };
  if (order.kind != playlists::OrderKind::Stop || std::ranges::all_of(order.areas, known)) {
    return {};
  }
  std::set<std::string> gone;
  for (const auto& one : store_.read([&](Session& s) { return stopped_ones(s, order, now); })) {
    for (const auto& area : one.areas) {
      if (!known(area)) gone.insert(area.text());
    }
  }
  return gone;
}

void OrderJudge::require_no_area_vanished(const Order& order,
                                          const std::set<std::string>& excused) const {
  for (const auto& area : order.areas) {
    if (!areas_.knows(area.text()) && !excused.contains(area.text())) {
      throw vanished_area(area.text());
    }
  }
}

JudgedOrder OrderJudge::judge(const api::Caller& caller, const std::string& jws,
                              playlists::Instant now) const {
  // Read before it is believed: the areas that the verifier asks for are its own.
  const auto parts = trust::parse_compact(jws);
  const auto order = parts ? playlists::parse_order(parts->payload).value : std::nullopt;
  const auto gone = order ? excused(*order, now) : std::set<std::string>();
  trust::Expectation expectation;
  expectation.type = trust::DocumentType::order;
  expectation.now_ms = playlists::to_ms(now);
  expectation.is_within = [&](std::string_view area, std::string_view ancestor) {
    return areas_.is_within(area, ancestor) || gone.contains(std::string(area));
  };
  auto checked = keyring_.judge().verify(jws, expectation);
  // To the verifier an area that is gone lies in nobody's area.
  if (!checked && checked.reason() == trust::Reason::not_entitled_area && order) {
    require_no_area_vanished(*order, gone);
  }
  if (!checked) throw problem_of(checked.refusal());
  trust::Verified verified = std::move(checked).value();
  auto judged = playlists::parse_order(verified.payload);
  if (!judged) {
    throw problem_of({trust::Reason::bad_payload, playlists::problems_text(judged.problems)});
  }
  require_no_area_vanished(*judged, gone);
  require_areas(caller, *judged, gone);
  return {std::move(verified), *std::move(judged)};
}

void OrderJudge::require_areas(const api::Caller& caller, const Order& order,
                               playlists::Instant now) const {
  require_areas(caller, order, excused(order, now));
}

void OrderJudge::require_areas(const api::Caller& caller, const Order& order,
                               const std::set<std::string>& excused) const {
  for (std::size_t i = 0; i < order.areas.size(); ++i) {
    const auto& area = order.areas[i].text();
    if (excused.contains(area)) continue;
    if (!areas_.knows(area)) {
      throw api::invalid({{"/areas/" + std::to_string(i), 0, "unknown_area",
                           "Không có địa bàn " + area, "There is no area " + area}});
    }
    rights_.require(caller, Act::Speak, area);
  }
}

}  // namespace controller
