#include "players/device/held_documents.h"

#include <algorithm>

#include "playlists/messages/message_json.h"
#include "playlists/orders/placement_json.h"
#include "playlists/programme/programme_json.h"
#include "protocols/io/durable_file.h"
#include "protocols/io/log.h"
#include "protocols/io/storage_error.h"

namespace players {

namespace io = protocols::io;
namespace trust = protocols::trust;
using trust::DocumentType;
using trust::Reason;

namespace {

constexpr std::string_view extension = ".jws";

std::string file_name(DocumentType type, const std::string& name) {
  std::string file(trust::name(type));
  if (!name.empty()) file += "-" + name;
  return file.append(extension);
}

/// What tells a document from the others of its type: area, hash, or nothing where there is one.
std::string name_of(const trust::Verified& verified, const std::string& area) {
  if (verified.type == DocumentType::programme) return area;
  if (verified.type == DocumentType::message) return verified.hash;
  return {};
}

trust::Refusal bad_payload(const std::vector<playlists::Problem>& problems) {
  return {Reason::bad_payload, playlists::problems_text(problems)};
}

}  // namespace

HeldDocuments::HeldDocuments(std::filesystem::path folder, Owner owner, const TrustedClock& clock)
    : folder_(std::move(folder)), owner_(std::move(owner)), clock_(clock), verifier_(owner_.root) {
  io::make_folder(folder_);
}

std::vector<std::string> HeldDocuments::chain() const {
  std::vector<std::string> codes;
  if (!placement_) return codes;
  // Without trusted time the areas of the latest known instant count.
  for (const auto& area : playlists::chain_at(*placement_, clock_.now()))
    codes.push_back(area.text());
  return codes;
}

trust::Expectation HeldDocuments::expectation(DocumentType type) const {
  trust::Expectation expectation;
  expectation.type = type;
  expectation.device = owner_.device;
  expectation.device_kid = owner_.kid;
  expectation.chain = chain();
  if (const auto now = clock_.trusted_now()) expectation.now_ms = playlists::to_ms(*now);
  return expectation;
}

DocumentType HeldDocuments::type_of(const std::string& compact) const {
  const auto parts = trust::parse_compact(compact);
  return parts ? trust::document_type_from(parts->typ) : DocumentType::none;
}

void HeldDocuments::count_refusal(DocumentType type, const trust::Refusal& refusal) {
  refusals_[std::string(trust::code(refusal.reason))]++;
  io::log::warning("documents: refused", {{"type", trust::name(type)},
                                          {"reason", trust::code(refusal.reason)},
                                          {"detail", refusal.detail}});
}

trust::Checked<trust::Verified> HeldDocuments::judge(const std::string& compact,
                                                     const std::string& nonce) {
  const auto type = type_of(compact);
  if (type == DocumentType::keyring) return verifier_.accept_keyring(compact);
  auto expectation = this->expectation(type);
  expectation.nonce = nonce;
  if (type == DocumentType::placement && placement_) expectation.held_version = placement_->version;
  const bool ours = type == DocumentType::placement || type == DocumentType::programme ||
                    type == DocumentType::message || type == DocumentType::time;
  // The verifier gives the exact reason for what is no document at all.
  if (!ours) expectation.type = DocumentType::message;
  return verifier_.verify(compact, expectation);
}

trust::Checked<trust::Verified> HeldDocuments::take(const std::string& compact,
                                                    const std::string& nonce) {
  auto verified = judge(compact, nonce);
  if (verified) {
    if (verified->type == DocumentType::time) return verified;
    if (auto refusal = hold(*verified)) {
      verified = *refusal;
    } else {
      keep(*verified, compact);
      if (verified->type == DocumentType::keyring) judge_all_again();
      if (unread_) load_rest();
    }
  }
  if (!verified) count_refusal(type_of(compact), verified.refusal());
  return verified;
}

std::optional<trust::Refusal> HeldDocuments::hold(const trust::Verified& verified) {
  if (verified.type == DocumentType::placement) return hold_placement(verified);
  if (verified.type == DocumentType::programme) return hold_programme(verified);
  if (verified.type == DocumentType::message) return hold_message(verified);
  tell(verified.type, {});
  return {};
}

std::optional<trust::Refusal> HeldDocuments::hold_placement(const trust::Verified& verified) {
  auto placement = playlists::parse_placement(verified.payload);
  if (!placement) return bad_payload(placement.problems);
  set_placement(*std::move(placement));
  return {};
}

void HeldDocuments::set_placement(playlists::Placement placement) {
  placement_ = std::move(placement);
  tell(DocumentType::placement, {});
  leave_other_areas();
}

std::optional<trust::Refusal> HeldDocuments::hold_programme(const trust::Verified& verified) {
  auto programme = playlists::parse_programme(verified.payload);
  if (!programme) return bad_payload(programme.problems);
  const auto area = programme->area.text();
  const auto codes = chain();
  if (std::find(codes.begin(), codes.end(), area) == codes.end())
    return trust::Refusal{Reason::not_addressed, area};
  const auto held = programmes_.find(area);
  if (held != programmes_.end() && held->second.version > programme->version)
    return trust::Refusal{Reason::old_version, area};
  const auto once_named = named_messages();
  programmes_[area] = *std::move(programme);
  tell(DocumentType::programme, area);
  drop_unnamed(once_named);
  return {};
}

std::optional<trust::Refusal> HeldDocuments::hold_message(const trust::Verified& verified) {
  auto message = playlists::parse_message(verified.payload);
  if (!message) return bad_payload(message.problems);
  messages_[verified.hash] = *std::move(message);
  tell(DocumentType::message, verified.hash);
  return {};
}

void HeldDocuments::keep(const trust::Verified& verified, const std::string& compact) {
  std::string area;
  if (verified.type == DocumentType::programme)
    if (const auto programme = playlists::parse_programme(verified.payload))
      area = programme->area.text();
  const auto file = file_name(verified.type, name_of(verified, area));
  auto& held = compacts_[file];
  if (held == compact) return;
  held = compact;
  try {
    io::write_durably(folder_ / file, compact);
  } catch (const io::StorageError& error) {
    io::log::error("documents: held in memory only", {{"cause", error.what()}});
  }
}

void HeldDocuments::load() {
  load_file(folder_ / file_name(DocumentType::keyring, {}));
  load_rest();
}

void HeldDocuments::load_rest() {
  unread_ = false;
  if (keyring_in_force() && !placement_)
    load_file(folder_ / file_name(DocumentType::placement, {}));
  unread_ = !keyring_in_force() || !placement_;
  if (unread_)
    return io::log::error("documents: no keyring or no placement, what is on disk waits for it");
  std::vector<std::filesystem::path> others;
  for (const auto& entry : std::filesystem::directory_iterator(folder_)) {
    const auto name = entry.path().filename().string();
    if (name.starts_with("programme-") || name.starts_with("message-"))
      others.push_back(entry.path());
  }
  std::sort(others.begin(), others.end());
  for (const auto& file : others) load_file(file);
}

void HeldDocuments::load_file(const std::filesystem::path& file) {
  if (file.extension() != extension) return;
  std::optional<std::string> compact;
  try {
    compact = io::read_if_present(file);
  } catch (const io::StorageError& error) {
    io::log::error("documents: cannot be read", {{"cause", error.what()}});
  }
  if (!compact) return;
  const auto name = file.filename().string();
  compacts_[name] = *compact;
  const auto verified = take(*compact);
  if (verified || hold_in_spite_of(verified.refusal(), *compact)) return;
  compacts_.erase(name);
  if (!definite(verified.reason())) return;
  io::log::warning("documents: no longer good, removed", {{"file", file.string()}});
  remove_file(name);
}

bool HeldDocuments::keyring_in_force() const {
  return verifier_.keyring().version > 0;
}

/// Whether nothing that may still come, a keyring or the time, would make it good.
bool HeldDocuments::definite(Reason reason) const {
  const bool of_areas = reason == Reason::not_addressed;  // areas count from an instant on
  return keyring_in_force() && (!of_areas || clock_.trusted());
}

/// The placement on disk was judged when it came in. That its signer's right has gone since does
/// not take the device's place away, here as little as while the program runs.
bool HeldDocuments::hold_in_spite_of(const Refusal& refusal, const std::string& compact) {
  const bool right_gone =
      refusal.reason == Reason::unknown_key || refusal.reason == Reason::key_not_valid_now ||
      refusal.reason == Reason::not_entitled_kind || refusal.reason == Reason::not_entitled_area;
  if (!right_gone || type_of(compact) != DocumentType::placement) return false;
  auto placement = playlists::parse_placement(trust::parse_compact(compact)->payload);
  if (!placement || placement->device.text() != owner_.device ||
      placement->key.text() != owner_.kid)
    return false;
  io::log::warning("documents: the placement's signer has gone, obeyed until another comes");
  set_placement(*std::move(placement));
  return true;
}

void HeldDocuments::judge_all_again() {
  const auto compacts = compacts_;
  for (const auto& [file, compact] : compacts) {
    const auto type = type_of(compact);
    if (type != DocumentType::message && type != DocumentType::programme) continue;
    const auto verified = verifier_.verify(compact, expectation(type));
    if (verified) continue;
    count_refusal(type, verified.refusal());
    const auto dash = file.find('-');
    drop(type, file.substr(dash + 1, file.size() - dash - 1 - extension.size()));
  }
}

void HeldDocuments::leave_other_areas() {
  const auto codes = chain();
  const auto programmes = programmes_;
  for (const auto& [area, programme] : programmes)
    if (std::find(codes.begin(), codes.end(), area) == codes.end()) {
      const auto once_named = named_messages();
      drop(DocumentType::programme, area);
      drop_unnamed(once_named);
    }
}

std::set<std::string> HeldDocuments::named_messages() const {
  std::set<std::string> hashes;
  for (const auto& [area, programme] : programmes_)
    for (const auto& hash : playlists::messages_of(programme)) hashes.insert(hash.text());
  return hashes;
}

void HeldDocuments::drop_unnamed(const std::set<std::string>& once_named) {
  const auto named = named_messages();
  for (const auto& hash : once_named)
    if (!named.contains(hash) && messages_.contains(hash)) drop(DocumentType::message, hash);
}

void HeldDocuments::drop(DocumentType type, const std::string& name) {
  if (type == DocumentType::programme) programmes_.erase(name);
  if (type == DocumentType::message) messages_.erase(name);
  const auto file = file_name(type, name);
  compacts_.erase(file);
  remove_file(file);
  tell(type, name, true);
}

void HeldDocuments::remove_file(const std::string& file) {
  try {
    io::remove_durably(folder_ / file);
  } catch (const io::StorageError& error) {
    io::log::warning("documents: cannot be removed", {{"cause", error.what()}});
  }
}

void HeldDocuments::tell(DocumentType type, const std::string& name, bool dropped) {
  if (on_change) on_change({type, name, dropped});
}

}  // namespace players
