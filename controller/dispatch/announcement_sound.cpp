#include "controller/dispatch/announcement_sound.h"

#include "controller/library/preview_shelf.h"
#include "players/media/chime.h"
#include "players/media/opus_codec.h"
#include "protocols/link/bundle.h"

namespace controller {

namespace {

api::Problem no_longer_kept() {
  return {404, "no_sound", "Tiếng của lệnh này không còn được giữ.",
          "The sound of this order is no longer kept."};
}

players::Sound chime_of(const playlists::Order& order, playlists::World world) {
  return playlists::sounds_alarm(order, world) ? players::emergency_chime()
                                               : players::attention_chime();
}

}  // namespace

void write_announcement(const playlists::Order& order, playlists::World world,
                        const BundleShelf& shelf, WavWriter& wav) {
  if (order.chime) wav.write(chime_of(order, world).samples);
  if (!order.speech) return;
  players::SpeechDecoder decoder;
  for (const auto& hash : order.speech->bundles) {
    const auto bytes = shelf.find(hash);
    const auto bundle = bytes ? protocols::link::decode_bundle(*bytes) : std::nullopt;
    if (!bundle) throw no_longer_kept();
    for (const auto& packet : bundle->packets) wav.write(decoder.decode(packet));
  }
}

}  // namespace controller
