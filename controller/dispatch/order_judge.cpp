#include "controller/dispatch/order_judge.h"

#include <utility>

#include "playlists/orders/order_json.h"

namespace controller {

namespace trust = protocols::trust;

api::Problem problem_of(const trust::Refusal& refusal) {
  const auto text = trust::text(refusal.reason);
  return {422, std::string(trust::code(refusal.reason)), std::string(text.vi),
          std::string(text.en)};
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
  if (!checked) throw problem_of(checked.refusal());
  trust::Verified verified = std::move(checked).value();
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
