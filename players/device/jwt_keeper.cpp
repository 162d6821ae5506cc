#include "players/device/jwt_keeper.h"

#include "players/device/enrolment.h"
#include "protocols/io/log.h"
#include "protocols/io/storage_error.h"
#include "protocols/link/nats_jwt.h"

namespace players {

namespace io = protocols::io;

namespace {

/// A broker that refuses us because it is itself confused must not make us ask without end.
constexpr auto between_renewals = std::chrono::seconds(15);

}  // namespace

JwtKeeper::JwtKeeper(io::EventLoop& loop, io::WorkerPool& workers, GateClient& gate,
                     std::filesystem::path folder, Enrolled enrolled)
    : loop_(loop),
      workers_(workers),
      gate_(gate),
      folder_(std::move(folder)),
      enrolled_(std::move(enrolled)),
      jwt_(enrolled_.jwt) {}

void JwtKeeper::look(playlists::Instant trusted_now) {
  const auto claims = protocols::link::read_jwt(jwt());
  if (!claims) return renew();
  if (!claims->expires) return;
  const auto life = *claims->expires - claims->issued;
  if (trusted_now >= claims->issued + life * 4 / 5) renew();
}

void JwtKeeper::refused() {
  renew();
}

void JwtKeeper::renew() {
  const auto now = loop_.clock().steady();
  const bool too_soon = last_asked_ != io::SteadyTime{} && now - last_asked_ < between_renewals;
  if (asking_ || too_soon) return;
  last_asked_ = now;
  asking_ = workers_.submit(
      loop_, [this] { return gate_.renew(); },
      [this, alive = std::weak_ptr(alive_)](const GateAnswer& answer) {
        if (!alive.expired()) renewed(answer);
      },
      [this, alive = std::weak_ptr(alive_)](std::exception_ptr) {
        if (!alive.expired()) asking_ = false;
      });
}

void JwtKeeper::renewed(const GateAnswer& answer) {
  asking_ = false;
  if (!answer.ok()) {
    io::log::warning("login: not renewed", {{"cause", answer.problem}});
    return;
  }
  jwt_.set(answer.body);
  enrolled_.jwt = answer.body;
  try {
    Enrolment::keep(folder_, enrolled_);
  } catch (const io::StorageError& error) {
    io::log::warning("login: renewed, but not kept", {{"cause", error.what()}});
  }
  io::log::info("login: renewed");
  if (on_renewed) on_renewed();
}

}  // namespace players
