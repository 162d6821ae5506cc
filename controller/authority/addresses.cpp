#include "controller/authority/addresses.h"

#include <algorithm>
#include <sstream>
#include <string_view>

#include "controller/config/host_names.h"

namespace controller {

namespace {

bool is_port(std::string_view text) {
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  return !text.empty() && text.size() <= 5 && std::ranges::all_of(text, is_digit);
}

// A DNS name, an IPv4 address, or an IPv6 address in brackets.
bool is_host(std::string_view text) {
  if (text.size() > 2 && text.front() == '[' && text.back() == ']') {
    return is_ip_address(std::string(text.substr(1, text.size() - 2)));
  }
  const auto fits = [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '.' ||
           c == '-';
  };
  return !text.empty() && std::ranges::all_of(text, fits);
}

}  // namespace

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
  constexpr std::size_t longest = 200;
  const auto scheme = text.find("://");
  const auto colon = text.rfind(':');
  if (text.size() > longest || scheme == std::string::npos || colon <= scheme + 3) return false;
  const std::string_view all = text;
  const bool known = all.substr(0, scheme) == "https" || all.substr(0, scheme) == "tls";
  return known && is_host(all.substr(scheme + 3, colon - scheme - 3)) &&
         is_port(all.substr(colon + 1));
}

}  // namespace controller
