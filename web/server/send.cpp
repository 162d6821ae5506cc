#include <Poco/Exception.h>
#include <Poco/Net/HTTPServerRequest.h>
#include <Poco/Net/HTTPServerResponse.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <functional>
#include <ostream>
#include <vector>

#include "protocols/io/log.h"
#include "protocols/io/unique_fd.h"
#include "web/server/exchange.h"
#include "web/server/listener.h"
#include "web/server/range.h"

namespace web {

using namespace std::chrono_literals;

namespace {

using Response = Poco::Net::HTTPServerResponse;

constexpr std::size_t piece_bytes = 64U << 10;
constexpr auto time_for_piece = 30s;  // 2 KiB/s: a weak 3G link still moves that
constexpr std::size_t drained_bytes = 16U << 20;

constexpr const char* page_policy =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src "
    "'self'; "
    "connect-src 'self'; media-src 'self' blob:; worker-src 'self'; manifest-src 'self'; base-uri "
    "'none'; "
    "form-action 'self'; frame-ancestors 'none'";
constexpr const char* data_policy = "default-src 'none'; sandbox; frame-ancestors 'none'";

void set_security(Response& response, const Answer& answer) {
  const bool page = answer.media.starts_with("text/html");
  response.set("Content-Security-Policy", page ? page_policy : data_policy);
  response.set("X-Content-Type-Options", "nosniff");
  response.set("Referrer-Policy", "no-referrer");
  response.set("Cross-Origin-Opener-Policy", "same-origin");
  response.set("Cross-Origin-Resource-Policy", "same-origin");
  response.set("Permissions-Policy", "camera=(), geolocation=(), microphone=(self)");
}

// Poco's status enum is filled from a number; unknown ones (507) need their own reason.
void set_status(Response& response, int status) {
  response.setStatus(static_cast<Poco::Net::HTTPResponse::HTTPStatus>(status));
  response.setReason(Response::getReasonForStatus(response.getStatus()));
}

void set_head(Response& response, const Answer& answer) {
  set_security(response, answer);
  if (!answer.media.empty()) response.setContentType(answer.media);
  if (!answer.etag.empty()) response.set("ETag", '"' + answer.etag + '"');
  response.set("Cache-Control", answer.cache);
  for (const auto& [name, value] : answer.headers) response.add(name, value);
}

bool unchanged(const Ask& ask, const Answer& answer) {
  if (answer.etag.empty() || answer.status != 200) return false;
  return etag_listed(ask.header("If-None-Match"), answer.etag, false);
}

// Gives the next piece at `offset`, of at most `wanted` bytes.
using Source = std::function<std::string_view(std::uint64_t offset, std::size_t wanted)>;

void pump(const Source& source, std::uint64_t first, std::uint64_t count, std::ostream& out,
          Connection& connection) {
  while (count > 0 && out) {
    const auto wanted = static_cast<std::size_t>(std::min<std::uint64_t>(count, piece_bytes));
    const auto piece = source(first, wanted);
    connection.allow(time_for_piece);
    out.write(piece.data(), static_cast<std::streamsize>(piece.size()));
    first += piece.size();
    count -= piece.size();
  }
  out.flush();
}

Source file_source(int fd) {
  return [fd, buffer = std::vector<char>(piece_bytes)](std::uint64_t offset,
                                                       std::size_t wanted) mutable {
    const auto got = pread(fd, buffer.data(), wanted, static_cast<off_t>(offset));
    if (got <= 0) throw Poco::ReadFileException("the file became shorter while it was sent");
    return std::string_view(buffer.data(), static_cast<std::size_t>(got));
  };
}

void send_nothing(Response& response, int status) {
  set_status(response, status);
  if (status != 204 && status != 304) response.setContentLength64(0);
  response.send();
}

void send_bytes(Response& response, const Ask& ask, const Answer& answer, Connection& connection) {
  set_status(response, answer.status);
  response.setContentLength64(static_cast<Poco::Int64>(answer.body.size()));
  connection.allow(time_for_piece);
  auto& out = response.send();
  const std::string_view body = answer.body;
  const auto source = [body](std::uint64_t offset, std::size_t wanted) {
    return body.substr(static_cast<std::size_t>(offset), wanted);
  };
  pump(source, 0, ask.method == "HEAD" ? 0 : body.size(), out, connection);
}

void send_file(Response& response, const Ask& ask, const Answer& answer, Connection& connection) {
  const auto& blob = *answer.blob;
  protocols::io::UniqueFd file(open(blob.path.c_str(), O_RDONLY | O_CLOEXEC));
  struct stat about {};
  if (!file || fstat(file.get(), &about) != 0) {
    protocols::io::log::error("web: a file to send is gone", {{"file", blob.path.string()}});
    response.setKeepAlive(false);
    return send_nothing(response, 500);
  }
  const auto size = static_cast<std::uint64_t>(about.st_size);
  response.set("Accept-Ranges", "bytes");
  ByteRange range;
  if (if_range_allows(ask.header("If-Range"), answer.etag)) {
    range = parse_range(ask.header("Range"), size);
  }
  if (range.kind == ByteRange::Kind::NotSatisfiable) {
    response.set("Content-Range", "bytes */" + std::to_string(size));
    return send_nothing(response, 416);
  }
  const bool part = range.kind == ByteRange::Kind::Part;
  const std::uint64_t first = part ? range.first : 0;
  const std::uint64_t count = part ? range.last - range.first + 1 : size;
  if (part) {
    response.set("Content-Range", "bytes " + std::to_string(first) + "-" +
                                      std::to_string(range.last) + "/" + std::to_string(size));
  }
  set_status(response, part ? 206 : answer.status);
  response.setContentLength64(static_cast<Poco::Int64>(count));
  connection.allow(time_for_piece);
  auto& out = response.send();
  pump(file_source(file.get()), first, ask.method == "HEAD" ? 0 : count, out, connection);
}

// What is left of a body after an early refusal. Without reading it the peer gets a reset instead
// of our answer; what is not read after 2 s or 16 MiB is not worth it, the connection is closed
// then.
void drain(Poco::Net::HTTPServerRequest& request, Connection& connection) {
  connection.allow(2s);
  std::vector<char> buffer(piece_bytes);
  std::size_t drained = 0;
  auto& stream = request.stream();
  while (drained < drained_bytes && stream.read(buffer.data(), piece_bytes)) drained += piece_bytes;
}

bool body_unread(Poco::Net::HTTPServerRequest& request, const Ask& ask) {
  if (ask.content_length == std::uint64_t{0} && !request.getChunkedTransferEncoding()) return false;
  return !request.stream().eof();
}

}  // namespace

void send(Poco::Net::HTTPServerRequest& request, Response& response, const Ask& ask,
          const Answer& answer, Connection& connection) try {
  const bool unread = answer.status >= 400 && body_unread(request, ask);
  if (unread || connection.crowded() || answer.status == 400 || answer.status == 408) {
    response.setKeepAlive(false);
  }
  set_head(response, answer);
  if (unchanged(ask, answer)) {
    send_nothing(response, 304);
  } else if (answer.blob) {
    send_file(response, ask, answer, connection);
  } else if (answer.body.empty()) {
    send_nothing(response, answer.status);
  } else {
    send_bytes(response, ask, answer, connection);
  }
  if (unread) drain(request, connection);
} catch (const std::exception& error) {
  response.setKeepAlive(false);
  protocols::io::log::debug("web: the peer went away", {{"cause", error.what()}});
}

}  // namespace web
