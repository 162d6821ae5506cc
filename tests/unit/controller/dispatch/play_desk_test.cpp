#include "controller/dispatch/play_desk.h"

#include <gtest/gtest.h>

#include "playlists/orders/play_json.h"
#include "protocols/io/digest.h"
#include "protocols/io/random.h"
#include "tests/fakes/temp_dir.h"

namespace controller {
namespace {

using playlists::PlayRecord;
using protocols::io::sha256_hex;

const playlists::Instant kNow{std::chrono::milliseconds(1'795'000'000'000)};

// A device's journal: records chained as docs/documents.md says.
class Journal {
 public:
  Journal() : chain_(*playlists::ChainId::parse(protocols::io::uuid7(kNow))) {}

  void play(const std::string& title) {
    PlayRecord record;
    record.seq = records_.size() + 1;
    record.prev =
        records_.empty() ? std::string(playlists::first_prev()) : sha256_hex(records_.back());
    record.boot = 1;
    record.output = playlists::OutputKind::Sound;
    record.item.kind = playlists::ItemKind::Entry;
    record.item.id = "019a0000-0000-7000-8000-000000000001";
    record.item.area = *playlists::AreaCode::parse("02");
    record.item.programme = 7;
    record.item.message = *playlists::MessageHash::parse(std::string(64, 'a'));
    record.item.title = title;
    record.item.item_class = playlists::ItemClass::Routine;
    record.start = kNow + std::chrono::seconds(record.seq);
    record.end = record.start + std::chrono::seconds(1);
    record.clock = playlists::ClockState::Trusted;
    record.amount = 48'000;
    record.level_dbfs = -20.5;
    record.peak_dbfs = -3;
    record.outcome = playlists::Outcome::Heard;
    records_.push_back(playlists::play_record_to_json(record));
  }
  void put(std::string bytes) { records_.push_back(std::move(bytes)); }
  std::string& record(std::size_t seq) { return records_.at(seq - 1); }

  playlists::Plays batch(std::size_t from, std::size_t through) const {
    playlists::Plays plays;
    plays.device = *playlists::DeviceId::parse("loa-1");
    plays.chain = chain_;
    plays.records.assign(records_.begin() + static_cast<std::ptrdiff_t>(from - 1),
                         records_.begin() + static_cast<std::ptrdiff_t>(through));
    return plays;
  }

