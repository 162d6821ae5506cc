#include "controller/broker/revocations.h"

#include <charconv>
#include <sstream>
#include <stdexcept>
#include <utility>

#include "protocols/io/durable_file.h"
#include "protocols/link/nkey.h"

namespace controller {

namespace {

using std::chrono::sys_seconds;

[[noreturn]] void damaged(const std::filesystem::path& file, int line) {
  throw std::runtime_error("cannot read the revocations in " + file.string() + ": line " +
                           std::to_string(line) + " is not \"<user nkey> <seconds>\"");
}

std::pair<std::string, sys_seconds> parsed(const std::string& line,
                                           const std::filesystem::path& file, int number) {
  const auto blank = line.find(' ');
  if (blank == std::string::npos) damaged(file, number);
  std::int64_t seconds = 0;
  const char* end = line.data() + line.size();
  const auto [stopped, error] = std::from_chars(line.data() + blank + 1, end, seconds);
  const auto nkey = protocols::link::decode_nkey(line.substr(0, blank));
  if (error != std::errc() || stopped != end || !nkey) damaged(file, number);
  return {line.substr(0, blank), sys_seconds(std::chrono::seconds(seconds))};
}

}  // namespace

Revocations::Revocations(std::filesystem::path file) : file_(std::move(file)) {
  std::istringstream text(protocols::io::read_if_present(file_).value_or(""));
  std::string line;
  for (int number = 1; std::getline(text, line); ++number) all_.insert(parsed(line, file_, number));
}

void Revocations::add(const std::string& user_nkey, sys_seconds at) {
  auto changed = all_;
  auto& kept = changed[user_nkey];
  kept = std::max(kept, at);
  std::string text;
  for (const auto& [nkey, instant] : changed) {
    text += nkey + " " + std::to_string(instant.time_since_epoch().count()) + "\n";
  }
  protocols::io::write_durably(file_, text, 0600);
  all_ = std::move(changed);
}

}  // namespace controller
