#pragma once

#include <cstdint>
#include <memory>

#include "controller/api/device_gate.h"
#include "web/server/settings.h"

namespace web {

// The devices' door (HTTPS, 8444; docs/link.md): enrolment, sessions, time, and media, documents
// and bundles by Range. Has a pool of its own, so that 20,000 boards fetching a film cannot keep a
// person from pressing stop; what finds it full gets 503 with Retry-After. Owned by the program.
// Thread-safe.
class DeviceServer {
 public:
  // Listens when it returns. Throws std::runtime_error that names the port and who holds it, or the
  // certificate.
  DeviceServer(const ListenSettings& listen, controller::api::DeviceGate& gate);
  DeviceServer(const DeviceServer&) = delete;
  DeviceServer& operator=(const DeviceServer&) = delete;
  ~DeviceServer();  // stop()

  std::uint16_t port() const;
  void stop();

 private:
  class House;
  std::unique_ptr<House> house_;
};

}  // namespace web
