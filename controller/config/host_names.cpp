#include "controller/config/host_names.h"

#include <arpa/inet.h>
#include <fmt/format.h>
#include <ifaddrs.h>
#include <net/if.h>
#include <netinet/in.h>
#include <unistd.h>

#include <array>
#include <memory>

namespace controller {

namespace {

std::vector<std::string> own_addresses() {
  ifaddrs* first = nullptr;
  if (getifaddrs(&first) != 0) return {};
  const std::unique_ptr<ifaddrs, void (*)(ifaddrs*)> all(first, freeifaddrs);
  std::vector<std::string> out;
  for (const ifaddrs* one = first; one != nullptr; one = one->ifa_next) {
    if (one->ifa_addr == nullptr || one->ifa_addr->sa_family != AF_INET) continue;
    if ((one->ifa_flags & IFF_LOOPBACK) != 0) continue;
    std::array<char, INET_ADDRSTRLEN> text{};
    const void* const socket_address = one->ifa_addr;
    const auto* address = static_cast<const sockaddr_in*>(socket_address);
    if (inet_ntop(AF_INET, &address->sin_addr, text.data(), text.size()) != nullptr) {
      out.emplace_back(text.data());
    }
  }
  return out;
}

}  // namespace

std::vector<std::string> own_host_names() {
  std::vector<std::string> out;
  std::array<char, 256> name{};
  if (gethostname(name.data(), name.size() - 1) == 0 && name[0] != '\0')
    out.emplace_back(name.data());
  for (auto& address : own_addresses()) out.push_back(std::move(address));
  if (out.empty()) out = {"localhost", "127.0.0.1"};
  return out;
}

bool is_ip_address(const std::string& host) {
  in6_addr scratch{};
  return inet_pton(AF_INET, host.c_str(), &scratch) == 1 ||
         inet_pton(AF_INET6, host.c_str(), &scratch) == 1;
}

std::string url(const std::string& scheme, const std::string& host, unsigned port) {
  const bool brackets = host.find(':') != std::string::npos;
  return brackets ? fmt::format("{}://[{}]:{}", scheme, host, port)
                  : fmt::format("{}://{}:{}", scheme, host, port);
}

}  // namespace controller
