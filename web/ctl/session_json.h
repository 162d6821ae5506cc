#pragma once

#include <filesystem>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "protocols/io/http_client.h"

namespace ctl {

using Json = nlohmann::json;
/// Query parameters in order; those with an empty value are left out.
using Query = std::vector<std::pair<std::string, std::string>>;

/// What the options before the command say.
struct Settings {
  std::string server;                ///< https://host:port; empty = from `data`
  std::filesystem::path ca;          ///< PEM; empty = from `data`
  std::filesystem::path data;        ///< a vangd's data folder on this machine
  std::filesystem::path token_file;  ///< empty = $XDG_CONFIG_HOME/vangctl/token
  bool json = false;                 ///< print the server's answers as they are
};

/// One person's way to one vangd: addresses, trust, sign-in token; every call is one request of
/// web/openapi.yaml. Throws Failure for whatever is not a 2xx answer, saying the problem in both
/// languages with its lines. Confined to its owner.
class Session {
 public:
  explicit Session(const Settings& settings) : settings_(settings) {}

  Json get(const std::string& path, const Query& query = {});
  Json post(const std::string& path, const Json& body);
  /// For what makes noise: sends an Idempotency-Key, and asks again with it if the answer is lost.
  Json post_once(const std::string& path, const Json& body, const std::string& etag = {});
  Json send(const std::string& method, const std::string& path, const Json& body,
            const std::string& etag);
  Json upload(const std::string& path, const Query& query, const std::string& media,
              std::string bytes);
  /// What a GET answers, as it is: a sound, a film.
  std::string bytes(const std::string& path, const Query& query = {});
  /// The body and ETag of a GET.
  std::pair<Json, std::string> get_with_etag(const std::string& path);
  void drop(const std::string& path);

  void sign_in(const std::string& login, const std::string& password);
  void sign_out();
  bool as_json() const { return settings_.json; }

 private:
  protocols::io::HttpRequest request(const std::string& method, const std::string& path,
                                     const Query& query) const;
  protocols::io::HttpAnswer ask(const protocols::io::HttpRequest& request);
  Json answer_of(const protocols::io::HttpRequest& request);
  std::string server() const;
  std::filesystem::path token_file() const;
  protocols::io::HttpClient& client();

  const Settings& settings_;  // filled in by the command line before the first call
  std::optional<protocols::io::HttpClient> client_;
};

/// Percent-encoding of one path segment or query value (RFC 3986 section 2.1).
std::string escaped(std::string_view text);

}  // namespace ctl
