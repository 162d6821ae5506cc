#include "protocols/io/log.h"

#include <fmt/format.h>
#include <spdlog/logger.h>
#include <spdlog/pattern_formatter.h>
#include <spdlog/sinks/stdout_sinks.h>

#include <algorithm>
#include <array>
#include <memory>

namespace protocols::io::log {
namespace {

spdlog::level::level_enum of(Level level) {
  switch (level) {
    case Level::debug:
      return spdlog::level::debug;
    case Level::warning:
      return spdlog::level::warn;
    case Level::error:
      return spdlog::level::err;
    default:
      return spdlog::level::info;
  }
}

/// The process has one stderr; this is its one writer, made on first use and never destroyed, so
/// that threads may still log while the program ends.
spdlog::logger& logger() {
  static auto* const made = [] {
    auto sink = std::make_shared<spdlog::sinks::stderr_sink_mt>();
    auto* fresh = new spdlog::logger("vang", std::move(sink));
    fresh->set_formatter(std::make_unique<spdlog::pattern_formatter>(
        "%Y-%m-%dT%H:%M:%S.%eZ %-7l %v", spdlog::pattern_time_type::utc));
    fresh->flush_on(spdlog::level::debug);
    return fresh;
  }();
  return *made;
}

bool names_secret(std::string_view key) {
  static constexpr std::array secrets{"token",  "password", "secret", "seed",
                                      "bearer", "jwt",      "cookie", "private"};
  return std::any_of(secrets.begin(), secrets.end(), [&](std::string_view word) {
    return key.find(word) != std::string_view::npos;
  });
}

bool plain(char c) {
  return c > ' ' && c != '"' && c != '=' && c != '\\' && c != 0x7f;
}

/// Quoted where a blank, a quote or a control character would let one value look like two.
void append_value(std::string& out, std::string_view value) {
  // Bytes of UTF-8 letters are negative chars here and count as plain.
  const bool quote = value.empty() || !std::all_of(value.begin(), value.end(), [](char c) {
                       return plain(c) || static_cast<unsigned char>(c) >= 0x80;
                     });
  if (!quote) {
    out += value;
    return;
  }
  out += '"';
  for (const char c : value) {
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) {
      out += fmt::format("\\x{:02x}", static_cast<unsigned>(c));
    } else {
      out += c;
    }
  }
  out += '"';
}

void write(Level level, std::string_view event, Fields fields) {
  const auto at = of(level);
  if (!logger().should_log(at)) return;
  const auto text = line(event, fields);
  logger().log(at, spdlog::string_view_t(text.data(), text.size()));
}

}  // namespace

void set_level(Level lowest) {
  logger().set_level(of(lowest));
}

Level level_from(std::string_view text) {
  if (text == "debug") return Level::debug;
  if (text == "info") return Level::info;
  if (text == "warning") return Level::warning;
  if (text == "error") return Level::error;
  return Level::none;
}

std::string line(std::string_view event, Fields fields) {
  std::string out(event);
  for (const auto& field : fields) {
    out += ' ';
    out += field.key;
    out += '=';
    append_value(out, names_secret(field.key) ? std::string_view("***") : field.value);
  }
  return out;
}

void debug(std::string_view event, Fields fields) {
  write(Level::debug, event, fields);
}
void info(std::string_view event, Fields fields) {
  write(Level::info, event, fields);
}
void warning(std::string_view event, Fields fields) {
  write(Level::warning, event, fields);
}
void error(std::string_view event, Fields fields) {
  write(Level::error, event, fields);
}

}  // namespace protocols::io::log
