#include "controller/dispatch/order_judge.h"

#include <utility>

#include "playlists/orders/order_json.h"
#include "protocols/trust/jws.h"

namespace controller {

namespace trust = protocols::trust;

api::Problem problem_of(const trust::Refusal& refusal) {
  const auto text = trust::text(refusal.reason);
  return {422, std::string(trust::code(refusal.reason)), std::string(text.vi),
          std::string(text.en)};
}

api::Problem vanished_area(const std::string& area) {
  return {422, "unknown_area", "Địa bàn " + area + " không còn nữa; hãy soạn lại.",
          "The area " + area + " is gone: prepare it anew."};
}

void OrderJudge::require_no_area_vanished(const std::string& payload) const {
  const auto order = playlists::parse_order(payload);
  if (!order) return;
  for (const auto& area : order->areas) {
    if (!areas_.knows(area.text())) throw vanished_area(area.text());
  }
}

JudgedOrder OrderJudge::judge(const api::Caller& caller, const std::string& jws,
                              playlists::Instant now) const {
  trust::Expectation expectation;
  expectation.type = trust::DocumentType::order;
  expectation.now_ms = playlists::to_ms(now);
  expectation.is_within = [this](std::string_view area, std::string_view ancestor) {
    return areas_.is_within(area, ancestor);
  };
  auto checked = keyring_.judge().verify(jws, expectation);
  // To the verifier an area that is gone lies in nobody's area.
  if (!checked && checked.reason() == trust::Reason::not_entitled_area) {
    require_no_area_vanished(trust::parse_compact(jws)->payload);
  }
  if (!checked) throw problem_of(checked.refusal());
  trust::Verified verified = std::move(checked).value();
  require_no_area_vanished(verified.payload);
  auto order = playlists::parse_order(verified.payload);
  if (!order) {
    throw problem_of({trust::Reason::bad_payload, playlists::problems_text(order.problems)});
  }
  require_areas(caller, *order);
  return {std::move(verified), *std::move(order)};
}

void OrderJudge::require_areas(const api::Caller& caller, const playlists::Order& order) const {
  for (std::size_t i = 0; i < order.areas.size(); ++i) {
    const auto& area = order.areas[i].text();
    if (!areas_.knows(area)) {
      throw api::invalid({{"/areas/" + std::to_string(i), 0, "unknown_area",
                           "Không có địa bàn " + area, "There is no area " + area}});
    }
    rights_.require(caller, Act::Speak, area);
  }
}

}  // namespace controller
