#include "controller/authority/area_check.h"

#include "controller/store/areas.h"

namespace controller {

api::Problem no_area() {
  return api::not_found("Không có địa bàn này.", "There is no such area.");
}

void require_area_in(Session& session, const std::string& code, const api::Problem& gone) {
  if (!AreaTable(session).find(code)) throw gone;
}

}  // namespace controller
