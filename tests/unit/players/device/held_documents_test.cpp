#include "players/device/held_documents.h"

#include <gtest/gtest.h>

#include "protocols/io/durable_file.h"
#include "tests/unit/players/device/device_world.h"

namespace {

using protocols::trust::Reason;

TEST(HeldDocuments, come_back_after_a_restart_and_are_verified_again) {
  rig::DeviceWorld world;
  const auto clip = rig::clip(world.now(), std::chrono::seconds(8));
  ASSERT_TRUE(world.documents.take(world.authority.signed_message(clip)));
  ASSERT_TRUE(world.documents.take(
      world.authority.signed_programme(rig::all_day(rig::hash_of(clip), world.now()))));
  players::HeldDocuments again(
      world.folder / "documents",
      {rig::device, world.identity.kid(), world.authority.root.public_key()}, world.clock);
  again.load();
  EXPECT_EQ(again.verifier().keyring().version, 1);
  ASSERT_TRUE(again.placement());
  EXPECT_EQ(again.placement()->version, 1);
  EXPECT_EQ(again.programmes().at(rig::own_area).version, 1);
  EXPECT_TRUE(again.messages().contains(rig::hash_of(clip)));
}

TEST(HeldDocuments, one_that_was_touched_on_disk_is_not_obeyed_and_removed) {
  rig::DeviceWorld world;
  const auto clip = rig::clip(world.now(), std::chrono::seconds(8));
  ASSERT_TRUE(world.documents.take(world.authority.signed_message(clip)));
  const auto file = world.folder / "documents" / ("message-" + rig::hash_of(clip) + ".jws");
  auto bytes = protocols::io::read_file(file);
  bytes[bytes.size() - 10] = bytes[bytes.size() - 10] == 'A' ? 'B' : 'A';
  protocols::io::write_durably(file, bytes);
  players::HeldDocuments again(
      world.folder / "documents",
      {rig::device, world.identity.kid(), world.authority.root.public_key()}, world.clock);
  again.load();
  EXPECT_TRUE(again.messages().empty());
  EXPECT_FALSE(std::filesystem::exists(file));
  EXPECT_EQ(again.refusals().at("bad_signature"), 1);
}

/// The documents' part of a second run of the program over the folder of the first.
players::HeldDocuments second_run(rig::DeviceWorld& world) {
  return {world.folder / "documents",
          {rig::device, world.identity.kid(), world.authority.root.public_key()},
          world.clock};
}

/// A clip and the programme that loops it are held.
std::string give_clip(rig::DeviceWorld& world) {
  const auto clip = rig::clip(world.now(), std::chrono::seconds(8));
  EXPECT_TRUE(world.documents.take(world.authority.signed_message(clip)));
  EXPECT_TRUE(world.documents.take(
      world.authority.signed_programme(rig::all_day(rig::hash_of(clip), world.now()))));
  return rig::hash_of(clip);
}

TEST(HeldDocuments, a_keyring_that_cannot_be_read_costs_nothing_but_waits_for_another) {
  rig::DeviceWorld world;
  const auto hash = give_clip(world);
  const auto file = world.folder / "documents" / "keyring.jws";
  std::filesystem::remove(file);
  std::filesystem::create_directory(file);  // reading it fails
  auto again = second_run(world);
  again.load();
  EXPECT_FALSE(again.placement());
  std::filesystem::remove(file);
  ASSERT_TRUE(again.take(world.authority.signed_keyring()));
  EXPECT_TRUE(again.placement());
  EXPECT_TRUE(again.programmes().contains(rig::own_area));
  EXPECT_TRUE(again.messages().contains(hash));
}

TEST(HeldDocuments, a_keyring_that_was_touched_on_disk_costs_nothing_but_waits_for_another) {
  rig::DeviceWorld world;
  const auto hash = give_clip(world);
  protocols::io::write_durably(world.folder / "documents" / "keyring.jws", "rubbish");
  auto again = second_run(world);
  again.load();
  ASSERT_TRUE(again.take(world.authority.signed_keyring()));
  EXPECT_TRUE(again.placement());
  EXPECT_TRUE(again.messages().contains(hash));
}

TEST(HeldDocuments, without_a_placement_no_programme_is_taken_for_another_areas) {
  rig::DeviceWorld world;
  give_clip(world);
  const auto file = world.folder / "documents" / "placement.jws";
  std::filesystem::remove(file);
  auto again = second_run(world);
  again.load();
  EXPECT_TRUE(again.programmes().empty());
  ASSERT_TRUE(again.take(world.authority.signed_placement(rig::placement(world.identity.kid()))));
  EXPECT_TRUE(again.programmes().contains(rig::own_area));
}

TEST(HeldDocuments, a_placement_outlives_its_signers_key_while_running_and_after_a_restart) {
  rig::DeviceWorld world;
  world.authority.keyring.version = 2;
  world.authority.online = rig::trust::SigningKey::generate();
  world.authority.keyring.keys[1] = world.authority.online_key();
  ASSERT_TRUE(world.documents.take(world.authority.signed_keyring()));
  EXPECT_TRUE(world.documents.placement());
  auto again = second_run(world);
  again.load();
  ASSERT_TRUE(again.placement());
  EXPECT_TRUE(std::filesystem::exists(world.folder / "documents" / "placement.jws"));
  auto next = rig::placement(world.identity.kid());
  next.version = 2;
  ASSERT_TRUE(again.take(world.authority.signed_placement(next)));
  EXPECT_EQ(again.placement()->version, 2);
}

TEST(HeldDocuments, what_a_revoked_person_approved_is_given_up_at_once) {
  rig::DeviceWorld world;
  const auto clip = rig::clip(world.now(), std::chrono::seconds(8));
  ASSERT_TRUE(world.documents.take(world.authority.signed_message(clip)));
  world.authority.keyring.version = 2;
  world.authority.keyring.keys.erase(world.authority.keyring.keys.begin());
  ASSERT_TRUE(world.documents.take(world.authority.signed_keyring()));
  EXPECT_TRUE(world.documents.messages().empty());
}

TEST(HeldDocuments, an_older_version_does_not_replace_a_newer_one) {
  rig::DeviceWorld world;
  auto programme = rig::all_day(std::string(64, 'a'), world.now());
  programme.version = 5;
  ASSERT_TRUE(world.documents.take(world.authority.signed_programme(programme)));
  programme.version = 4;
  EXPECT_EQ(world.documents.take(world.authority.signed_programme(programme)).reason(),
            Reason::old_version);
  EXPECT_EQ(world.documents.programmes().at(rig::own_area).version, 5);
}

TEST(HeldDocuments, a_time_counts_only_for_the_nonce_that_asked) {
  rig::DeviceWorld world;
  EXPECT_TRUE(world.documents.take(world.authority.signed_time("mine", world.now()), "mine"));
  EXPECT_EQ(
      world.documents.take(world.authority.signed_time("other", world.now()), "mine").reason(),
      Reason::wrong_nonce);
}

TEST(HeldDocuments, a_message_no_programme_names_any_more_is_given_up) {
  rig::DeviceWorld world;
  const auto clip = rig::clip(world.now(), std::chrono::seconds(8));
  ASSERT_TRUE(world.documents.take(world.authority.signed_message(clip)));
  auto programme = rig::all_day(rig::hash_of(clip), world.now());
  ASSERT_TRUE(world.documents.take(world.authority.signed_programme(programme)));
  programme.version = 2;
  programme.entries.clear();
  ASSERT_TRUE(world.documents.take(world.authority.signed_programme(programme)));
  EXPECT_TRUE(world.documents.messages().empty());
}

}  // namespace
