#pragma once

#include <chrono>
#include <cstddef>
#include <filesystem>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "players/device/device_identity.h"
#include "protocols/io/clock.h"
#include "protocols/io/guarded.h"
#include "protocols/io/http_client.h"

namespace players {

/// What a request to the device listener came to.
struct GateAnswer {
  int status = 0;  ///< HTTP status; 0 = no answer came
  std::string body;
  std::string problem;  ///< for the log: cause in words, empty if ok
  std::optional<std::chrono::seconds> retry_after;
  bool ok() const { return status >= 200 && status < 300; }
};

/// The device's way to the controller's device listener (HTTPS 8444, docs/link.md): sessions and
/// bearer, time, documents, bundles, media. Believes only the CA it was enrolled with. Tries its
/// addresses one after the other, beginning with the one that answered last.
///
/// Every call blocks until it has an outcome: call it from workers only. What the network does is a
/// value; nothing is repeated here but a request whose bearer had expired. Thread-safe.
class GateClient {
 public:
  struct Settings {
    std::string device;  ///< own id
    std::string ca_pem;
    std::vector<std::string> addresses;  ///< "https://host:8444", at least one
    std::chrono::milliseconds connect_timeout = std::chrono::seconds(20);
    std::chrono::milliseconds timeout = std::chrono::seconds(60);
  };
  GateClient(const DeviceIdentity& identity, protocols::io::Clock& clock, Settings settings);
  ~GateClient();

  /// The compact JWS `vang-time` for this nonce.
  GateAnswer time(std::string_view nonce);
  /// A new user JWT (body), also when the old one has expired; keeps the bearer that comes with it.
  GateAnswer renew();
  /// A compact JWS by its document hash.
  GateAnswer document(std::string_view hash);
  /// The bytes of one speech bundle.
  GateAnswer bundle(std::string_view order, std::size_t index);
  /// Fetches a rendition into `file`, going on where an earlier attempt stopped.
  protocols::io::DownloadResult media(std::string_view sha256, const std::filesystem::path& file,
                                      std::uint64_t max_bytes);
  /// Requests that run now end soon, later ones at once (orderly stop).
  void cancel();

 private:
  class Borrowed;
  struct Bearer {
    std::string token;
    protocols::io::SteadyTime until{};
  };
  GateAnswer post(const std::string& path, std::string body);
  GateAnswer get_with_bearer(const std::string& path);
  GateAnswer send_anywhere(protocols::io::HttpRequest request, const std::string& path);
  std::vector<std::string> addresses_in_order() const;
  void remember(const std::string& address);
  std::optional<std::string> bearer(GateAnswer& answer);

  const DeviceIdentity& identity_;
  protocols::io::Clock& clock_;
  const Settings settings_;
  std::stop_source cancel_;
  protocols::io::Guarded<std::vector<std::unique_ptr<protocols::io::HttpClient>>> idle_;
  protocols::io::Guarded<std::string> last_good_;
  protocols::io::Guarded<Bearer> bearer_;
};

}  // namespace players
