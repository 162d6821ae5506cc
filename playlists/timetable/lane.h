// One output of one device as it goes through time: docs/timeline.md §2, §4, §5. The one place
// where the rules of the timeline are carried out; players feed it what outputs report, plans
// (plan.h) let it follow itself.
//
// A value: copy it to ask "what if". Its inputs (agendas, shelf, orders) are not owned and must
// stay as they are while it lives. Confined to its owner.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "playlists/orders/placement.h"
#include "playlists/orders/precedence.h"
#include "playlists/timetable/agenda.h"
#include "playlists/timetable/air_rules.h"
#include "playlists/timetable/due.h"
#include "playlists/timetable/order_table.h"
#include "playlists/timetable/rotation.h"

namespace playlists {

/// What a lane is made of.
struct Casting {
  const Placement* placement = nullptr;
  const Shelf* shelf = nullptr;
  OutputKind kind = OutputKind::Unknown;
  std::vector<std::shared_ptr<const Agenda>> agendas;  ///< of areas of the chain, in any order
  PriorityOrder order = PriorityOrder::OwnFirst;
  std::shared_ptr<const AirRules> rules;  ///< nullptr = none
};

/// Where an occurrence stands.
enum class Phase : std::uint8_t {
  Ahead,  ///< not due yet
  Due,    ///< could begin; or is due again, later
  OnAir,
  Cut,   ///< could go on
  Over,  ///< `fate` says how
};
enum class Fate : std::uint8_t { None, Played, Dropped, NotResumed, Missed, Expired };

/// One occurrence on this lane.
struct Job {
  Instant start{};           ///< of the occurrence, its name
  Instant due{};             ///< start, or when it was postponed to
  Instant close{};           ///< windows
  Instant limit{};           ///< may not sound from then on
  Instant anchor{};          ///< OnAir: when its position was 0
  Instant since{};           ///< Cut: when it was cut; Over: since when
  Duration position{};       ///< Cut: goes on from there
  std::uint32_t line = 0;    ///< of its agenda
  std::uint32_t round = 0;   ///< of its line
  std::int32_t by = -1;      ///< the job that kept it last; -1 = none or an order
  std::uint16_t agenda = 0;  ///< of the casting
  std::uint8_t depth = 0;
  std::uint8_t area = 0;  ///< of its programme, by place in the placement's chain
  Phase phase = Phase::Ahead;
  Fate fate = Fate::None;
  bool loops = false;
  bool postponed = false;
  bool runs_on = false;  ///< its clock runs, whatever its entry's `lose` says (it is being joined)
};

/// What could have the output: nothing, a timed job, the turn of a rotation, or an order.
struct Contender {
  enum class Kind : std::uint8_t { None, Job, Turn, Order };
  Kind kind = Kind::None;
  std::uint32_t index = 0;  ///< of the job or rotation
  OrderId order;

  bool operator==(const Contender&) const = default;
  explicit operator bool() const { return kind != Kind::None; }
};

class Lane {
 public:
  Lane(const Casting& casting, Instant origin);

  /// All that changes by itself up to and at `now` (≥ the last one) has changed; what something
  /// else cuts at an instant on the way has left the output. Returns choose(now).
  Contender pass(Instant now, const OrderTable& orders);
  /// Who should have the output now; after pass(now).
  Contender choose(Instant now, const OrderTable& orders) const;
  /// Everything that could have the output now, what is on air too.
  std::vector<Contender> rivals(Instant now, const OrderTable& orders) const;
  /// The first instant after `now` at which something may change by itself; open_end if never.
  Instant next_event(Instant now, const OrderTable& orders) const;

  const Contender& running() const { return running_; }
  /// Takes the output, having come to `position` at `now`.
  void begin(const Contender& who, Duration position, Instant now);
  /// Leaves the output, having come to `position`; `by` took it.
  void cut(Duration position, Instant now, const Contender& by);
  /// Played to its end.
  void finish(Instant now);
  /// What outputs report, of a job that may not be the one on air any more.
  void began(std::uint32_t job, Duration position, Instant now);
  void left(std::uint32_t job, Duration position, Instant now);
  void played(std::uint32_t job, Instant now);
  /// As a device that has just started: nothing is on air, what was goes on as if it had run.
  void join(Instant now);
  /// Takes over what is known about the occurrences of both.
  void inherit(const Lane& old, Instant now);

