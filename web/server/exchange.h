#pragma once

#include <cstddef>
#include <string>

#include "web/server/request.h"

namespace Poco::Net {
class HTTPServerRequest;
class HTTPServerResponse;
}  // namespace Poco::Net

// Between Poco's streams and our values. Called on a listener's pool thread; Confined to its owner.
namespace web {

class Connection;

// Line, query and headers of a request; no body yet. Throws Problem 400 for what no honest client
// sends: a target or query that does not decode to UTF-8, `..` in the path, Content-Length twice or
// beside Transfer-Encoding, more than one Host.
Ask read_head(Poco::Net::HTTPServerRequest& request);

// Reads the body into ask.body. Throws Problem 413 body_too_large, 408 too_slow, 400 cut_off.
void read_body(Poco::Net::HTTPServerRequest& request, Ask& ask, std::size_t limit,
               Connection& connection);

// Gives ask.next_piece, for uploads of at most `limit` bytes.
void offer_upload(Poco::Net::HTTPServerRequest& request, Ask& ask, std::uint64_t limit,
                  Connection& connection);

// Sends the answer with the security headers, ETag, Range and the rest. With bounded memory; throws
// nothing: a peer that went away ends the connection.
void send(Poco::Net::HTTPServerRequest& request, Poco::Net::HTTPServerResponse& response,
          const Ask& ask, const Answer& answer, Connection& connection);

}  // namespace web
