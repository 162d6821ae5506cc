#include "players/device/journal.h"

#include <algorithm>
#include <array>

#include "playlists/orders/play_json.h"
#include "protocols/io/digest.h"
#include "protocols/io/log.h"
#include "protocols/io/storage_error.h"

namespace players {

namespace io = protocols::io;

namespace {

constexpr std::array<std::string_view, 1> migrations{
    "CREATE TABLE chain (one INTEGER PRIMARY KEY CHECK (one = 1), id TEXT NOT NULL,"
    " boot INTEGER NOT NULL, last_seq INTEGER NOT NULL, last_hash TEXT NOT NULL);"
    "CREATE TABLE open_plays (id INTEGER PRIMARY KEY, record TEXT NOT NULL,"
    " end_ms INTEGER NOT NULL, amount INTEGER NOT NULL, level REAL, peak REAL);"
    "CREATE TABLE plays (seq INTEGER PRIMARY KEY, record TEXT NOT NULL);"
    "CREATE TABLE receipts (id TEXT PRIMARY KEY, jws TEXT NOT NULL);"};

/// Room for the records of one batch: a payload of 64 KiB is 48 KiB before base64url, less the
/// batch's own members and the JWS header.
constexpr std::size_t batch_bytes = 47'000;

/// Bytes a record takes inside the batch: quotes and backslashes are escaped there.
std::size_t embedded_size(const std::string& record) {
  const auto escaped =
      std::count_if(record.begin(), record.end(), [](char c) { return c == '"' || c == '\\'; });
  return record.size() + static_cast<std::size_t>(escaped) + 3;
}

std::optional<double> real_at(const io::Statement& row, int column) {
  if (row.is_null(column)) return {};
  return row.real(column);
}

}  // namespace

Journal::Journal(std::filesystem::path file, NewChain new_chain, std::size_t most_pending)
    : file_(std::move(file)), new_chain_(std::move(new_chain)), most_pending_(most_pending) {
  try {
    start();
  } catch (const io::StorageDamaged& damage) {
    set_aside(damage);
    start();
  }
}

void Journal::start() {
  open_file();
  write([](io::Database& database) { database.execute("UPDATE chain SET boot = boot + 1"); });
  boot_++;
  close_left_open();
}

void Journal::open_file() {
  auto database = std::make_unique<io::Database>(file_);
  database->migrate(migrations);
  database->prepare("INSERT OR IGNORE INTO chain VALUES (1, ?, ?, 0, ?)")
      .bind_all(new_chain_(), static_cast<std::int64_t>(boot_), playlists::first_prev())
      .run();
  database_ = std::move(database);
  load();
}

// A new chain is honest: the controller sees that the old one ended without its tail.
void Journal::set_aside(const std::exception& damage) {
  io::log::error("journal: damaged, set aside", {{"cause", damage.what()}});
  database_.reset();
  std::filesystem::rename(file_, file_.string() + ".damaged-" + new_chain_());
  for (const char* tail : {"-wal", "-shm"}) std::filesystem::remove(file_.string() + tail);
  anew_ = true;
}

/// What memory still knows goes into the new file; if there can be none now, retry() tries again.
void Journal::begin_anew(const std::exception& damage) {
  try {
    set_aside(damage);
    write_pending();
  } catch (const std::exception& error) {
    io::log::error("journal: no new one yet", {{"cause", error.what()}});
  }
}

void Journal::load() {
  auto chain = database_->prepare("SELECT id, boot FROM chain");
  if (!chain.step()) throw io::StorageDamaged("journal without its chain: " + file_.string());
  chain_ = chain.text(0);
  boot_ = static_cast<std::uint64_t>(chain.integer(1));
  auto receipts = database_->prepare("SELECT id, jws FROM receipts");
  while (receipts.step()) receipts_.emplace(receipts.text(0), receipts.text(1));
  auto count = database_->prepare("SELECT count(*) FROM plays");
  if (count.step()) waiting_count_ = count.integer(0);
  auto last_open = database_->prepare("SELECT max(id) FROM open_plays");
  if (last_open.step() && !last_open.is_null(0))
    next_open_ = std::max(next_open_, last_open.integer(0) + 1);
  given_out_ = 0;
}

void Journal::close_left_open() {
  std::vector<std::pair<OpenPlay, PlayCount>> left;
  auto rows = database_->prepare(
      "SELECT id, end_ms, amount, level, peak, record FROM open_plays ORDER BY id");
  while (rows.step()) {
    left.push_back(
        {rows.integer(0),
         {playlists::instant_from_ms(rows.integer(1)), static_cast<std::uint64_t>(rows.integer(2)),
          real_at(rows, 3), real_at(rows, 4)}});
    if (auto record = playlists::parse_play_record(rows.text(5)))
      cut_by_restart_.push_back(*std::move(record));
  }
  rows.reset();
  for (const auto& [play, count] : left)
    close(play, count, {playlists::Outcome::Interrupted, playlists::PlayReason::Restart});
}

void Journal::write(Write write) {
  // The newest are lost, so that what is kept has no holes.
  if (pending_.size() < most_pending_)
    pending_.push_back(std::move(write));
  else
    lost_++;
  flush();
}

void Journal::retry() {
  if (stuck()) flush();
}

void Journal::flush() {
  try {
    write_pending();
  } catch (const io::StorageDamaged& damage) {
    begin_anew(damage);
  } catch (const io::StorageError& error) {
    io::log::error("journal: cannot write, kept in memory",
                   {{"waiting", pending_.size()}, {"lost", lost_}, {"cause", error.what()}});
  }
}

void Journal::write_pending() {
  if (!database_) open_file();
  io::Transaction transaction(*database_);
  if (anew_) write_memory();
  for (const auto& write : pending_) write(*database_);
  auto count = database_->prepare("SELECT count(*) FROM plays");
  const auto waiting = count.step() ? count.integer(0) : 0;
  count.reset();
  transaction.commit();
  waiting_count_ = waiting;
  pending_.clear();
  for (const auto play : std::exchange(closing_, {})) open_.erase(play);
  anew_ = false;
}

void Journal::write_memory() {
  for (const auto& [play, record] : open_) insert_open(play, record);
  auto insert = database_->prepare("INSERT OR IGNORE INTO receipts VALUES (?, ?)");
  for (const auto& [id, jws] : receipts_) insert.bind_all(id, jws).run();
}

void Journal::insert_open(OpenPlay play, const playlists::PlayRecord& record) {
  database_->prepare("INSERT OR IGNORE INTO open_plays VALUES (?, ?, ?, 0, NULL, NULL)")
      .bind_all(play, playlists::play_record_to_json(record), playlists::to_ms(record.start))
      .run();
}

playlists::PlayRecord Journal::begun(const PlayOpening& opening) const {
  playlists::PlayRecord record;
  record.seq = 1;  // the real one and `prev` come when it is closed
  record.prev = playlists::first_prev();
  record.boot = boot_;
  record.output = opening.output;
  record.item = opening.item;
  record.start = record.end = opening.start;
  record.clock = opening.clock;
  record.start_mono_ns = opening.start_mono_ns;
  return record;
}

OpenPlay Journal::open(const PlayOpening& opening) {
  const auto id = next_open_++;
  const auto record = begun(opening);
  open_.emplace(id, record);
  write([this, id, record](io::Database&) { insert_open(id, record); });
  return id;
}

void Journal::checkpoint(OpenPlay play, const PlayCount& count) {
  if (stuck()) return;
  write([play, count](io::Database& database) {
    database
        .prepare("UPDATE open_plays SET end_ms = ?, amount = ?, level = ?, peak = ? WHERE id = ?")
        .bind_all(playlists::to_ms(count.end), static_cast<std::int64_t>(count.amount),
                  count.level_dbfs, count.peak_dbfs, play)
        .run();
  });
}

void Journal::close(OpenPlay play, const PlayCount& count, const PlayResult& result) {
  closing_.push_back(play);
  write([this, play, count, result](io::Database&) { finish(play, count, result); });
}

void Journal::finish(std::int64_t play, const PlayCount& count, const PlayResult& result) {
  auto row = database_->prepare("SELECT record FROM open_plays WHERE id = ?");
  row.bind(1, play);
  if (!row.step()) return;
  const auto record = playlists::parse_play_record(row.text(0));
  row.reset();
  database_->prepare("DELETE FROM open_plays WHERE id = ?").bind_all(play).run();
  if (!record) {
    io::log::error("journal: an open play cannot be read", {{"play", play}});
    return;
  }
  auto closed = *record;
  closed.end = std::max(count.end, closed.start);
  closed.amount = count.amount;
  closed.level_dbfs = count.level_dbfs;
  closed.peak_dbfs = count.peak_dbfs;
  closed.outcome = result.outcome;
  closed.reason = result.reason;
  append(std::move(closed));
}

void Journal::note(const PlayOpening& opening, const PlayResult& result) {
  auto record = begun(opening);
  record.outcome = result.outcome;
  record.reason = result.reason;
  write([this, record](io::Database&) { append(record); });
}

void Journal::append(playlists::PlayRecord record) {
  auto last = database_->prepare("SELECT last_seq, last_hash FROM chain");
  if (!last.step()) throw io::StorageDamaged("journal without its chain: " + file_.string());
  const auto seq = last.integer(0) + 1;
  record.seq = static_cast<std::uint64_t>(seq);
  record.prev = last.text(1);
  last.reset();
  const auto bytes = playlists::play_record_to_json(record);
  database_->prepare("INSERT INTO plays VALUES (?, ?)").bind_all(seq, bytes).run();
  database_->prepare("UPDATE chain SET last_seq = ?, last_hash = ?")
      .bind_all(seq, io::sha256_hex(bytes))
      .run();
}

Journal::Batch Journal::waiting() {
  try {
    auto batch = database_ ? read_waiting() : Batch{};
    given_out_ = std::max(given_out_, batch.through_seq);
    return batch;
  } catch (const io::StorageDamaged& damage) {
    begin_anew(damage);
    return {};
  }
}

Journal::Batch Journal::read_waiting() {
  Batch batch;
  std::size_t bytes = 0;
  auto rows = database_->prepare("SELECT seq, record FROM plays ORDER BY seq LIMIT ?");
  rows.bind(1, static_cast<std::int64_t>(playlists::most_plays));
  while (rows.step()) {
    auto record = rows.text(1);
    bytes += embedded_size(record);
    if (bytes > batch_bytes && !batch.records.empty()) break;
    batch.records.push_back(std::move(record));
    batch.through_seq = rows.integer(0);
  }
  return batch;
}

void Journal::acknowledge(std::string_view chain, std::int64_t through_seq) {
  if (chain != chain_) return;
  if (through_seq > given_out_)
    io::log::warning("journal: more acknowledged than was sent",
                     {{"acknowledged", through_seq}, {"sent", given_out_}});
  // It may wait for space until another chain has begun.
  write([chain = chain_, through = std::min(through_seq, given_out_)](io::Database& database) {
    database.prepare("DELETE FROM plays WHERE seq <= ? AND (SELECT id FROM chain) = ?")
        .bind_all(through, chain)
        .run();
  });
}

void Journal::keep_receipt(const std::string& id, const std::string& jws) {
  receipts_.emplace(id, jws);
  write([id, jws](io::Database& database) {
    database.prepare("INSERT OR REPLACE INTO receipts VALUES (?, ?)").bind_all(id, jws).run();
  });
}

void Journal::acknowledge_receipt(const std::string& id) {
  if (receipts_.erase(id) == 0) return;
  write([id](io::Database& database) {
    database.prepare("DELETE FROM receipts WHERE id = ?").bind_all(id).run();
  });
}

}  // namespace players
