#include "players/device/output_follower.h"

#include <gtest/gtest.h>

#include <thread>

#include "players/device/rounds.h"
#include "protocols/io/digest.h"
#include "tests/unit/players/device/device_world.h"
#include "tests/unit/players/device/scripted_output.h"

namespace {

using playlists::Outcome;
using playlists::OutputKind;
using playlists::PlayReason;
using std::chrono::milliseconds;

const playlists::Duration clip_length{8'000};

/// A device with a board and a loudspeaker that follow its timeline.
class Follower : public testing::Test {
 protected:
  Follower() {
    followers_.reserve(2);
    const auto shapes = world_.documents.placement()->profile.outputs;
    rounds_.add("orders", [this] { world_.desk.settle(); });
    add(shapes[1], sound_);
    add(shapes[0], picture_);
  }

  void add(const playlists::Output& shape, rig::ScriptedOutput& output) {
    followers_.push_back(std::make_unique<players::OutputFollower>(
        players::OutputFollower::Parts{world_.loop, world_.clock, world_.timeline, content_,
                                       world_.journal, world_.desk, output, next_token_,
                                       [this] { wake(); }},
        shape));
    rounds_.add(std::string(output.kind()), [&follower = *followers_.back()] { follower.look(); });
  }
  void wake() { rounds_.go(); }

  /// The clip's message and a programme that loops it all day; `cached` = its files are here.
  void give_clip(bool cached) {
    if (cached)
      for (const char* file : {"picture", "sound"})
        protocols::io::write_durably(world_.folder / "media" / protocols::io::sha256_hex(file),
                                     file);
    const auto clip = rig::clip(world_.now(), clip_length);
    players::Cache& cache = late_cache();
    cache.want(
        {{protocols::io::sha256_hex("picture"), 7}, {protocols::io::sha256_hex("sound"), 5}});
    for (int i = 0; cached && cache.have() < 2 && i < 5'000; i++) {
      world_.settle();
      std::this_thread::sleep_for(milliseconds(1));
    }
    ASSERT_EQ(cache.have(), cached ? 2u : 0u);
    ASSERT_TRUE(world_.documents.take(world_.authority.signed_message(clip)));
    const auto programme = rig::all_day(rig::hash_of(clip), world_.now());
    entry_ = programme.entries.front().id.text();
    sound_.content[entry_] = 48 * 8'000;
    picture_.content[entry_] = 25 * 8;
    ASSERT_TRUE(world_.documents.take(world_.authority.signed_programme(programme)));
    on_loop([this] { wake(); });
  }
  /// The cache looks at its folder when it is made: make it anew now that files are there.
  players::Cache& late_cache() {
    std::destroy_at(&world_.cache);
    return *std::construct_at(
        &world_.cache, world_.loop, world_.workers,
        [](const std::string&, const std::filesystem::path&, std::uint64_t) {
          return protocols::io::DownloadResult{};
        },
        players::Cache::Settings{world_.folder / "media"});
  }
  void on_loop(std::function<void()> task) {
    world_.loop.post(std::move(task));
    world_.settle();
  }
  void pass(milliseconds time) {
    for (milliseconds gone{0}; gone < time; gone += milliseconds(1)) {
      world_.machine.advance(milliseconds(1));
      sound_.run();
      picture_.run();
      world_.settle();
    }
  }
  playlists::Order announce(std::uint64_t samples) {
    const auto order = rig::emergency(world_.now());
    sound_.content[order.id.text()] = samples;
    on_loop([&] {
      world_.desk.take(world_.authority.dispatch(order));
      wake();
    });
    return order;
  }

  rig::DeviceWorld world_;
  bool draw_fails_ = false;
  players::CardRenderer renderer_;
  players::Content content_{world_.documents, world_.cache, world_.bundles, world_.timeline,
                            [this](const playlists::Card& card, int width, int height) {
                              if (draw_fails_) throw std::runtime_error("no font at all");
                              return renderer_.draw(card, width, height);
                            }};
  players::PlayToken next_token_ = 0;
  rig::ScriptedOutput sound_{"sound", 48'000, world_.loop,
                             [this](const players::PlayReport& r) { followers_[0]->report(r); }};
  rig::ScriptedOutput picture_{"picture", 25, world_.loop,
                               [this](const players::PlayReport& r) { followers_[1]->report(r); }};
  std::vector<std::unique_ptr<players::OutputFollower>> followers_;
  std::string entry_;
  players::Rounds rounds_;
};

TEST_F(Follower, a_looped_clip_follows_itself_without_a_gap_and_every_pass_is_a_play) {
  give_clip(true);
  pass(clip_length * 3);
  ASSERT_GE(sound_.played.size(), 3u);
  for (std::size_t i = 1; i < sound_.played.size(); i++) {
    EXPECT_EQ(sound_.played[i].after, sound_.played[i - 1].token);
    EXPECT_EQ(sound_.played[i].offset, 0u);
  }
  for (const auto& record : world_.records())
    EXPECT_EQ(record.outcome, record.output == OutputKind::Sound ? Outcome::Heard : Outcome::Shown);
}

TEST_F(Follower, an_emergency_cuts_the_clip_and_it_resumes_at_the_exact_sample) {
  give_clip(true);
  pass(milliseconds(3'137));
  ASSERT_NE(sound_.on(), nullptr);
  const auto cut_at = sound_.on()->offset + sound_.status().amount;
  const auto cut_frame = picture_.on()->offset + picture_.status().amount;
  const auto order = announce(48'000 * 4);
  ASSERT_NE(sound_.on(), nullptr);
  EXPECT_EQ(sound_.on()->item, order.id.text());
  EXPECT_TRUE(std::holds_alternative<players::Announcement>(sound_.on()->source));
  ASSERT_NE(picture_.on(), nullptr);
  EXPECT_EQ(picture_.on()->item, order.id.text());
  EXPECT_TRUE(std::holds_alternative<players::PicturePages>(picture_.on()->source));

  pass(milliseconds(3'990));
  ASSERT_NE(picture_.on(), nullptr);
  EXPECT_EQ(picture_.on()->item, order.id.text());  // as long as the sound lasts
  pass(milliseconds(100));
  ASSERT_NE(sound_.on(), nullptr);
  EXPECT_EQ(sound_.on()->item, entry_);
  EXPECT_EQ(sound_.on()->offset, cut_at);
  ASSERT_NE(picture_.on(), nullptr);
  EXPECT_EQ(picture_.on()->item, entry_);
  EXPECT_EQ(picture_.on()->offset, cut_frame);
  EXPECT_EQ(world_.told(order.id), (std::vector<std::string>{"received", "started", "finished"}));
  bool cut = false;
  for (const auto& record : world_.records())
    if (record.item.id == entry_ && record.reason == PlayReason::Emergency) {
      cut = true;
      EXPECT_EQ(record.outcome, Outcome::Interrupted);
    }
  EXPECT_TRUE(cut);
}

TEST_F(Follower, a_stop_ends_the_announcement_on_both_outputs_at_once) {
  give_clip(true);
  pass(milliseconds(1'000));
  const auto order = announce(48'000 * 60);
  pass(milliseconds(500));
  auto stop = rig::emergency(world_.now());
  stop.kind = playlists::OrderKind::Stop;
  stop.item_class = playlists::ItemClass::Unknown;
  stop.card.reset();
  stop.chime = false;
  stop.text.clear();
  stop.stops_all = true;
  on_loop([&] {
    world_.desk.take(world_.authority.dispatch(stop));
    wake();
  });
  ASSERT_NE(sound_.on(), nullptr);
  ASSERT_NE(picture_.on(), nullptr);
  EXPECT_EQ(sound_.on()->item, entry_);
  EXPECT_EQ(picture_.on()->item, entry_);
  EXPECT_EQ(world_.told(order.id),
            (std::vector<std::string>{"received", "started", "finished stopped"}));
  EXPECT_EQ(world_.told(stop.id), (std::vector<std::string>{"received", "finished"}));
  for (const auto& record : world_.records())
    if (record.item.id == order.id.text()) {
      EXPECT_EQ(record.reason, PlayReason::Stopped);
    }
}

TEST_F(Follower, what_is_not_on_the_device_is_missed_once_and_does_not_spin) {
  give_clip(false);
  pass(milliseconds(3'000));
  EXPECT_TRUE(sound_.played.empty());
  const auto records = world_.records();
  ASSERT_EQ(records.size(), 2u);  // one for each output
  for (const auto& record : records) {
    EXPECT_EQ(record.outcome, Outcome::Missed);
    EXPECT_EQ(record.reason, PlayReason::MissingContent);
  }
}

TEST_F(Follower, an_announcement_sounds_though_the_programme_has_nothing_to_play) {
  const auto order = announce(48'000);
  ASSERT_NE(sound_.on(), nullptr);
  EXPECT_EQ(sound_.on()->item, order.id.text());
  pass(milliseconds(1'100));
  EXPECT_EQ(sound_.on(), nullptr);
  EXPECT_EQ(world_.told(order.id), (std::vector<std::string>{"received", "started", "finished"}));
}

TEST_F(Follower, a_board_that_cannot_draw_mutes_no_loudspeaker) {
  draw_fails_ = true;
  const auto order = announce(48'000);
  EXPECT_EQ(picture_.on(), nullptr);
  ASSERT_NE(sound_.on(), nullptr);
  EXPECT_EQ(sound_.on()->item, order.id.text());
  pass(milliseconds(1'100));
  draw_fails_ = false;
  const auto next = announce(48'000);
  ASSERT_NE(picture_.on(), nullptr);
  EXPECT_EQ(picture_.on()->item, next.id.text());
  const auto records = world_.records();
  EXPECT_TRUE(std::any_of(records.begin(), records.end(), [&](const auto& record) {
    return record.item.id == order.id.text() && record.outcome == Outcome::Missed &&
           record.reason == PlayReason::MissingContent;
  }));
}

TEST_F(Follower, a_count_is_written_down_while_it_plays) {
  const auto order = announce(48'000 * 10);
  pass(milliseconds(2'500));
  on_loop([this] { followers_[0]->checkpoint(); });
  players::Journal after_the_crash(world_.folder / "journal.sqlite",
                                   [this] { return rig::uuid(world_.now()); });
  bool found = false;
  for (const auto& record : after_the_crash.cut_by_restart())
    found |= record.item.id == order.id.text() && record.output == OutputKind::Sound;
  EXPECT_TRUE(found);
  const auto closed = playlists::parse_play_record(after_the_crash.waiting().records.front());
  EXPECT_EQ(closed->amount, 48u * 2'500);
}

}  // namespace
