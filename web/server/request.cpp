#include "web/server/request.h"

#include <strings.h>

#include <stdexcept>

namespace web {

namespace {

bool same_word(std::string_view a, std::string_view b) {
  return a.size() == b.size() && strncasecmp(a.data(), b.data(), a.size()) == 0;
}

}  // namespace

std::string_view Ask::header(std::string_view name) const {
  for (const auto& [key, value] : headers) {
    if (same_word(key, name)) return value;
  }
  return {};
}

const std::string& Ask::capture(std::string_view name) const {
  const auto found = captures.find(name);
  if (found == captures.end()) throw std::logic_error("route has no {" + std::string(name) + "}");
  return found->second;
}

std::string_view Ask::param(std::string_view name) const {
  const auto found = query.find(name);
  return found == query.end() ? std::string_view() : std::string_view(found->second);
}

bool Ask::has_param(std::string_view name) const {
  return query.find(name) != query.end();
}

const controller::api::Caller& Ask::caller() const {
  if (!session) throw std::logic_error("route " + path + " asks for a caller but is open");
  return session->caller;
}

Answer json(std::string body, int status) {
  Answer answer;
  answer.status = status;
  answer.body = std::move(body);
  return answer;
}

Answer nothing() {
  Answer answer;
  answer.status = 204;
  answer.media.clear();
  return answer;
}

Answer text(std::string body, std::string media) {
  Answer answer;
  answer.body = std::move(body);
  answer.media = std::move(media);
  return answer;
}

Answer file(controller::api::Blob blob) {
  Answer answer;
  answer.media = blob.media;
  answer.etag = blob.etag;
  answer.cache = "private, max-age=31536000, immutable";  // what is named by its hash never changes
  answer.blob = std::move(blob);
  return answer;
}

Answer picture(controller::api::Picture picture) {
  Answer answer;
  answer.media = "image/png";
  answer.etag = picture.etag;
  answer.cache = "private, no-cache";
  answer.body = std::move(picture.png);
  if (picture.at != controller::api::Instant{}) {
    answer.headers.emplace_back("X-Vang-At-Ms",
                                std::to_string(picture.at.time_since_epoch().count()));
  }
  return answer;
}

}  // namespace web
