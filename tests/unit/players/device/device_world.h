#pragma once

#include <memory>
#include <string>
#include <vector>

#include "players/device/bundle_shelf.h"
#include "players/device/cache.h"
#include "players/device/content.h"
#include "players/device/device_identity.h"
#include "players/device/held_documents.h"
#include "players/device/journal.h"
#include "players/device/order_desk.h"
#include "players/device/output_follower.h"
#include "players/device/trusted_clock.h"
#include "playlists/orders/play_json.h"
#include "protocols/io/durable_file.h"
#include "protocols/io/worker_pool.h"
#include "tests/fakes/fake_clock.h"
#include "tests/fakes/temp_dir.h"
#include "tests/unit/players/device/device_rig.h"

namespace rig {

/// A device without network and outputs: everything from documents to order desk, on a fake clock.
/// The test drives the loop by settle().
struct DeviceWorld {
  fakes::TempDir folder;
  fakes::FakeClock machine;
  protocols::io::EventLoop loop{"device", machine};
  protocols::io::WorkerPool workers{"worker", 1, 16};
  Authority authority;
  players::DeviceIdentity identity{trust::SigningKey::generate()};
  players::TrustedClock clock{machine, {folder / "clock", playlists::Instant{}, ""}};
  players::HeldDocuments documents{
      folder / "documents", {device, identity.kid(), authority.root.public_key()}, clock};
  players::Journal journal{folder / "journal.sqlite", [this] { return uuid(now()); }};
  players::Cache cache{loop,
                       workers,
                       [](const std::string&, const std::filesystem::path&, std::uint64_t) {
                         return protocols::io::DownloadResult{};
                       },
                       {folder / "media"}};
  std::vector<std::pair<std::string, std::size_t>> asked_bundles;
  players::BundleShelf bundles{
      loop, [this](const std::string& order, std::size_t index, players::BundleShelf::Fetched) {
        asked_bundles.push_back({order, index});
      }};
  trust::SeenOrders seen{folder / "seen-orders", 64};
  playlists::Timeline timeline{playlists::Placement{}};
  std::vector<players::OrderDesk::Answer> answers;
  players::OrderDesk desk{
      {loop, documents, clock, timeline, seen, bundles, folder / "epoch", folder / "orders"},
      [this](const players::OrderDesk::Answer& answer) { answers.push_back(answer); }};

  explicit DeviceWorld(bool with_time = true) {
    documents.on_change = [this](const players::DocumentChange& change) { apply(change); };
    documents.take(authority.signed_keyring());
    documents.take(authority.signed_placement(placement(identity.kid())));
    if (with_time) clock.accept(now(), machine.steady());
  }

  playlists::Instant now() const { return machine.wall(); }
  void apply(const players::DocumentChange& change) {
    using trust::DocumentType;
    if (change.type == DocumentType::placement) timeline.set_placement(*documents.placement());
    if (change.type == DocumentType::keyring) desk.keyring_changed();
    if (change.type == DocumentType::programme && !change.dropped)
      timeline.set_programme(documents.programmes().at(change.name));
    if (change.type == DocumentType::message && !change.dropped)
      timeline.hold_message(*playlists::MessageHash::parse(change.name),
                            documents.messages().at(change.name));
  }
  void settle() {
    while (loop.poll() > 0) {
    }
  }
  /// What was answered about an order: "received", "refused busy" …
  std::vector<std::string> told(const playlists::OrderId& order) const {
    std::vector<std::string> texts;
    for (const auto& answer : answers)
      if (answer.order == order)
        texts.push_back(std::string(playlists::receipt_stage_text(answer.stage)) +
                        (answer.reason.empty() ? "" : " " + answer.reason));
    return texts;
  }
  std::vector<playlists::PlayRecord> records() {
    std::vector<playlists::PlayRecord> records;
    for (const auto& bytes : journal.waiting().records)
      records.push_back(*playlists::parse_play_record(bytes));
    return records;
  }
};

}  // namespace rig
