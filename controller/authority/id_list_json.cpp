#include "controller/authority/id_list_json.h"

#include <nlohmann/json.hpp>

namespace controller {

std::string id_list_to_json(const std::vector<std::string>& ids) {
  return nlohmann::json(ids).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

}  // namespace controller
