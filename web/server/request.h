#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "controller/api/access.h"
#include "controller/api/values.h"

// One request and its answer as plain values, so that routes know nothing of sockets. Confined to
// their owner.
namespace web {

using Headers = std::vector<std::pair<std::string, std::string>>;
using Words = std::map<std::string, std::string, std::less<>>;

struct Ask {
  std::string method;
  std::string path;  // decoded, without the query
  Words query;       // decoded; of a repeated name the first counts
  Words captures;    // what stood for {name} in the route's pattern
  Headers headers;   // as they came
  std::string body;  // read whole; empty on an upload
  std::string address;
  std::optional<std::uint64_t> content_length;
  // Upload only: gives the next piece of the body, empty at its end. Throws Problem (too slow, cut
  // off).
  std::function<std::string_view()> next_piece;
  std::optional<controller::api::Session> session;

  std::string_view header(std::string_view name) const;  // case does not matter; empty if absent
  const std::string& capture(std::string_view name) const;
  std::string_view param(std::string_view name) const;  // of the query; empty if absent
  bool has_param(std::string_view name) const;
  const controller::api::Caller& caller() const;  // only on routes that need a session
};

struct Answer {
  int status = 200;
  std::string media = "application/json";
  std::string body;
  std::optional<controller::api::Blob>
      blob;          // instead of body; Range and If-None-Match are then answered
  std::string etag;  // without quotes; empty = none
  std::string cache = "no-store";
  Headers headers;
};

Answer json(std::string body, int status = 200);
Answer nothing();  // 204
Answer text(std::string body, std::string media);
Answer file(controller::api::Blob blob);
Answer picture(controller::api::Picture picture);

}  // namespace web
