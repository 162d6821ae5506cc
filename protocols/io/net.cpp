#include "protocols/io/net.h"

#include <dirent.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <asio/io_context.hpp>
#include <asio/ip/tcp.hpp>
#include <cctype>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace protocols::io {
namespace {

namespace fs = std::filesystem;

/// The socket's inode in /proc/net/tcp{,6}: state 0A is LISTEN, the port is hex after the last
/// colon of the local address (proc(5)).
std::string listening_inode(const char* table, std::uint16_t port) {
  std::ifstream in(table);
  std::string line;
  std::getline(in, line);
  while (std::getline(in, line)) {
    std::istringstream fields(line);
    std::array<std::string, 10> field;
    for (auto& text : field) fields >> text;
    const auto colon = field[1].rfind(':');
    if (field[3] != "0A" || colon == std::string::npos) continue;
    if (std::stoul(field[1].substr(colon + 1), nullptr, 16) == port) return field[9];
  }
  return {};
}

bool holds_socket(const fs::path& process, const std::string& inode) {
  std::error_code ignored;
  for (const auto& entry : fs::directory_iterator(process / "fd", ignored)) {
    if (fs::read_symlink(entry.path(), ignored) == "socket:[" + inode + "]") return true;
  }
  return false;
}

/// " (nginx, 1234)", or nothing when the system does not tell.
std::string holder_of(std::uint16_t port) {
  auto inode = listening_inode("/proc/net/tcp", port);
  if (inode.empty()) inode = listening_inode("/proc/net/tcp6", port);
  if (inode.empty()) return {};
  std::error_code ignored;
  for (const auto& entry : fs::directory_iterator("/proc", ignored)) {
    const auto id = entry.path().filename().string();
    if (!std::all_of(id.begin(), id.end(), [](unsigned char c) { return std::isdigit(c) != 0; }) ||
        !holds_socket(entry.path(), inode)) {
      continue;
    }
    std::string name;
    std::getline(std::ifstream(entry.path() / "comm") >> std::ws, name);
    return " (" + name + ", " + id + ")";
  }
  return {};
}

}  // namespace

std::optional<ListenProblem> listen_problem(const std::string& address, std::uint16_t port) {
  const auto where = address + ":" + std::to_string(port);
  asio::error_code error;
  const auto numeric = asio::ip::make_address(address, error);
  asio::io_context context;
  asio::ip::tcp::acceptor acceptor(context);
  if (!error) {
    const asio::ip::tcp::endpoint endpoint(numeric, port);
    acceptor.open(endpoint.protocol(), error);
    if (!error) acceptor.set_option(asio::ip::tcp::acceptor::reuse_address(true), error);
    if (!error) acceptor.bind(endpoint, error);
    if (!error) acceptor.listen(1, error);
  }
  if (!error) return std::nullopt;
  if (error == asio::error::address_in_use) {
    const auto holder = holder_of(port);
    return ListenProblem{
        "Không mở được " + where + ": cổng đang bị chương trình khác dùng" + holder,
        "Cannot listen on " + where + ": the port is in use by another program" + holder};
  }
  return ListenProblem{"Không mở được " + where + ": " + error.message(),
                       "Cannot listen on " + where + ": " + error.message()};
}

}  // namespace protocols::io
