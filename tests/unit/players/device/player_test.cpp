#include "players/device/player.h"

#include <gtest/gtest.h>

#include "playlists/orders/receipt_json.h"
#include "protocols/trust/jws.h"
#include "tests/unit/players/device/device_world.h"
#include "tests/unit/players/device/scripted_output.h"

namespace {

using std::chrono::milliseconds;
using Texts = std::vector<std::string>;

/// A whole player over a data folder, with scripted outputs and nobody on the link.
class WholePlayer : public testing::Test {
 protected:
  WholePlayer() {
    players::HeldDocuments documents(folder_ / "documents",
                                     {rig::device, identity_.kid(), authority_.root.public_key()},
                                     clock_);
    documents.take(authority_.signed_keyring());
    documents.take(authority_.signed_placement(rig::placement(identity_.kid())));
    clock_.accept(machine_.wall(), machine_.steady());
    protocols::io::write_durably(folder_ / "ca.pem", "nobody");
  }
  void start() {
    const players::Enrolled enrolled{
        rig::device, "", authority_.root.public_key(), {"tls://127.0.0.1:1"}, {}};
    on_loop([&] {
      player_ = std::make_unique<players::Player>(
          loop_, workers_, identity_, enrolled,
          players::Player::Settings{folder_.path(), "vang-player test", {}},
          [this](const playlists::Output& shape, players::ReportListener listener) {
            const bool sound = shape.kind == playlists::OutputKind::Sound;
            auto output = std::make_unique<rig::ScriptedOutput>(
                sound ? "sound" : "picture", sound ? 48'000 : 25, loop_, std::move(listener));
            if (sound) sound_ = output.get();
            return output;
          });
    });
  }
  void stop() {
    bool done = false;
    on_loop([&] { player_->stop([&done] { done = true; }); });
    pass(milliseconds(600));
    EXPECT_TRUE(done);
    player_.reset();
  }
  void on_loop(std::function<void()> task) {
    loop_.post(std::move(task));
    pass(milliseconds(1));
  }
  void pass(milliseconds time) {
    for (milliseconds gone{0}; gone < time; gone += milliseconds(1)) {
      machine_.advance(milliseconds(1));
      while (loop_.poll() > 0) {
      }
    }
  }
  Texts receipts() {
    players::Journal journal(folder_ / "journal.sqlite",
                             [this] { return rig::uuid(machine_.wall()); });
    Texts texts;
    for (const auto& [id, jws] : journal.receipts()) {
      const auto receipt = playlists::parse_receipt(rig::trust::parse_compact(jws)->payload);
      texts.push_back(std::string(playlists::receipt_stage_text(receipt->stage)) + " " +
                      receipt->reason);
    }
    std::sort(texts.begin(), texts.end());  // ids of one millisecond have no order
    return texts;
  }

  fakes::TempDir folder_;
  fakes::FakeClock machine_;
  protocols::io::EventLoop loop_{"device", machine_};
  protocols::io::WorkerPool workers_{"worker", 1, 16};
  rig::Authority authority_;
  players::DeviceIdentity identity_{rig::trust::SigningKey::generate()};
  players::TrustedClock clock_{machine_,
                               {folder_ / "clock", {}, players::TrustedClock::kernel_boot_id()}};
  rig::ScriptedOutput* sound_ = nullptr;
  std::unique_ptr<players::Player> player_;
};

TEST_F(WholePlayer, takes_up_what_waited_and_answers_for_what_its_orderly_stop_cuts) {
  const auto order = rig::emergency(machine_.wall());
  players::KeptOrders(folder_ / "orders").keep(order.id, authority_.dispatch(order));
  start();
  ASSERT_NE(sound_, nullptr);
  pass(milliseconds(100));
  ASSERT_NE(sound_->on(), nullptr);
  EXPECT_EQ(sound_->on()->item, order.id.text());
  stop();
  EXPECT_EQ(receipts(), (Texts{"finished interrupted", "received ", "started "}));
  EXPECT_TRUE(std::filesystem::is_empty(folder_ / "orders"));
}

}  // namespace