 private:
  playlists::ChainId chain_;
  std::vector<std::string> records_;
};

class CommitPlays : public testing::Test {
 protected:
  std::int64_t commit(const playlists::Plays& plays) {
    return store_.write([=](Session& session) { return commit_plays(session, plays, kNow); }).get();
  }
  std::vector<FoundPlay> all() {
    return store_.read([](Session& session) { return PlayRows(session).find({}, 1'000); });
  }
  std::vector<SetAsideRow> aside() {
    return store_.read([](Session& session) { return PlayRows(session).all_set_aside(); });
  }
  void play(int count) {
    for (int i = 0; i < count; ++i) journal_.play("Bản tin " + std::to_string(i));
  }

  fakes::TempDir folder_;
  Store store_{folder_ / "vang.sqlite"};
  Journal journal_;
};

TEST_F(CommitPlays, a_batch_is_committed_to_its_last_record) {
  play(5);
  EXPECT_EQ(commit(journal_.batch(1, 5)), 5);
  const auto plays = all();
  ASSERT_EQ(plays.size(), 5U);
  EXPECT_EQ(plays[0].play.seq, 5U);  // newest first
  EXPECT_EQ(plays[0].play.item.title, "Bản tin 4");
  EXPECT_EQ(plays[0].play.level_dbfs, -20.5);
  EXPECT_EQ(plays[0].play.outcome, "heard");
  EXPECT_TRUE(plays[0].play.clock_trusted);
}

TEST_F(CommitPlays, what_comes_twice_counts_once) {
  play(5);
  commit(journal_.batch(1, 3));
  EXPECT_EQ(commit(journal_.batch(1, 3)), 3);
  EXPECT_EQ(commit(journal_.batch(2, 5)), 5);
  EXPECT_EQ(all().size(), 5U);
}

TEST_F(CommitPlays, a_gap_ends_the_batch_and_the_answer_says_from_where) {
  play(6);
  commit(journal_.batch(1, 2));
  EXPECT_EQ(commit(journal_.batch(4, 6)), 2);
  EXPECT_EQ(all().size(), 2U);
  EXPECT_EQ(commit(journal_.batch(3, 6)), 6);
  EXPECT_EQ(all().size(), 6U);
}

TEST_F(CommitPlays, a_record_that_is_no_record_is_set_aside_and_the_rest_counts) {
  play(2);
  journal_.put("{\"seq\":\"three\"}");
  play(2);
  EXPECT_EQ(commit(journal_.batch(1, 5)), 5);
  EXPECT_EQ(all().size(), 4U);
  ASSERT_EQ(aside().size(), 1U);
  EXPECT_EQ(aside()[0].seq, 3);
  EXPECT_EQ(aside()[0].why, "not_a_record");
  EXPECT_EQ(aside()[0].record, "{\"seq\":\"three\"}");
}

TEST_F(CommitPlays, nonsense_at_the_start_of_a_batch_follows_what_is_committed) {
  play(2);
  journal_.put("nonsense");
  play(1);
  commit(journal_.batch(1, 2));
  EXPECT_EQ(commit(journal_.batch(3, 4)), 4);
  EXPECT_EQ(all().size(), 3U);
  EXPECT_EQ(aside().size(), 1U);
}

TEST_F(CommitPlays, a_changed_record_is_found_by_the_next_ones_hash) {
  play(3);
  std::string& second = journal_.record(2);
  second.replace(second.find("Bản tin 1"), 4, "Xxx");
  EXPECT_EQ(commit(journal_.batch(1, 3)), 3);
  EXPECT_EQ(all().size(), 2U);
  ASSERT_EQ(aside().size(), 1U);
  EXPECT_EQ(aside()[0].seq, 3);
  EXPECT_EQ(aside()[0].why, "broken_chain");
}

TEST_F(CommitPlays, other_plays_under_old_numbers_are_kept_aside_once) {
  play(3);
  const Journal image = journal_;
  play(2);
  commit(journal_.batch(1, 5));
  journal_ = image;  // the box is put back to where it was after three plays
  journal_.play("Sau khi khôi phục");
  journal_.put("nonsense");
  EXPECT_EQ(commit(journal_.batch(3, 5)), 5);
  EXPECT_EQ(commit(journal_.batch(3, 5)), 5);
  EXPECT_EQ(all().size(), 5U);
  ASSERT_EQ(aside().size(), 2U);
  EXPECT_EQ(aside()[0].seq, 4);
  EXPECT_EQ(aside()[0].why, "forked_chain");
  EXPECT_EQ(aside()[0].record, journal_.record(4));
  EXPECT_EQ(aside()[1].seq, 5);
  EXPECT_EQ(aside()[1].why, "forked_chain");
}

TEST_F(CommitPlays, two_chains_of_one_device_are_counted_apart) {
  play(2);
  commit(journal_.batch(1, 2));
  journal_ = Journal();
  play(1);
  // Another journal has another chain id even when made in the same millisecond.
  EXPECT_EQ(commit(journal_.batch(1, 1)), 1);
  EXPECT_EQ(all().size(), 3U);
}

TEST_F(CommitPlays, plays_are_found_by_time_item_and_page) {
  play(5);
  commit(journal_.batch(1, 5));
  const auto find = [&](const PlaysWanted& wanted, std::size_t limit) {
    return store_.read([&](Session& session) { return PlayRows(session).find(wanted, limit); });
  };
  PlaysWanted wanted;
  wanted.from_ms = playlists::to_ms(kNow) + 2'000;
  wanted.until_ms = playlists::to_ms(kNow) + 5'000;
  EXPECT_EQ(find(wanted, 10).size(), 3U);
  wanted.device = "loa-2";
  EXPECT_TRUE(find(wanted, 10).empty());
  PlaysWanted paged;
  paged.item = "019a0000-0000-7000-8000-000000000001";
  const auto first = find(paged, 2);
  ASSERT_EQ(first.size(), 2U);
  paged.before = first.back().place;
  const auto second = find(paged, 10);
  ASSERT_EQ(second.size(), 3U);
  EXPECT_EQ(second[0].play.seq, 3U);
}

}  // namespace
}  // namespace controller
