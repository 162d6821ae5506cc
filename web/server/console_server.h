#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>

#include "controller/api/services.h"
#include "protocols/io/clock.h"
#include "web/server/settings.h"

namespace web {

// The people's front door (HTTPS, 8443): the REST API of web/openapi.yaml, the push WebSocket and
// the console's files. Owned by the program. Answers on a bounded pool of threads of its own, some
// of them kept for stopping what sounds; the push thread serves all WebSockets. Thread-safe.
class ConsoleServer {
 public:
  // Listens when it returns. Throws std::runtime_error that names the port and who holds it, or the
  // certificate. `static_dir`: the built console (index.html, assets/…); empty or missing = API
  // only.
  ConsoleServer(const ListenSettings& listen, std::filesystem::path static_dir,
                const controller::api::Services& services, const protocols::io::Clock& clock);
  ConsoleServer(const ConsoleServer&) = delete;
  ConsoleServer& operator=(const ConsoleServer&) = delete;
  ~ConsoleServer();  // stop()

  std::uint16_t port() const;
  // No new requests; closes the push sockets; waits for the running requests (at most about 10 s
  // each).
  void stop();

 private:
  class House;
  std::unique_ptr<House> house_;
};

}  // namespace web
