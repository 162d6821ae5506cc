#include "controller/authority/addresses.h"

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
  const auto scheme = text.starts_with("https://") ? 8U : text.starts_with("tls://") ? 6U : 0U;
  const auto colon = text.rfind(':');
  if (scheme == 0 || text.size() > 200 || colon <= scheme) return false;
  const std::string host = text.substr(scheme, colon - scheme);
  const std::string port = text.substr(colon + 1);
  const bool bracketed = host.front() == '[' && host.back() == ']' && host.size() > 2;
  const char* host_letters =
      bracketed ? "[]0123456789abcdefABCDEF:"
                : "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-";
  return !port.empty() && port.size() <= 5 &&
         port.find_first_not_of("0123456789") == std::string::npos &&
         host.find_first_not_of(host_letters) == std::string::npos;
}

}  // namespace controller
