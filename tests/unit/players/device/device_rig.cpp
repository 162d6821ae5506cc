#include "tests/unit/players/device/device_rig.h"

#include "playlists/messages/message_json.h"
#include "playlists/orders/dispatch_json.h"
#include "playlists/orders/order_json.h"
#include "playlists/orders/placement_json.h"
#include "playlists/programme/programme_json.h"
#include "protocols/io/digest.h"
#include "protocols/io/random.h"
#include "protocols/trust/jws.h"
#include "protocols/trust/keyring_json.h"

namespace rig {

using trust::DocumentType;

namespace {

std::string sign(const trust::SigningKey& key, DocumentType type, const std::string& payload) {
  return trust::sign_compact(key, trust::typ(type), payload);
}

template <class Id>
Id id(const std::string& text) {
  return Id::parse(text).value();
}

}  // namespace

Authority::Authority() {
  keyring.version = 1;
  keyring.keys = {person_key(), online_key()};
}

trust::KeyringKey Authority::person_key() const {
  trust::KeyringKey key;
  key.kid = person.kid();
  key.key = person.public_key();
  key.name = "Người ký thử";
  key.use = trust::Use::person;
  key.may = {DocumentType::message, DocumentType::order};
  key.areas = {"02"};
  key.highest_class = trust::Rank::emergency;
  return key;
}

trust::KeyringKey Authority::online_key() const {
  trust::KeyringKey key;
  key.kid = online.kid();
  key.key = online.public_key();
  key.name = "máy chủ";
  key.use = trust::Use::online;
  key.may = {DocumentType::placement, DocumentType::programme, DocumentType::dispatch,
             DocumentType::time};
  key.areas = {"*"};
  key.highest_class = trust::Rank::priority;
  return key;
}

std::string Authority::signed_keyring() const {
  return sign(root, DocumentType::keyring, trust::keyring_to_json(keyring));
}

std::string Authority::signed_placement(const playlists::Placement& placement) const {
  return sign(online, DocumentType::placement, playlists::placement_to_json(placement));
}

std::string Authority::signed_message(const playlists::Message& message) const {
  return sign(person, DocumentType::message, playlists::message_to_json(message));
}

std::string Authority::signed_programme(const playlists::Programme& programme) const {
  return sign(online, DocumentType::programme, playlists::programme_to_json(programme));
}

std::string Authority::signed_time(const std::string& nonce, playlists::Instant now) const {
  return sign(online, DocumentType::time, playlists::time_to_json({nonce, now}));
}

std::string Authority::dispatch(const playlists::Order& order, std::int64_t epoch) const {
  return dispatch_by(person, order, epoch);
}

std::string Authority::dispatch_by(const trust::SigningKey& signer, const playlists::Order& order,
                                   std::int64_t epoch) const {
  const auto inner = sign(signer, DocumentType::order, playlists::order_to_json(order));
  return sign(online, DocumentType::dispatch,
              playlists::dispatch_to_json({epoch, order.issued, inner}));
}

playlists::Placement placement(const std::string& kid) {
  playlists::Placement placement;
  placement.version = 1;
  placement.device = id<playlists::DeviceId>(device);
  placement.key = id<playlists::KeyId>(kid);
  placement.name = "Loa thử nghiệm";
  placement.site = {id<playlists::SiteId>("ubnd-xa"), "UBND xã"};
  for (const char* area : {own_area, "02.026", "02"})
    placement.areas.push_back({id<playlists::AreaCode>(area), playlists::Instant{}});
  placement.zone = "Asia/Ho_Chi_Minh";
  placement.profile.name = "bang-va-loa";
  placement.profile.outputs = {{playlists::OutputKind::Picture, 192, 96, 25, 0, 0},
                               {playlists::OutputKind::Sound, 0, 0, 0, 48000, 1}};
  return placement;
}

playlists::Order emergency(playlists::Instant now, const std::vector<std::string>& bundles) {
  playlists::Order order;
  order.id = id<playlists::OrderId>(uuid(now));
  order.issued = now;
  order.kind = playlists::OrderKind::Announce;
  order.item_class = playlists::ItemClass::Emergency;
  order.title = "CẢNH BÁO LŨ QUÉT";
  order.lang = "vi";
  order.text = "Khẩn cấp! Lũ quét đang về.";
  order.areas = {id<playlists::AreaCode>(own_area)};
  order.card = playlists::Card{"emergency", "CẢNH BÁO LŨ QUÉT", {"Lên chỗ cao ngay"}, {}, {}, {}};
  order.chime = true;
  order.expires = now + std::chrono::hours(1);
  if (!bundles.empty())
    order.speech =
        playlists::Speech{"opus",
                          48000,
                          1,
                          playlists::Duration{400},
                          playlists::Duration{400 * static_cast<std::int64_t>(bundles.size())},
                          bundles};
  return order;
}

playlists::Message clip(playlists::Instant now, playlists::Duration length) {
  playlists::Message message;
  message.id = id<playlists::MessageId>(uuid(now));
  message.issued = now;
  message.kind = playlists::MessageKind::Clip;
  message.title = "Clip thử";
  message.duration = length;
  message.variants = {{"vi", "", std::nullopt}};
  message.clip = playlists::ClipName{id<playlists::ClipId>(protocols::io::sha256_hex("clip")), "a"};
  playlists::Rendition picture;
  picture.for_key = "picture:192x96@25";
  picture.sha256 = id<playlists::MediaHash>(protocols::io::sha256_hex("picture"));
  picture.bytes = 7;
  picture.media = "video/mp4";
  picture.duration = length;
  picture.frames = static_cast<std::uint64_t>(length.count() / 40);
  playlists::Rendition sound;
  sound.for_key = "sound:48000x1";
  sound.sha256 = id<playlists::MediaHash>(protocols::io::sha256_hex("sound"));
  sound.bytes = 5;
  sound.media = "audio/ogg";
  sound.duration = length;
  sound.lufs = -16.0;
  sound.peak_dbtp = -1.5;
  message.renditions = {picture, sound};
  message.highest_class = playlists::ItemClass::Routine;
  message.areas = {id<playlists::AreaCode>("02")};
  return message;
}

playlists::Programme all_day(const std::string& message_hash, playlists::Instant now) {
  playlists::Programme programme;
  programme.area = id<playlists::AreaCode>(own_area);
  programme.version = 1;
  programme.issued = now;
  programme.zone = "Asia/Ho_Chi_Minh";
  playlists::Entry entry;
  entry.id = id<playlists::EntryId>(uuid(now));
  entry.title = "Nền";
  entry.item_class = playlists::ItemClass::Background;
  entry.messages = {id<playlists::MessageHash>(message_hash)};
  entry.when.rule = "FREQ=DAILY";
  entry.when.window = playlists::CivilWindow{std::chrono::seconds(0), std::chrono::seconds(86'400)};
  programme.entries = {entry};
  return programme;
}

std::string hash_of(const playlists::Message& message) {
  return trust::document_hash(playlists::message_to_json(message));
}

std::string uuid(playlists::Instant now) {
  return protocols::io::uuid7(now);
}

}  // namespace rig
