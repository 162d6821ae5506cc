#include "players/device/time_keeper.h"

#include "protocols/io/log.h"
#include "protocols/io/random.h"

namespace players {

namespace io = protocols::io;

namespace {

constexpr auto link_has_the_first_try = std::chrono::seconds(5);
constexpr auto refresh = std::chrono::hours(6);
constexpr auto keep_period = std::chrono::minutes(5);

}  // namespace

TimeKeeper::TimeKeeper(io::EventLoop& loop, io::WorkerPool& workers, GateClient& gate,
                       HeldDocuments& documents, TrustedClock& clock)
    : loop_(loop),
      workers_(workers),
      gate_(gate),
      documents_(documents),
      clock_(clock),
      backoff_(std::chrono::seconds(5), std::chrono::minutes(2)),
      ask_(loop),
      keep_(loop) {
  ask_.once(link_has_the_first_try, [this] { ask_listener(); });
  keep_.every(keep_period, [this] { clock_.keep(); });
}

std::string TimeKeeper::ask_over_link() {
  over_link_ = {io::random_token(), loop_.clock().steady()};
  return over_link_.nonce;
}

void TimeKeeper::answered_over_link(const std::string& compact) {
  answered(over_link_, compact);
}

void TimeKeeper::answered(const Question& question, const std::string& compact) {
  if (question.nonce.empty()) return;
  const auto verified = documents_.take(compact, question.nonce);
  if (!verified) return;
  const bool first = !clock_.trusted();
  if (clock_.accept(playlists::instant_from_ms(verified->now_ms), question.asked) && first)
    io::log::info("clock: trusted",
                  {{"now_ms", verified->now_ms}, {"error_ms", clock_.error().count()}});
  backoff_.reset();
  again();
}

void TimeKeeper::again() {
  ask_.once(clock_.trusted() ? std::chrono::milliseconds(refresh)
                             : backoff_.next() + std::chrono::seconds(1),
            [this] { ask_listener(); });
}

void TimeKeeper::ask_listener() {
  const Question question{io::random_token(), loop_.clock().steady()};
  const bool taken = workers_.submit(
      loop_, [this, nonce = question.nonce] { return gate_.time(nonce); },
      [this, alive = std::weak_ptr(alive_), question](const GateAnswer& answer) {
        if (alive.expired()) return;
        if (answer.ok()) return answered(question, answer.body);
        io::log::warning("clock: no answer", {{"cause", answer.problem}});
        again();
      },
      [this, alive = std::weak_ptr(alive_)](std::exception_ptr) {
        if (!alive.expired()) again();
      });
  if (!taken) again();
}

}  // namespace players
