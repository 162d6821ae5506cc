#include "web/server/exchange.h"

#include <Poco/Exception.h>
#include <Poco/Net/HTTPServerRequest.h>
#include <Poco/Net/HTTPServerResponse.h>
#include <Poco/URI.h>

#include <algorithm>
#include <array>
#include <memory>
#include <vector>

#include "controller/api/problem.h"
#include "web/server/listener.h"
#include "web/server/utf8.h"

namespace web {

using controller::api::Problem;
using namespace std::chrono_literals;

namespace {

constexpr std::size_t piece_bytes = 64U << 10;
constexpr auto time_for_small_body = 30s;
constexpr auto time_for_piece = 20s;  // 64 KiB of an upload: no slower than 3 KiB/s

Problem bad_request(const char* what) {
  return {400, "bad_request", std::string("Yêu cầu HTTP không đúng: ") + what,
          std::string("This is not a proper HTTP request: ") + what};
}

Problem cut_off() {
  return {400, "cut_off", "Dữ liệu gửi lên bị đứt giữa chừng.",
          "The request's body ended too early."};
}

std::string decoded(const std::string& text) try {
  std::string plain;
  Poco::URI::decode(text, plain, false);
  if (plain.find('\0') != std::string::npos || !is_utf8(plain)) throw bad_request("target");
  return plain;
} catch (const Poco::Exception&) {
  throw bad_request("target");
}

bool climbs(std::string_view path) {
  return path.find("/../") != std::string_view::npos || path.ends_with("/..") ||
         path.find('\\') != std::string_view::npos;
}

void read_query(const std::string& raw, Words& query) {
  std::size_t at = 0;
  while (at < raw.size()) {
    const auto end = std::min(raw.find('&', at), raw.size());
    std::string pair = raw.substr(at, end - at);
    at = end + 1;
    if (pair.empty()) continue;
    std::replace(pair.begin(), pair.end(), '+', ' ');
    const auto equals = std::min(pair.find('='), pair.size());
    const auto value = equals < pair.size() ? decoded(pair.substr(equals + 1)) : std::string();
    query.emplace(decoded(pair.substr(0, equals)), value);
  }
}

std::size_t count_of(const Headers& headers, std::string_view name) {
  return static_cast<std::size_t>(std::count_if(
      headers.begin(), headers.end(),
      [&](const auto& header) { return Poco::icompare(header.first, std::string(name)) == 0; }));
}

void check_framing(const Poco::Net::HTTPServerRequest& request, const Headers& headers) {
  const auto lengths = count_of(headers, "Content-Length");
  const auto codings = count_of(headers, "Transfer-Encoding");
  if (lengths > 1 || codings > 1 || (lengths > 0 && codings > 0)) throw bad_request("framing");
  if (count_of(headers, "Host") != 1) throw bad_request("Host");
  if (codings && Poco::icompare(request.get("Transfer-Encoding"), "chunked") != 0) {
    throw bad_request("Transfer-Encoding");
  }
  const std::string& length = lengths ? request.get("Content-Length") : std::string("0");
  if (length.empty() || length.size() > 15 ||
      !std::all_of(length.begin(), length.end(), [](char c) { return c >= '0' && c <= '9'; })) {
    throw bad_request("Content-Length");
  }
}

Problem too_large(std::uint64_t limit) {
  return {413, "body_too_large", "Dữ liệu gửi lên lớn hơn " + std::to_string(limit) + " byte.",
          "The request's body is larger than " + std::to_string(limit) + " bytes."};
}

// One read; 0 at the end.
std::size_t read_some(std::istream& stream, char* buffer, std::size_t size) try {
  stream.read(buffer, static_cast<std::streamsize>(size));
  if (stream.bad()) throw cut_off();
  return static_cast<std::size_t>(stream.gcount());
} catch (const Poco::TimeoutException&) {
  throw Problem(408, "too_slow", "Dữ liệu gửi lên quá chậm.",
                "The request's body came too slowly.");
} catch (const Poco::Exception&) {
  throw cut_off();
}

}  // namespace

Ask read_head(Poco::Net::HTTPServerRequest& request) {
  Ask ask;
  ask.method = request.getMethod();
  ask.address = request.clientAddress().host().toString();
  for (const auto& [name, value] : request) ask.headers.emplace_back(name, value);
  check_framing(request, ask.headers);
  const std::string& target = request.getURI();
  if (target.empty() || target.front() != '/' || target.size() > 4096) throw bad_request("target");
  const auto question = std::min(target.find('?'), target.size());
  ask.path = decoded(target.substr(0, question));
  if (climbs(ask.path)) throw bad_request("path");
  if (question < target.size()) read_query(target.substr(question + 1), ask.query);
  if (request.hasContentLength()) {
    ask.content_length = static_cast<std::uint64_t>(request.getContentLength64());
  } else if (!request.getChunkedTransferEncoding()) {
    ask.content_length = 0;
  }
  return ask;
}

void read_body(Poco::Net::HTTPServerRequest& request, Ask& ask, std::size_t limit,
               Connection& connection) {
  if (ask.content_length && *ask.content_length > limit) throw too_large(limit);
  // Without a length there is no body (RFC 9112 section 6.3); Poco would read until the peer
  // closes.
  if (ask.content_length == std::uint64_t{0}) return;
  connection.allow(time_for_small_body);
  std::array<char, 16384> buffer{};
  while (const auto count = read_some(request.stream(), buffer.data(), buffer.size())) {
    if (ask.body.size() + count > limit) throw too_large(limit);
    ask.body.append(buffer.data(), count);
  }
  if (ask.content_length && ask.body.size() != *ask.content_length) throw cut_off();
  connection.allow(0ms);
}

void offer_upload(Poco::Net::HTTPServerRequest& request, Ask& ask, std::uint64_t limit,
                  Connection& connection) {
  if (!ask.content_length) {
    throw Problem(411, "length_missing", "Thiếu Content-Length.", "Content-Length is missing.");
  }
  if (*ask.content_length > limit) throw too_large(limit);
  auto buffer = std::make_shared<std::vector<char>>(piece_bytes);
  auto left = std::make_shared<std::uint64_t>(*ask.content_length);
  ask.next_piece = [&request, &connection, buffer, left]() -> std::string_view {
    if (*left == 0) return {};
    connection.allow(time_for_piece);
    const auto wanted = static_cast<std::size_t>(std::min<std::uint64_t>(*left, piece_bytes));
    const auto count = read_some(request.stream(), buffer->data(), wanted);
    if (count == 0) throw cut_off();
    connection.allow(0ms);
    *left -= count;
    return {buffer->data(), count};
  };
}

}  // namespace web
