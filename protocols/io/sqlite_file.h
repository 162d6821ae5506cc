#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

struct sqlite3;
struct sqlite3_stmt;

/// Thin ownership over SQLite for the player's journal. Errors are exceptions: StorageFull (nothing
/// of the transaction is kept), StorageDamaged (the file is not a sound database), StorageError.
namespace protocols::io {

class Database;

/// One prepared statement. Parameters count from 1, columns from 0. Used by one thread at a time,
/// destroyed before its Database. Confined to its owner.
class Statement {
 public:
  Statement(Statement&&) noexcept = default;
  Statement& operator=(Statement&&) noexcept = default;

  Statement& bind(int index, std::int64_t value);
  Statement& bind(int index, int value) { return bind(index, std::int64_t{value}); }
  Statement& bind(int index, bool value) { return bind(index, std::int64_t{value ? 1 : 0}); }
  Statement& bind(int index, double value);
  Statement& bind(int index, std::string_view text);
  Statement& bind(int index, const char* text) { return bind(index, std::string_view(text)); }
  Statement& bind(int index, const std::string& text) {
    return bind(index, std::string_view(text));
  }
  Statement& bind(int index, std::nullptr_t);
  Statement& bind_blob(int index, std::string_view bytes);
  template <class T>
  Statement& bind(int index, const std::optional<T>& value) {
    return value ? bind(index, *value) : bind(index, nullptr);
  }
  /// Binds 1, 2, 3 … in order.
  template <class... Values>
  Statement& bind_all(const Values&... values) {
    int index = 0;
    (bind(++index, values), ...);
    return *this;
  }

  /// True when a row is there to be read, false at the end.
  bool step();
  /// Runs to the end, then reset() (parameters are cleared): for INSERT, UPDATE, DELETE.
  void run();
  /// Ready to be bound and stepped again.
  void reset();

  bool is_null(int column) const;
  std::int64_t integer(int column) const;
  double real(int column) const;
  std::string text(int column) const;
  std::string blob(int column) const;

 private:
  friend class Database;
  struct Finalize {
    void operator()(sqlite3_stmt* statement) const;
  };
  Statement(Database& database, std::string_view sql);

  Database* database_;
  std::unique_ptr<sqlite3_stmt, Finalize> statement_;
};

/// One connection: WAL, synchronous=FULL (what commit() returned from survives a power cut),
/// foreign keys on, busy wait 5 s, mode 0600. Confined to its owner.
class Database {
 public:
  /// Opens or makes the file. Checks that it is a database.
  explicit Database(std::filesystem::path file);
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;
  ~Database();

  Statement prepare(std::string_view sql);
  /// Runs one or several statements without parameters.
  void execute(const std::string& sql);
  /// Brings user_version up to migrations.size(): migration i leads from version i to i + 1, each
  /// in its own transaction. StorageError if the file is newer than this program.
  void migrate(std::span<const std::string_view> migrations);
  int user_version();
  /// PRAGMA integrity_check; StorageDamaged with SQLite's words.
  void check_integrity();
  std::int64_t last_insert_id() const;
  /// Rows changed by the last INSERT, UPDATE or DELETE.
  std::int64_t changes() const;
  const std::filesystem::path& file() const { return file_; }

 private:
  friend class Statement;
  [[noreturn]] void fail(const std::string& what) const;

  std::filesystem::path file_;
  sqlite3* handle_ = nullptr;
};

/// BEGIN IMMEDIATE … COMMIT; rolled back if it is destroyed without commit(). Confined to its
/// owner.
class Transaction {
 public:
  explicit Transaction(Database& database);
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;
  ~Transaction();
  /// Returns when everything is on the disk.
  void commit();

 private:
  Database& database_;
  bool open_ = true;
};

}  // namespace protocols::io
