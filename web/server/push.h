#pragma once

#include <memory>
#include <string>

#include "controller/api/access.h"
#include "controller/api/now.h"
#include "protocols/io/clock.h"

namespace Poco::Net {
class WebSocket;
}

namespace web {

// All push sockets of the console, served by one thread: `take` moves a WebSocket off the thread
// that accepted it. A reader who is slow gets fewer events (only the newest state of each device is
// kept for it) and never holds up the others; a failure while serving one (the store cannot be
// read) is logged and closes that one's socket with 1011. Thread-safe.
class Push {
 public:
  Push(controller::api::Now& now, controller::api::Access& access,
       const protocols::io::Clock& clock);
  Push(const Push&) = delete;
  Push& operator=(const Push&) = delete;
  ~Push();  // stop()

  void take(std::unique_ptr<Poco::Net::WebSocket> socket, const controller::api::Session& session,
            std::string token);
  // Sessions may have ended or gained other rights: every socket's is looked at now; those that are
  // over are closed with 4401, those of another role or area than at the start with 4403. Returns
  // at once.
  void sessions_ended();
  // Closes all sockets (1001) and ends the thread.
  void stop();

 private:
  class Hall;
  std::unique_ptr<Hall> hall_;
};

}  // namespace web
