#include "controller/store/store.h"

#include <Poco/Data/SQLite/Connector.h>
#include <Poco/Data/SQLite/SQLiteException.h>
#include <Poco/Data/SQLite/Utility.h>
#include <fmt/format.h>
#include <sqlite3.h>

#include <stdexcept>
#include <string>

#include "controller/store/query.h"
#include "protocols/io/storage_error.h"

namespace controller {

namespace {

// The data disk counts as full below this: SQLite reports some ENOSPC (of the -shm file, of fsync)
// as a plain I/O error.
constexpr std::uintmax_t nothing_left = 1U << 20;

void sql(Session& session, const std::string& text) {
  session << text, Poco::Data::Keywords::now;
}

bool in_transaction(Session& session) {
  return sqlite3_get_autocommit(Poco::Data::SQLite::Utility::dbHandle(session)) == 0;
}

bool disk_is_full(const std::filesystem::path& file) {
  std::error_code ignored;
  const auto space = std::filesystem::space(file.parent_path(), ignored);
  return !ignored && space.available < nothing_left;
}

// What a full disk throws becomes StorageFull; everything else stays what it is.
std::exception_ptr told(std::exception_ptr error, const std::filesystem::path& file) {
  try {
    std::rethrow_exception(error);
  } catch (const Poco::Data::SQLite::DatabaseFullException& full) {
    return std::make_exception_ptr(protocols::io::StorageFull(
        fmt::format("cannot write {}: {}", file.string(), full.displayText())));
  } catch (const Poco::Data::SQLite::IOErrorException& failed) {
    if (!disk_is_full(file)) return error;
    return std::make_exception_ptr(protocols::io::StorageFull(
        fmt::format("cannot write {}: {}", file.string(), failed.displayText())));
  } catch (...) {
    return error;
  }
}

}  // namespace

Store::Store(const std::filesystem::path& file, StoreOptions options)
    : file_(file), options_(options) {
  Poco::Data::SQLite::Connector::registerConnector();
  try {
    writer_ = open(true);
    migrate(*writer_, options_.list);
    for (std::size_t i = 0; i < options_.readers; ++i) readers_.push_back(open(false));
  } catch (const Poco::Exception& error) {
    throw std::runtime_error(
        fmt::format("cannot open the store {}: {}", file.string(), error.displayText()));
  } catch (const std::runtime_error& error) {
    throw std::runtime_error(
        fmt::format("cannot open the store {}: {}", file.string(), error.what()));
  }
  thread_ = std::thread([this] { write_loop(); });
}

Store::~Store() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  wake_.notify_all();
  thread_.join();
}

std::unique_ptr<Session> Store::open(bool writer) {
  auto session = std::make_unique<Session>("SQLite", file_.string());
  sql(*session, "PRAGMA busy_timeout = 5000");
  sql(*session, "PRAGMA foreign_keys = ON");
  if (!writer) {
    sql(*session, "PRAGMA query_only = ON");
    return session;
  }
  sql(*session, "PRAGMA journal_mode = WAL");
  sql(*session, "PRAGMA synchronous = FULL");
  sql(*session, "PRAGMA journal_size_limit = 67108864");
  if (options_.max_pages)
    sql(*session, fmt::format("PRAGMA max_page_count = {}", *options_.max_pages));
  return session;
}

StoreFigures Store::figures() const {
  const std::lock_guard lock(mutex_);
  return figures_;
}

void Store::count(std::size_t jobs) {
  const std::lock_guard lock(mutex_);
  figures_.jobs += jobs;
  ++figures_.commits;
}

void Store::queue(std::unique_ptr<AnyJob> job) {
  {
    const std::lock_guard lock(mutex_);
    jobs_.push_back(std::move(job));
  }
  wake_.notify_all();
}

