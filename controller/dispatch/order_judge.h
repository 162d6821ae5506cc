// What a person signed, judged before it becomes an order: the verifier's fixed order of checks
// with the whole area tree, and the caller's own right to order there. A stop always gets through:
// an area that an order it ends was sent to, and that has been removed since, does not hold it up.
// Immutable after construction; thread-safe; blocks for reads of the store.
#pragma once

#include <set>
#include <string>

#include "controller/api/problem.h"
#include "controller/authority/area_map.h"
#include "controller/authority/keyring_book.h"
#include "controller/authority/rights.h"
#include "controller/store/store.h"
#include "playlists/orders/order.h"
#include "protocols/trust/verifier.h"

namespace controller {

struct JudgedOrder {
  protocols::trust::Verified verified;
  playlists::Order order;
};

class OrderJudge {
 public:
  OrderJudge(Store& store, const KeyringBook& keyring, const AreaMap& areas, const Rights& rights)
      : store_(store), keyring_(keyring), areas_(areas), rights_(rights) {}

  // Throws api::Problem: 422 with the verifier's reason code or unknown_area, 403.
  JudgedOrder judge(const api::Caller& caller, const std::string& jws,
                    playlists::Instant now) const;
  // Throws 422 unknown_area, 403.
  void require_areas(const api::Caller& caller, const playlists::Order& order,
                     playlists::Instant now) const;

 private:
  // Areas that are gone and in which the orders that this one stops were sent; most often none.
  std::set<std::string> excused(const playlists::Order& order, playlists::Instant now) const;
  void require_no_area_vanished(const playlists::Order& order,
                                const std::set<std::string>& excused) const;
  void require_areas(const api::Caller& caller, const playlists::Order& order,
                     const std::set<std::string>& excused) const;

  Store& store_;
  const KeyringBook& keyring_;
  const AreaMap& areas_;
  const Rights& rights_;
};

// 422 unknown_area: an area of an order has vanished since it was prepared.
api::Problem vanished_area(const std::string& area);

// A refusal of the verifier as the api says it.
api::Problem problem_of(const protocols::trust::Refusal& refusal);

}  // namespace controller
