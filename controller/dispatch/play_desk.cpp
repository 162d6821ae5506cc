#include "controller/dispatch/play_desk.h"

#include <optional>
#include <utility>

#include "controller/dispatch/device_paper.h"
#include "playlists/orders/play_json.h"
#include "protocols/io/digest.h"
#include "protocols/io/log.h"
#include "protocols/link/link_messages.h"

namespace controller {

namespace io = protocols::io;
namespace trust = protocols::trust;
using playlists::Instant;
using playlists::PlayRecord;
using playlists::Plays;

namespace {

api::PlayItem item_of(const playlists::ItemRef& item) {
  return {std::string(playlists::item_kind_text(item.kind)),
          item.id,
          item.area.text(),
          static_cast<int>(item.programme),
          item.message.text(),
          item.title,
          std::string(playlists::class_text(item.item_class))};
}

api::Play play_of(const Plays& plays, const PlayRecord& record) {
  return {plays.device.text(),
          plays.chain.text(),
          record.seq,
          record.boot,
          std::string(playlists::output_kind_text(record.output)),
          item_of(record.item),
          record.start,
          record.end,
          record.clock == playlists::ClockState::Trusted,
          record.amount,
          record.level_dbfs,
          record.peak_dbfs,
          std::string(playlists::outcome_text(record.outcome)),
          std::string(playlists::play_reason_text(record.reason))};
}

// Walks one batch along the committed end of its chain.
class ChainWalk {
 public:
  ChainWalk(Session& session, const Plays& plays, Instant now)
      : rows_(session),
        plays_(plays),
        now_ms_(playlists::to_ms(now)),
        end_(rows_.chain_end(plays.device.text(), plays.chain.text())) {}

  std::int64_t run() {
    const std::int64_t before = end_.through_seq;
    for (const auto& bytes : plays_.records) {
      if (!step(bytes)) break;
    }
    if (end_.through_seq != before) {
      rows_.set_chain_end(plays_.device.text(), plays_.chain.text(), end_);
    }
    return end_.through_seq;
  }

 private:
  // False at a gap.
  bool step(const std::string& bytes) {
    const auto record = playlists::parse_play_record(bytes);
    const std::int64_t next = end_.through_seq + 1;
    if (!record) return take_nonsense(bytes, next);
    const auto seq = static_cast<std::int64_t>(record->seq);
    last_seen_ = seq;
    if (seq < next) return pass_over(bytes, seq);
    if (seq > next) return false;
    if (record->prev == end_.hash) {
      rows_.insert(play_of(plays_, *record), bytes);
    } else {
      set_aside(bytes, next, "broken_chain");
    }
    advance(bytes);
    return true;
  }

  // A record that cannot be read has no seq of its own: it follows the one before it in the batch,
  // and a device begins a batch right behind what was acknowledged.
  bool take_nonsense(const std::string& bytes, std::int64_t next) {
    const std::int64_t seq = last_seen_ ? *last_seen_ + 1 : next;
    last_seen_ = seq;
    if (seq < next) return pass_over(bytes, seq);
    if (seq > next) return false;
    set_aside(bytes, next, "not_a_record");
    advance(bytes);
    return true;
  }

  // What is committed already comes again when its acknowledgement was lost. Other bytes under an
  // old seq come from a box put back to an earlier state: it deletes what we acknowledge.
  bool pass_over(const std::string& bytes, std::int64_t seq) {
    const bool known = rows_.holds(plays_.device.text(), plays_.chain.text(), seq, bytes);
    if (!known) set_aside(bytes, seq, "forked_chain");
    return true;
  }

  void set_aside(const std::string& bytes, std::int64_t seq, const char* why) {
    rows_.set_aside({plays_.device.text(), plays_.chain.text(), seq, why, bytes, now_ms_});
  }
  void advance(const std::string& bytes) { end_ = {end_.through_seq + 1, io::sha256_hex(bytes)}; }

  PlayRows rows_;
  const Plays& plays_;
  const std::int64_t now_ms_;
  ChainEnd end_;
  std::optional<std::int64_t> last_seen_;
};

}  // namespace

std::int64_t commit_plays(Session& session, const Plays& plays, Instant now) {
  return ChainWalk(session, plays, now).run();
}

PlayDesk::PlayDesk(io::EventLoop& loop, Store& store, const Directory& directory, FleetLink& link)
    : loop_(loop), store_(store), directory_(directory), link_(link) {}

void PlayDesk::take(const std::string& device, const std::string& jws) {
  const auto paper = judged(directory_.find(device), trust::DocumentType::plays, jws);
  if (!paper) return;
  const auto plays = playlists::parse_plays(paper->payload);
  if (!plays) {
    io::log::warning("dispatch: plays not understood",
                     {{"device", device}, {"why", playlists::problems_text(plays.problems)}});
    return;
  }
  const auto now = loop_.clock().wall();
  const PaperRow row{0, paper->hash, "vang-plays", paper->kid, jws, io::to_ms(now)};
  store_.write_then(
      [plays = *plays, row, now](Session& session) {
        PaperRows(session).put(row);
        return commit_plays(session, plays, now);
      },
      [this, plays = *plays](std::future<std::int64_t> done) {
        loop_.post([this, plays, through = done.share()] { kept(plays, through); });
      });
}

void PlayDesk::kept(const Plays& plays, std::shared_future<std::int64_t> through) {
  try {
    protocols::link::Ack ack;
    ack.chain = plays.chain.text();
    ack.through_seq = through.get();
    link_.send(plays.device.text(), "ack", protocols::link::ack_to_json(ack));
  } catch (const std::exception& failure) {  // not acknowledged: the device sends it again
    io::log::error("dispatch: plays not kept", {{"why", failure.what()}});
  }
}

}  // namespace controller
