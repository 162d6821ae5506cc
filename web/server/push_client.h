#pragma once

#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "controller/api/access.h"
#include "controller/api/now.h"
#include "protocols/io/clock.h"
#include "protocols/io/guarded.h"
#include "web/server/asks_json.h"

namespace Poco::Net {
class WebSocket;
}

namespace web {

class Deadlines;

// The newest of everything that one reader has not got yet: an older state of a device is of no use
// to anybody. `wake` is called when something arrives. Thread-safe.
class Mailbox final : public controller::api::NowListener {
 public:
  explicit Mailbox(std::function<void()> wake) : wake_(std::move(wake)) {}
  void device(const controller::api::DeviceNow& now) override;
  void level(const controller::api::LevelNow& level) override;
  void picture(const controller::api::PictureNow& picture) override;
  void order(const controller::api::OrderProgress& progress) override;

  // Everything, as texts of the push socket; the box is empty afterwards.
  std::vector<std::string> empty();
  void clear();

 private:
  struct Letters {
    std::map<std::string, controller::api::DeviceNow> devices;
    std::map<std::string, controller::api::LevelNow> levels;  // by device and output
    std::map<std::string, controller::api::PictureNow> pictures;
    std::map<std::string, controller::api::OrderProgress> orders;
  };
  std::function<void()> wake_;
  protocols::io::Guarded<Letters> letters_;
};

// One push socket and what it looks at. Confined to the push thread, but for its mailbox.
class PushClient {
 public:
  PushClient(std::unique_ptr<Poco::Net::WebSocket> socket, controller::api::Session session,
             std::string token, std::function<void()> wake, Deadlines& deadlines);
  PushClient(const PushClient&) = delete;
  PushClient& operator=(const PushClient&) = delete;
  ~PushClient();

  int fd() const;
  const controller::api::Session& session() const { return session_; }
  const std::string& token() const { return token_; }

  // Reads what has come. False = it is over (closed by either side).
  bool read(controller::api::Now& now);
  // Sends what there is as far as it does not block. False = it is over (gone, or too slow for 20
  // s).
  bool write(const protocols::io::Clock& clock);
  // Says that the server lives, and what was asked to be counted.
  void tick(controller::api::Now& now, protocols::io::WallTime wall);
  // It has asked and has got its whole snapshot.
  bool caught_up() const { return watch_ != nullptr && !snapshot_due_; }
  void close(int code, const std::string& why);

  protocols::io::WallTime last_tick{};
  protocols::io::SteadyTime last_check{};
  std::uint64_t endings_seen = 0;

 private:
  bool read_frame(controller::api::Now& now);
  void subscribe(controller::api::Now& now, const std::string& text);
  void fill_outbox(const protocols::io::Clock& clock);
  bool has_room(std::size_t bytes) const;

  std::unique_ptr<Poco::Net::WebSocket> socket_;
  controller::api::Session session_;
  std::string token_;
  Deadlines& deadlines_;
  std::uint64_t ticket_;
  Mailbox mailbox_;
  PushAsk ask_;
  std::unique_ptr<controller::api::Watch> watch_;
  std::vector<controller::api::DeviceNow> snapshot_;
  std::size_t snapshot_sent_ = 0;
  bool snapshot_due_ = false;
  std::deque<std::string> outbox_;
  protocols::io::SteadyTime stuck_since_{};
};

}  // namespace web
