#include "protocols/io/sqlite_file.h"

#include <fcntl.h>
#include <sqlite3.h>

#include <cerrno>
#include <utility>

#include "protocols/io/storage_error.h"
#include "protocols/io/unique_fd.h"

namespace protocols::io {
namespace {

int length_of(std::string_view text) {
  return static_cast<int>(text.size());
}

/// SQLite would make the file by the umask; a journal is nobody else's business.
void make_private(const std::filesystem::path& file) {
  const UniqueFd fd(::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600));
  if (!fd) throw_storage_error("cannot open " + file.string(), errno);
}

}  // namespace

void Statement::Finalize::operator()(sqlite3_stmt* statement) const {
  sqlite3_finalize(statement);
}

Statement::Statement(Database& database, std::string_view sql) : database_(&database) {
  sqlite3_stmt* raw = nullptr;
  if (sqlite3_prepare_v2(database.handle_, sql.data(), length_of(sql), &raw, nullptr) !=
      SQLITE_OK) {
    database.fail("prepare a statement on");
  }
  statement_.reset(raw);
}

Statement& Statement::bind(int index, std::int64_t value) {
  if (sqlite3_bind_int64(statement_.get(), index, value) != SQLITE_OK) database_->fail("bind on");
  return *this;
}

Statement& Statement::bind(int index, double value) {
  if (sqlite3_bind_double(statement_.get(), index, value) != SQLITE_OK) database_->fail("bind on");
  return *this;
}

Statement& Statement::bind(int index, std::string_view text) {
  // An empty view may have no address, which SQLite would take for NULL.
  const char* start = text.empty() ? "" : text.data();
  // SQLITE_TRANSIENT (copy it) is a macro with a C cast.
  const auto copy = reinterpret_cast<sqlite3_destructor_type>(std::intptr_t{-1});
  if (sqlite3_bind_text(statement_.get(), index, start, length_of(text), copy) != SQLITE_OK) {
    database_->fail("bind on");
  }
  return *this;
}

Statement& Statement::bind(int index, std::nullptr_t) {
  if (sqlite3_bind_null(statement_.get(), index) != SQLITE_OK) database_->fail("bind on");
  return *this;
}

Statement& Statement::bind_blob(int index, std::string_view bytes) {
  const char* start = bytes.empty() ? "" : bytes.data();
  const auto copy = reinterpret_cast<sqlite3_destructor_type>(std::intptr_t{-1});
  if (sqlite3_bind_blob(statement_.get(), index, start, length_of(bytes), copy) != SQLITE_OK) {
    database_->fail("bind on");
  }
  return *this;
}

bool Statement::step() {
  const int result = sqlite3_step(statement_.get());
  if (result == SQLITE_ROW) return true;
  if (result == SQLITE_DONE) return false;
  database_->fail("run a statement on");
}

void Statement::run() {
  while (step()) {
  }
  reset();
}

void Statement::reset() {
  // The result repeats an error that step() already reported.
  sqlite3_reset(statement_.get());
  sqlite3_clear_bindings(statement_.get());
}

bool Statement::is_null(int column) const {
  return sqlite3_column_type(statement_.get(), column) == SQLITE_NULL;
}

std::int64_t Statement::integer(int column) const {
  return sqlite3_column_int64(statement_.get(), column);
}

double Statement::real(int column) const {
  return sqlite3_column_double(statement_.get(), column);
}

std::string Statement::text(int column) const {
  const auto* start = sqlite3_column_text(statement_.get(), column);
  if (start == nullptr) return {};
  const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement_.get(), column));
  return {reinterpret_cast<const char*>(start), size};
}

std::string Statement::blob(int column) const {
  const auto* start = sqlite3_column_blob(statement_.get(), column);
  if (start == nullptr) return {};
  const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement_.get(), column));
  return {static_cast<const char*>(start), size};
}

Database::Database(std::filesystem::path file) : file_(std::move(file)) {
  make_private(file_);
  const int flags =
      SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
  try {
    if (sqlite3_open_v2(file_.c_str(), &handle_, flags, nullptr) != SQLITE_OK) fail("open");
    sqlite3_busy_timeout(handle_, 5000);
    execute("PRAGMA journal_mode=WAL");
    execute("PRAGMA synchronous=FULL");
    execute("PRAGMA foreign_keys=ON");
    execute("SELECT count(*) FROM sqlite_schema");
  } catch (...) {
    sqlite3_close_v2(handle_);
    throw;
  }
}

Database::~Database() {
  sqlite3_close_v2(handle_);
}

Statement Database::prepare(std::string_view sql) {
  return {*this, sql};
}

void Database::execute(const std::string& sql) {
  if (sqlite3_exec(handle_, sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK)
    fail("run SQL on");
}

int Database::user_version() {
  auto statement = prepare("PRAGMA user_version");
  statement.step();
  return static_cast<int>(statement.integer(0));
}

void Database::migrate(std::span<const std::string_view> migrations) {
  const auto known = static_cast<int>(migrations.size());
  if (const int version = user_version(); version > known) {
    throw StorageError("cannot use " + file_.string() + ": its version " + std::to_string(version) +
                       " is newer than this program's " + std::to_string(known));
  }
  for (int version = user_version(); version < known; ++version) {
    Transaction transaction(*this);
    execute(std::string(migrations[static_cast<std::size_t>(version)]));
    execute("PRAGMA user_version=" + std::to_string(version + 1));
    transaction.commit();
  }
}

void Database::check_integrity() {
  auto statement = prepare("PRAGMA integrity_check");
  if (!statement.step() || statement.text(0) != "ok") {
    throw StorageDamaged("cannot trust " + file_.string() + ": " + statement.text(0));
  }
}

std::int64_t Database::last_insert_id() const {
  return sqlite3_last_insert_rowid(handle_);
}

std::int64_t Database::changes() const {
  return sqlite3_changes64(handle_);
}

void Database::fail(const std::string& what) const {
  const int extended = sqlite3_extended_errcode(handle_);
  const int primary = extended & 0xff;
  const auto text = "cannot " + what + ' ' + file_.string() + ": " + sqlite3_errmsg(handle_);
  const int cause = sqlite3_system_errno(handle_);
  const bool no_space = primary == SQLITE_IOERR && (cause == ENOSPC || cause == EDQUOT);
  if (primary == SQLITE_FULL || no_space) throw StorageFull(text);
  if (primary == SQLITE_CORRUPT || primary == SQLITE_NOTADB) throw StorageDamaged(text);
  throw StorageError(text);
}

Transaction::Transaction(Database& database) : database_(database) {
  database_.execute("BEGIN IMMEDIATE");
}

Transaction::~Transaction() {
  if (!open_) return;
  try {
    database_.execute("ROLLBACK");
  } catch (const StorageError&) {
    // SQLite rolled back by itself when the error happened.
  }
}

void Transaction::commit() {
  database_.execute("COMMIT");
  open_ = false;
}

}  // namespace protocols::io
