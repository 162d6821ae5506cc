#include "players/device/journal.h"

#include <gtest/gtest.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fstream>
#include <set>

#include "playlists/orders/play_json.h"
#include "protocols/io/digest.h"
#include "protocols/io/random.h"
#include "tests/fakes/temp_dir.h"
#include "tests/unit/players/device/device_rig.h"

namespace {

using players::Journal;
using playlists::Outcome;
using playlists::PlayReason;
namespace io = protocols::io;

const playlists::Instant at = playlists::instant_from_ms(1'795'222'800'000);

players::PlayOpening opening(const std::string& title) {
  players::PlayOpening opening;
  opening.output = playlists::OutputKind::Sound;
  opening.item.kind = playlists::ItemKind::Order;
  opening.item.id = rig::uuid(at);
  opening.item.area = *playlists::AreaCode::parse(rig::own_area);
  opening.item.title = title;
  opening.item.item_class = playlists::ItemClass::Emergency;
  opening.start = at;
  opening.clock = playlists::ClockState::Trusted;
  opening.start_mono_ns = 17;
  return opening;
}

players::PlayCount count(std::uint64_t amount) {
  return {at + std::chrono::seconds(2), amount, -20.5, -3.0};
}

constexpr players::PlayResult heard{Outcome::Heard, PlayReason::Unknown};

std::string new_chain() {
  return rig::uuid(at);
}

/// Every record follows the one before; returns the titles in order.
std::vector<std::string> titles_of_valid_chain(const std::vector<std::string>& records,
                                               std::string prev, std::uint64_t seq) {
  std::vector<std::string> titles;
  for (const auto& bytes : records) {
    const auto record = playlists::parse_play_record(bytes);
    EXPECT_TRUE(record) << bytes;
    if (!record) break;
    EXPECT_EQ(record->seq, ++seq);
    EXPECT_EQ(record->prev, prev);
    prev = io::sha256_hex(bytes);
    titles.push_back(record->item.title);
  }
  return titles;
}

TEST(Journal, plays_form_a_chain_and_stay_until_they_are_acknowledged) {
  fakes::TempDir folder;
  Journal journal(folder / "journal.sqlite", new_chain);
  for (const char* title : {"a", "b", "c"})
    journal.close(journal.open(opening(title)), count(48'000), heard);
  const auto batch = journal.waiting();
  EXPECT_EQ(batch.through_seq, 3);
  EXPECT_EQ(titles_of_valid_chain(batch.records, std::string(playlists::first_prev()), 0),
            (std::vector<std::string>{"a", "b", "c"}));
  journal.acknowledge("another chain", 3);
  EXPECT_EQ(journal.waiting_count(), 3);
  journal.acknowledge(journal.chain(), 2);
  EXPECT_EQ(journal.waiting().records.size(), 1u);
}

TEST(Journal, a_seq_is_never_given_twice_after_everything_was_acknowledged) {
  fakes::TempDir folder;
  std::string chain;
  std::string last;
  {
    Journal journal(folder / "journal.sqlite", new_chain);
    chain = journal.chain();
    journal.close(journal.open(opening("a")), count(1), heard);
    last = io::sha256_hex(journal.waiting().records.front());
    journal.acknowledge(chain, 1);
  }
  Journal journal(folder / "journal.sqlite", new_chain);
  EXPECT_EQ(journal.chain(), chain);
  EXPECT_EQ(journal.boot(), 2u);
  journal.close(journal.open(opening("b")), count(1), heard);
  titles_of_valid_chain(journal.waiting().records, last, 1);
}

TEST(Journal, what_a_crash_left_open_is_closed_with_what_was_last_counted) {
  fakes::TempDir folder;
  {
    Journal journal(folder / "journal.sqlite", new_chain);
    const auto play = journal.open(opening("cut"));
    journal.checkpoint(play, count(96'000));
  }
  Journal journal(folder / "journal.sqlite", new_chain);
  ASSERT_EQ(journal.waiting_count(), 1);
  const auto record = playlists::parse_play_record(journal.waiting().records.front());
  ASSERT_TRUE(record);
  EXPECT_EQ(record->amount, 96'000u);
  EXPECT_EQ(record->outcome, Outcome::Interrupted);
  EXPECT_EQ(record->reason, PlayReason::Restart);
  EXPECT_EQ(record->boot, 1u);
  ASSERT_EQ(journal.cut_by_restart().size(), 1u);
  EXPECT_EQ(journal.cut_by_restart().front().item.title, "cut");
}

TEST(Journal, a_batch_fits_one_payload_of_the_link) {
  fakes::TempDir folder;
  Journal journal(folder / "journal.sqlite", new_chain);
  for (int i = 0; i < 200; i++) journal.note(opening(std::string(200, '"')), heard);
  const auto batch = journal.waiting();
  const auto payload =
      playlists::plays_to_json({*playlists::DeviceId::parse(rig::device),
                                *playlists::ChainId::parse(journal.chain()), batch.records});
  EXPECT_LT(payload.size() * 4 / 3 + 400, 64u * 1024);
  EXPECT_GT(batch.records.size(), 10u);
}

TEST(Journal, a_damaged_file_is_set_aside_and_a_new_chain_begun) {
  fakes::TempDir folder;
  std::ofstream(folder / "journal.sqlite") << std::string(8192, 'x');
  const auto chain = new_chain();
  Journal journal(folder / "journal.sqlite", [&] { return std::string(chain); });
  EXPECT_EQ(journal.chain(), chain);
  EXPECT_TRUE(std::filesystem::exists(folder / ("journal.sqlite.damaged-" + chain)));
}

TEST(Journal, a_file_damaged_while_it_is_open_is_set_aside_and_nothing_in_memory_is_lost) {
  fakes::TempDir folder;
  Journal journal(folder / "journal.sqlite", new_chain);
  const auto old_chain = journal.chain();
  const auto boot = journal.boot();
  journal.keep_receipt("one", "jws-one");
  const auto play = journal.open(opening("on when it broke"));
  io::Database(folder / "journal.sqlite").execute("DELETE FROM chain");
  journal.close(play, count(48'000), heard);
  EXPECT_FALSE(journal.stuck());
  EXPECT_NE(journal.chain(), old_chain);
  EXPECT_EQ(journal.boot(), boot);
  EXPECT_TRUE(std::filesystem::exists(folder / "journal.sqlite"));
  EXPECT_EQ(
      titles_of_valid_chain(journal.waiting().records, std::string(playlists::first_prev()), 0),
      std::vector<std::string>{"on when it broke"});
  Journal again(folder / "journal.sqlite", new_chain);
  EXPECT_EQ(again.chain(), journal.chain());
  EXPECT_TRUE(again.receipts().contains("one"));
}

TEST(Journal, an_acknowledgement_counts_no_further_than_what_was_sent) {
  fakes::TempDir folder;
  Journal journal(folder / "journal.sqlite", new_chain);
  journal.note(opening("sent"), heard);
  ASSERT_EQ(journal.waiting().through_seq, 1);
  journal.note(opening("not sent yet"), heard);
  journal.acknowledge(journal.chain(), std::numeric_limits<std::int64_t>::max());
  EXPECT_EQ(journal.waiting_count(), 1);
  const auto left = playlists::parse_play_record(journal.waiting().records.front());
  EXPECT_EQ(left->item.title, "not sent yet");
}

/// While it lives, no file of this process can grow: a full disk.
class NoSpace {
 public:
  NoSpace() {
    getrlimit(RLIMIT_FSIZE, &before_);
    const rlimit none{1, before_.rlim_max};
    setrlimit(RLIMIT_FSIZE, &none);
  }
  ~NoSpace() {
    setrlimit(RLIMIT_FSIZE, &before_);
    signal(SIGXFSZ, signal_);
  }

 private:
  sighandler_t signal_ = signal(SIGXFSZ, SIG_IGN);
  rlimit before_{};
};

TEST(Journal, what_memory_has_no_room_for_is_counted_and_what_it_kept_has_no_holes) {
  fakes::TempDir folder;
  Journal journal(folder / "journal.sqlite", new_chain, 2);
  {
    const NoSpace full;
    for (const char* title : {"a", "b", "c", "d"}) journal.note(opening(title), heard);
    EXPECT_TRUE(journal.stuck());
    EXPECT_EQ(journal.lost(), 2u);
  }
  journal.retry();
  EXPECT_FALSE(journal.stuck());
  EXPECT_EQ(
      titles_of_valid_chain(journal.waiting().records, std::string(playlists::first_prev()), 0),
      (std::vector<std::string>{"a", "b"}));
}

TEST(Journal, receipts_survive_a_restart_until_they_are_acknowledged) {
  fakes::TempDir folder;
  {
    Journal journal(folder / "journal.sqlite", new_chain);
    journal.keep_receipt("one", "jws-one");
    journal.keep_receipt("two", "jws-two");
    journal.acknowledge_receipt("one");
  }
  Journal journal(folder / "journal.sqlite", new_chain);
  EXPECT_EQ(journal.receipts(), (std::map<std::string, std::string>{{"two", "jws-two"}}));
}

/// The program that is killed: appends plays named 1, 2, 3 … and says on the pipe which are closed;
/// acknowledges now and then, as a controller would, and says so before it does.
[[noreturn]] void append_until_killed(const std::filesystem::path& file, int pipe,
                                      std::uint64_t next) {
  Journal journal(file, new_chain);
  for (;; next++) {
    const auto play = journal.open(opening(std::to_string(next)));
    journal.checkpoint(play, count(next));
    journal.close(play, count(next), heard);
    if (write(pipe, &next, sizeof next) != sizeof next) _exit(1);
  }
}

TEST(Journal, loses_and_doubles_nothing_when_killed_at_random_moments) {
  fakes::TempDir folder;
  const auto file = folder / "journal.sqlite";
  std::string prev(playlists::first_prev());
  std::uint64_t seq = 0;
  std::uint64_t next = 1;
  std::set<std::string> seen;
  for (int round = 0; round < 50; round++) {
    int ends[2];
    ASSERT_EQ(pipe(ends), 0);
    const auto child = fork();
    if (child == 0) append_until_killed(file, ends[1], next);
    close(ends[1]);
    // It is killed after so many closed plays, and then at any moment of the next.
    std::uint64_t closed = 0;
    for (std::uint32_t wanted = 1 + io::random_below(4); wanted > 0; wanted--)
      ASSERT_EQ(read(ends[0], &closed, sizeof closed), static_cast<ssize_t>(sizeof closed));
    usleep(io::random_below(6'000));
    kill(child, SIGKILL);
    waitpid(child, nullptr, 0);
    for (std::uint64_t more = 0; read(ends[0], &more, sizeof more) == sizeof more;) closed = more;
    close(ends[0]);

    Journal journal(file, new_chain);
    const auto batch = journal.waiting();
    const auto titles = titles_of_valid_chain(batch.records, prev, seq);
    ASSERT_FALSE(titles.empty());
    for (const auto& title : titles) EXPECT_TRUE(seen.insert(title).second) << title;
    for (auto one = next; one <= closed; one++) EXPECT_TRUE(seen.contains(std::to_string(one)));
    prev = io::sha256_hex(batch.records.back());
    seq += batch.records.size();
    next = std::stoull(titles.back()) + 1;
    journal.acknowledge(journal.chain(), batch.through_seq);
    ASSERT_EQ(journal.waiting_count(), 0);
  }
}

}  // namespace
