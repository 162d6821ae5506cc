#include "controller/authority/rights.h"

#include "controller/api/problem.h"

namespace controller {

namespace {

std::string name_of(Act act) {
  switch (act) {
    case Act::Look:
      return "look";
    case Act::Follow:
      return "follow";
    case Act::Speak:
      return "speak";
    case Act::Equip:
      return "equip";
    case Act::Govern:
      return "govern";
    case Act::None:
      break;
  }
  return "none";
}

}  // namespace

bool Rights::may(const api::Caller& caller, Act act, std::string_view area) const {
  if (act == Act::None) return false;
  if (caller.role == api::Role::Administrator) return true;
  if (caller.role != api::Role::Staff) return false;
  if (act == Act::Follow && area != "*" && areas_.is_within(caller.area, area)) return true;
  if (act != Act::Look && act != Act::Follow && act != Act::Speak) return false;
  if (area.empty()) return act == Act::Look;
  return area != "*" && areas_.is_within(area, caller.area);
}

void Rights::require(const api::Caller& caller, Act act, std::string_view area) const {
  if (may(caller, act, area)) return;
  const auto row = deed(caller, clock_.wall(), "refused." + name_of(act), std::string(area), "");
  store_.write([row](Session& s) { AuditTable(s).append(row); }).get();
  throw api::forbidden("Bạn không có quyền làm việc này ở địa bàn này.",
                       "You may not do this in this area.");
}

AuditRow deed(const api::Caller& caller, protocols::io::WallTime at, std::string act,
              std::string area, std::string object, std::string detail) {
  return {0,
          protocols::io::to_ms(at),
          caller.person,
          std::move(act),
          std::move(area),
          std::move(object),
          std::move(detail),
          caller.address};
}

}  // namespace controller
