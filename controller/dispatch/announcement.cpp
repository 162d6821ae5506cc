#include "controller/dispatch/announcement.h"

#include <map>
#include <utility>

#include "players/media/card_renderer.h"
#include "players/media/image.h"
#include "protocols/io/digest.h"

namespace controller {

namespace io = protocols::io;
using playlists::Order;
using playlists::OutputKind;

namespace {

[[noreturn]] void refuse(const std::string& pointer, const MediaProblem& problem) {
  throw api::invalid({{pointer, 0, problem.code, problem.vi, problem.en}});
}

PreparedSpeech speech_of(const api::OrderAsk& ask, const ClipFile& clip_file, const Voice& voice) {
  if (ask.clip.empty()) return prepare_speech(ask.text, ask.lang, voice);
  const auto file = clip_file(ask.clip);
  if (!file) {
    refuse("/clip", {"unknown_clip", "Không có clip này", "There is no such clip"});
  }
  return prepare_recording(*file, voice);
}

// One output of each size, by the name of its profile.
std::map<std::string, playlists::Output> boards(const std::vector<DevicePointer>& devices) {
  std::map<std::string, playlists::Output> found;
  for (const auto& device : devices) {
    const auto& profile = device->placement.profile;
    if (const auto* output = playlists::output_of(profile, OutputKind::Picture)) {
      found.emplace(profile.name, *output);
    }
  }
  return found;
}

}  // namespace

void add_speech(Order& order, const api::OrderAsk& ask, BundleShelf& shelf,
                const ClipFile& clip_file, const Voice& voice) {
  const PreparedSpeech prepared = speech_of(ask, clip_file, voice);
  if (!prepared) refuse(ask.clip.empty() ? "/text" : "/clip", *prepared.problem);
  const AnnouncementSpeech& speech = prepared.speech;
  shelf.keep(speech);
  order.speech = playlists::Speech{
      "opus", speech.rate, speech.channels, speech.bundle_length, speech.duration, speech.hashes};
}

std::vector<api::Detail> check_card(const Order& order, const std::vector<DevicePointer>& devices) {
  std::vector<api::Detail> notes;
  if (!order.card) return notes;
  const players::CardRenderer renderer;
  for (const auto& [profile, output] : boards(devices)) {
    const auto drawn = renderer.draw(*order.card, output.width, output.height);
    if (drawn) continue;
    notes.push_back({"/card", 0, drawn.problem->code, profile + ": " + drawn.problem->vi,
                     profile + ": " + drawn.problem->en});
  }
  return notes;
}

std::vector<std::string> preview_profiles(const Order& order,
                                          const std::vector<DevicePointer>& devices) {
  std::vector<std::string> profiles;
  if (!order.card) return profiles;
  for (const auto& [profile, output] : boards(devices)) profiles.push_back(profile);
  return profiles;
}

api::Picture draw_preview(const playlists::Card& card, const playlists::Output& output) {
  const auto drawn = players::CardRenderer().draw(card, output.width, output.height);
  if (!drawn) {
    refuse("/card", {drawn.problem->code, drawn.problem->vi, drawn.problem->en});
  }
  const std::string png = players::encode_png(drawn.card.pages.front().image);
  return {png, io::sha256_hex(png), {}};
}

}  // namespace controller
