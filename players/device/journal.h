#pragma once

#include <cstdint>
#include <deque>
#include <exception>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "playlists/orders/play.h"
#include "protocols/io/sqlite_file.h"

namespace players {

/// Names a play that has begun and not ended; never 0, never used twice in one journal.
using OpenPlay = std::int64_t;

/// What is known when something begins to come out.
struct PlayOpening {
  playlists::OutputKind output = playlists::OutputKind::Unknown;
  playlists::ItemRef item;
  playlists::Instant start{};
  playlists::ClockState clock = playlists::ClockState::Untrusted;
  std::int64_t start_mono_ns = 0;
};

/// What came out of it so far; levels only for sound.
struct PlayCount {
  playlists::Instant end{};
  std::uint64_t amount = 0;  ///< frames, or samples per channel, that the sink accepted
  std::optional<double> level_dbfs;
  std::optional<double> peak_dbfs;
};

struct PlayResult {
  playlists::Outcome outcome = playlists::Outcome::Unknown;
  playlists::PlayReason reason = playlists::PlayReason::Unknown;
};

/// What the device proves: the hash chain of its plays (docs/documents.md, `plays`) and the
/// receipts not yet acknowledged, in one SQLite file.
///
/// A play lies open from its first frame or sample on, with a count renewed every second; it gets
/// its `seq` and its place in the chain when it is closed. What a crash leaves open is closed when
/// the journal is opened again, with the last count, as interrupted (restart). Nothing is forgotten
/// before the controller says it is committed, and no `seq` is ever given twice.
///
/// A full disk stops nobody: what cannot be written waits in memory, in order, and is written when
/// there is space again (retry()); `stuck()` says so. Of more than `most_pending` writes the newest
/// are lost, counted and logged. A damaged file, found at the start or later, is set aside and a
/// new chain begun with the receipts and open plays in memory. Not responsible for deciding
/// outcomes or for sending. Lives on the device loop; every writing call blocks for one fsync.
class Journal {
 public:
  using NewChain = std::function<std::string()>;
  /// Opens or makes `file`, counts the boot and closes what was left open. `new_chain` gives the
  /// uuid7 of a journal that has to be made new. Throws StorageError if there can be no journal at
  /// all.
  Journal(std::filesystem::path file, NewChain new_chain, std::size_t most_pending = 20'000);

  OpenPlay open(const PlayOpening& opening);
  /// Renews the count of an open play; skipped while the disk is full.
  void checkpoint(OpenPlay play, const PlayCount& count);
  void close(OpenPlay play, const PlayCount& count, const PlayResult& result);
  /// A play that never began: missed or excused.
  void note(const PlayOpening& opening, const PlayResult& result);

  struct Batch {
    std::vector<std::string> records;  ///< exact bytes, seq ascending, the oldest unacknowledged
    std::int64_t through_seq = 0;      ///< of the last one; 0 = nothing waits
  };
  /// At most 500 records and as many as fit one payload of the link.
  Batch waiting();
  std::int64_t waiting_count() const { return waiting_count_; }
  /// The controller has committed everything up to and including `through_seq` of `chain`. Another
  /// chain's is ignored; it counts no further than what waiting() has given out in this run.
  void acknowledge(std::string_view chain, std::int64_t through_seq);

  /// Keeps a signed receipt until it is acknowledged; in memory at once, on disk if it can.
  void keep_receipt(const std::string& id, const std::string& jws);
  void acknowledge_receipt(const std::string& id);
  const std::map<std::string, std::string>& receipts() const { return receipts_; }

  /// What the end of the program's last run had cut, as it was closed at this start.
  const std::vector<playlists::PlayRecord>& cut_by_restart() const { return cut_by_restart_; }
  const std::string& chain() const { return chain_; }
  std::uint64_t boot() const { return boot_; }
  /// True while writes wait for space.
  bool stuck() const { return !pending_.empty(); }
  /// Writes that memory had no room for, since the start.
  std::uint64_t lost() const { return lost_; }
  /// Tries again what waits. Call it every second or so.
  void retry();

 private:
  using Write = std::function<void(protocols::io::Database&)>;
  void start();
  void open_file();
  void set_aside(const std::exception& damage);
  void begin_anew(const std::exception& damage);
  void load();
  void close_left_open();
  void write(Write write);
  void flush();
  void write_pending();
  void write_memory();
  void insert_open(OpenPlay play, const playlists::PlayRecord& record);
  Batch read_waiting();
  void append(playlists::PlayRecord record);
  void finish(std::int64_t play, const PlayCount& count, const PlayResult& result);
  playlists::PlayRecord begun(const PlayOpening& opening) const;

  const std::filesystem::path file_;
  const NewChain new_chain_;
  const std::size_t most_pending_;
  std::unique_ptr<protocols::io::Database> database_;
  std::deque<Write> pending_;
  std::map<OpenPlay, playlists::PlayRecord> open_;  ///< of this run, without their counts
  std::vector<OpenPlay> closing_;  ///< of them, those whose close is not written yet
  bool anew_ = false;              ///< the file on disk lacks what memory knows
  std::map<std::string, std::string> receipts_;
  std::vector<playlists::PlayRecord> cut_by_restart_;
  std::string chain_;
  std::uint64_t boot_ = 0;
  OpenPlay next_open_ = 1;
  std::int64_t waiting_count_ = 0;
  std::int64_t given_out_ = 0;  ///< last seq that waiting() gave out
  std::uint64_t lost_ = 0;
};

}  // namespace players