  /// Where `who` is, or would begin, at `now`.
  Duration position(const Contender& who, Instant now) const;
  /// When it ends (a turn: when the next begins, a lone window's: its close), if it is on air from
  /// now on.
  Instant ends(const Contender& who, Instant now, const OrderTable& orders) const;
  /// The job of a contender that is one or a turn's; nullptr for an order or none.
  const Job* job(const Contender& who) const;
  const std::vector<Job>& jobs() const { return jobs_; }
  const Rotation& rotation(std::uint32_t index) const { return rotations_[index]; }
  /// The same on copies of what it stands on.
  void rebind(const Placement* placement, const Shelf* shelf);
  const Casting& casting() const { return casting_; }
  const Line& line(const Job& job) const { return casting_.agendas[job.agenda]->lines()[job.line]; }
  const Round& round(const Job& job) const { return line(job).rounds[job.round]; }
  /// The job of that name; nothing when there is none.
  std::optional<std::uint32_t> find(const AreaCode& area, std::string_view id, Instant start,
                                    const MessageHash& message) const;
  /// Who stands for a job: itself, or the rotation its window is in.
  Contender contender(std::uint32_t job) const;
  const AreaCode& area_of(const Job& job) const {
    return casting_.agendas[job.agenda]->programme().area;
  }
  Rank rank(const Contender& who, const OrderTable& orders) const;
  /// Which rules keep it from beginning (or would, if it were no emergency); empty = none.
  std::vector<Refusal> refusals(const Contender& who, const OrderTable& orders) const;
  Instant now() const { return now_; }
  Instant origin() const { return origin_; }

 private:
  void add_jobs(std::uint16_t agenda, Instant origin);
  void arrive(std::uint32_t index, Instant now);
  Contender step(Instant now, const OrderTable& orders);
  bool could_begin(const Contender& who, Instant now, const OrderTable& orders) const;
  void end_running(Instant now, const OrderTable& orders);
  void drop_late(Instant now);
  void lose(Job& job, Duration position, Instant now);
  void miss(Job& job, Instant now);
  bool postpone(Job& job, Instant now);
  bool later_one_came(const Job& job) const;
  void over(Job& job, Fate fate, Instant now);
  void note_losers(const Contender& winner);
  static void take_over(Job& mine, const Job& known);
  bool may_begin(const Job& job, Instant now) const;
  Instant last_chance(const Job& job) const;
  bool is_ready(const Job& job) const;
  Airing airing(const Job& job, Instant at, Duration left) const;
  bool allowed(const Job& job, Instant at, Duration left) const;
  bool allowed(const HeldOrder& held, Instant at) const;
  void spend(const Contender& left, Instant now);
  void keep_rules(Instant now);
  Duration position(const Job& job, Instant now) const;
  bool at_seam(Instant now) const;
  Instant next_seam(Instant now) const;
  Lose lose_of(const Job& job) const;
  Rank rank(const Job& job) const;

  Casting casting_;
  std::vector<Job> jobs_;               // by start, depth, line
  std::vector<std::uint32_t> waiting_;  // timed jobs that are Due or Cut
  std::array<Rotation, 4> rotations_;   // by class; filler first
  std::size_t next_ = 0;                // first job that is Ahead
  Contender running_;
  Contender heir_;      // what cut the last one and has not begun yet
  Instant on_since_{};  // of what is on air, or of what of it was not counted yet
  AirUse use_;
  Instant now_{};
  Instant origin_{};
};

/// Why a line that could play on that output is not meant for this device, standing in `chain`
/// (codes of why.h); empty = it is.
std::string_view why_not_meant(const Line& line, const Casting& casting,
                               const std::vector<AreaCode>& chain);

/// The piece of a round at a position of it.
struct PieceAt {
  std::size_t index = 0;
  Duration offset{};  ///< inside the piece
};
PieceAt piece_at(const Round& round, Duration position);

}  // namespace playlists
