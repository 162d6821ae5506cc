#include "controller/authority/addresses.h"

#include <regex>
#include <sstream>

#include "controller/config/host_names.h"

namespace controller {

Addresses Addresses::of(const std::vector<std::string>& hosts, std::uint16_t device_port,
                        std::uint16_t link_port) {
  Addresses out;
  for (const auto& host : hosts) {
    out.devices.push_back(url("https", host, device_port));
    out.link.push_back(url("tls", host, link_port));
  }
  return out;
}

Addresses Addresses::with(const std::vector<std::string>& asked) const {
  Addresses given;
  for (const auto& address : asked) {
    (address.starts_with("tls://") ? given.link : given.devices).push_back(address);
  }
  if (given.devices.empty()) given.devices = devices;
  if (given.link.empty()) given.link = link;
  return given;
}

std::string joined(const std::vector<std::string>& addresses) {
  std::string out;
  for (const auto& address : addresses) out += (out.empty() ? "" : " ") + address;
  return out;
}

std::vector<std::string> split(const std::string& addresses) {
  std::istringstream in(addresses);
  std::vector<std::string> out;
  for (std::string one; in >> one;) out.push_back(one);
  return out;
}

bool is_address(const std::string& text) {
  static const std::regex rule(R"((https|tls)://([A-Za-z0-9.-]+|\[[0-9a-fA-F:]+\]):[0-9]{1,5})");
  return text.size() <= 200 && std::regex_match(text, rule);
}

}  // namespace controller
