#include "protocols/io/sqlite_file.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <array>

#include "protocols/io/durable_file.h"
#include "protocols/io/storage_error.h"
#include "tests/fakes/temp_dir.h"

namespace protocols::io {
namespace {

constexpr std::array<std::string_view, 2> migrations{
    "CREATE TABLE plays(seq INTEGER PRIMARY KEY, item TEXT NOT NULL, level REAL, raw BLOB)",
    "ALTER TABLE plays ADD COLUMN outcome TEXT NOT NULL DEFAULT ''; CREATE INDEX x ON plays(item)"};

class SqliteFile : public testing::Test {
 protected:
  std::int64_t count(Database& database) {
    auto rows = database.prepare("SELECT count(*) FROM plays");
    rows.step();
    return rows.integer(0);
  }
  const fakes::TempDir folder_;
  const std::filesystem::path file_ = folder_ / "journal.db";
};

TEST_F(SqliteFile, values_come_back_as_they_went_in) {
  Database database(file_);
  database.migrate(migrations);
  const std::string raw("\0\xff", 2);
  auto insert = database.prepare("INSERT INTO plays(seq, item, level, raw) VALUES (?, ?, ?, ?)");
  insert.bind(1, std::int64_t{1} << 40).bind(2, "Lũng Cú").bind(3, -21.5).bind_blob(4, raw);
  insert.run();
  insert.bind_all(7, std::string_view(), std::optional<double>(), nullptr).run();
  EXPECT_EQ(database.changes(), 1);
  EXPECT_EQ(database.last_insert_id(), 7);

  auto rows = database.prepare("SELECT seq, item, level, raw FROM plays ORDER BY seq DESC");
  ASSERT_TRUE(rows.step());
  EXPECT_EQ(rows.integer(0), std::int64_t{1} << 40);
  EXPECT_EQ(rows.text(1), "Lũng Cú");
  EXPECT_EQ(rows.real(2), -21.5);
  EXPECT_EQ(rows.blob(3), raw);
  ASSERT_TRUE(rows.step());
  EXPECT_FALSE(rows.is_null(1));
  EXPECT_TRUE(rows.is_null(2));
  EXPECT_TRUE(rows.is_null(3));
  EXPECT_FALSE(rows.step());
}

TEST_F(SqliteFile, what_is_not_committed_is_rolled_back) {
  Database database(file_);
  database.migrate(migrations);
  {
    Transaction dropped(database);
    database.execute("INSERT INTO plays(item) VALUES ('a')");
  }
  EXPECT_EQ(count(database), 0);
  Transaction kept(database);
  database.execute("INSERT INTO plays(item) VALUES ('a')");
  kept.commit();
  EXPECT_EQ(count(database), 1);
}

TEST_F(SqliteFile, migrates_forward_step_by_step_and_refuses_a_newer_file) {
  const std::span<const std::string_view> all(migrations);
  Database(file_).migrate(all.first(1));
  {
    Database database(file_);
    EXPECT_EQ(database.user_version(), 1);
    database.migrate(all);
    EXPECT_EQ(database.user_version(), 2);
  }
  EXPECT_THROW(Database(file_).migrate(all.first(1)), StorageError);
}

TEST_F(SqliteFile, a_migration_that_fails_changes_nothing) {
  constexpr std::array<std::string_view, 1> broken{"CREATE TABLE a(x); CREATE TABLE a(x)"};
  Database database(file_);
  EXPECT_THROW(database.migrate(broken), StorageError);
  EXPECT_EQ(database.user_version(), 0);
  database.execute("CREATE TABLE a(x)");
}

TEST_F(SqliteFile, a_full_disk_loses_nothing_and_has_its_own_type) {
  Database database(file_);
  database.migrate(migrations);
  database.execute("INSERT INTO plays(item) VALUES ('before')");
  database.execute("PRAGMA max_page_count=10");  // SQLite then answers SQLITE_FULL
  EXPECT_THROW(
      {
        Transaction transaction(database);
        auto insert = database.prepare("INSERT INTO plays(item) VALUES (?)");
        for (int i = 0; i < 1000; ++i) insert.bind_all(std::string(500, 'x')).run();
        transaction.commit();
      },
      StorageFull);
  EXPECT_EQ(count(database), 1);
  database.execute("PRAGMA max_page_count=1000000");
  database.execute("INSERT INTO plays(item) VALUES ('after')");
  EXPECT_EQ(count(database), 2);
}

TEST_F(SqliteFile, a_file_that_is_no_database_is_damaged) {
  write_durably(file_, std::string(5000, 'x'));
  EXPECT_THROW(Database database(file_), StorageDamaged);
}

TEST_F(SqliteFile, integrity_check_finds_rot) {
  {
    Database database(file_);
    database.migrate(migrations);
    auto insert = database.prepare("INSERT INTO plays(item) VALUES (?)");
    for (int i = 0; i < 200; ++i) insert.bind_all(std::string(100, 'x')).run();
    database.check_integrity();
    database.execute("PRAGMA wal_checkpoint(TRUNCATE)");
  }
  auto content = read_file(file_);
  for (std::size_t i = 8192; i < 8192 + 200; ++i) content[i] = '\x55';
  write_durably(file_, content);
  EXPECT_THROW(
      {
        Database database(file_);
        database.check_integrity();
      },
      StorageDamaged);
}

TEST_F(SqliteFile, is_private_and_durable) {
  Database database(file_);
  struct stat status {};
  ASSERT_EQ(stat(file_.c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777U, 0600U);
  auto synchronous = database.prepare("PRAGMA synchronous");
  synchronous.step();
  EXPECT_EQ(synchronous.integer(0), 2);
  auto mode = database.prepare("PRAGMA journal_mode");
  mode.step();
  EXPECT_EQ(mode.text(0), "wal");
}

TEST_F(SqliteFile, errors_say_what_and_where) {
  Database database(file_);
  try {
    database.prepare("SELECT seq FROM nowhere");
    FAIL();
  } catch (const StorageError& error) {
    EXPECT_NE(std::string(error.what()).find("journal.db: no such table: nowhere"),
              std::string::npos);
  }
}

}  // namespace
}  // namespace protocols::io