std::unique_ptr<Store::AnyJob> Store::next(Idle when_idle) {
  std::unique_lock lock(mutex_);
  if (when_idle == Idle::Wait) wake_.wait(lock, [&] { return stopping_ || !jobs_.empty(); });
  if (jobs_.empty()) return nullptr;
  auto job = std::move(jobs_.front());
  jobs_.pop_front();
  return job;
}

void Store::write_loop() {
  while (auto job = next(Idle::Wait)) run_batch(std::move(job));
}

// What is queued while a commit waits for the disk forms the next batch: nobody waits for company.
void Store::run_batch(std::unique_ptr<AnyJob> first) {
  Batch kept;
  const bool whole = collect(std::move(first), kept);
  if (whole && (kept.empty() || try_sql("COMMIT"))) {
    if (kept.empty()) {
      try_sql("ROLLBACK");
    } else {
      count(kept.size());
    }
    for (auto& job : kept) job->committed();
    return;
  }
  // The transaction is gone and with it the rows of jobs that did nothing wrong: each gets its own.
  if (in_transaction(*writer_)) try_sql("ROLLBACK");
  for (auto& job : kept) run_alone(*job);
}

// True if the transaction still stands and holds exactly the rows of `kept`.
bool Store::collect(std::unique_ptr<AnyJob> first, Batch& kept) {
  const bool begun = try_sql("BEGIN IMMEDIATE");
  const auto deadline = std::chrono::steady_clock::now() + options_.group_time;
  auto job = std::move(first);
  while (job) {
    const Ran ran = begun ? run_isolated(*job) : Ran::Undone;
    if (ran != Ran::Refused) kept.push_back(std::move(job));
    if (ran == Ran::Undone) return false;
    const bool more =
        kept.size() < options_.group_jobs && std::chrono::steady_clock::now() < deadline;
    job = more ? next(Idle::GiveUp) : nullptr;
  }
  return true;
}

Store::Ran Store::run_isolated(AnyJob& job) {
  if (!try_sql("SAVEPOINT job")) return Ran::Undone;
  try {
    job.run(*writer_);
  } catch (...) {
    const auto error = std::current_exception();
    if (!in_transaction(*writer_) || !try_sql("ROLLBACK TO job")) return Ran::Undone;
    try_sql("RELEASE job");
    job.failed(told(error, file_));
    return Ran::Refused;
  }
  return try_sql("RELEASE job") ? Ran::Kept : Ran::Undone;
}

void Store::run_alone(AnyJob& job) {
  try {
    sql(*writer_, "BEGIN IMMEDIATE");
    job.run(*writer_);
    sql(*writer_, "COMMIT");
  } catch (...) {
    const auto error = std::current_exception();
    if (in_transaction(*writer_)) try_sql("ROLLBACK");
    job.failed(told(error, file_));
    return;
  }
  count(1);
  job.committed();
}

bool Store::try_sql(const char* text) {
  try {
    sql(*writer_, text);
    return true;
  } catch (const Poco::Exception&) {
    return false;
  }
}

Store::Reader::Reader(Store& store) : store_(store) {
  {
    std::unique_lock lock(store_.mutex_);
    store_.reader_free_.wait(lock, [&] { return !store_.readers_.empty(); });
    session_ = std::move(store_.readers_.back());
    store_.readers_.pop_back();
  }
  try {
    begin();
  } catch (...) {  // without this the destructor does not run and the reader would be lost
    give_back();
    throw;
  }
}

Store::Reader::~Reader() {
  try {
    if (in_transaction(*session_)) sql(*session_, "COMMIT");
  } catch (const Poco::Exception&) {
    // A read-only transaction has nothing to lose; the next begin() ends it.
  }
  give_back();
}

void Store::Reader::begin() {
  if (in_transaction(*session_)) sql(*session_, "ROLLBACK");
  sql(*session_, "BEGIN");
}

void Store::Reader::give_back() noexcept {
  {
    const std::lock_guard lock(store_.mutex_);
    store_.readers_.push_back(std::move(session_));  // never grows: it came from there
  }
  store_.reader_free_.notify_one();
}

}  // namespace controller
