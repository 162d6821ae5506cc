// What a person signed, judged before it becomes an order: the verifier's fixed order of checks
// with the whole area tree, and the caller's own right to order there. Immutable after
// construction; thread-safe.
#pragma once

#include <string>

#include "controller/api/problem.h"
#include "controller/authority/area_map.h"
#include "controller/authority/keyring_book.h"
#include "controller/authority/rights.h"
#include "playlists/orders/order.h"
#include "protocols/trust/verifier.h"

namespace controller {

struct JudgedOrder {
  protocols::trust::Verified verified;
  playlists::Order order;
};

class OrderJudge {
 public:
  OrderJudge(const KeyringBook& keyring, const AreaMap& areas, const Rights& rights)
      : keyring_(keyring), areas_(areas), rights_(rights) {}

  // Throws api::Problem: 422 with the verifier's reason code or unknown_area, 403.
  JudgedOrder judge(const api::Caller& caller, const std::string& jws,
                    playlists::Instant now) const;
  // Throws 422 unknown_area, 403.
  void require_areas(const api::Caller& caller, const playlists::Order& order) const;

 private:
  void require_no_area_vanished(const std::string& payload) const;

  const KeyringBook& keyring_;
  const AreaMap& areas_;
  const Rights& rights_;
};

// 422 unknown_area: an area of an order has vanished since it was prepared.
api::Problem vanished_area(const std::string& area);

// A refusal of the verifier as the api says it.
api::Problem problem_of(const protocols::trust::Refusal& refusal);

}  // namespace controller
