#include "players/device/content.h"

#include <algorithm>

#include "protocols/io/log.h"

namespace players {

namespace io = protocols::io;
using playlists::OutputKind;

namespace {

constexpr std::size_t most_drawn = 8;

PicturePages pages_of(CardPages card) {
  PicturePages pages;
  for (auto& page : card.pages)
    pages.pages.push_back({std::make_shared<const Image>(std::move(page.image)), page.dwell});
  return pages;
}

}  // namespace

Content::Content(const HeldDocuments& documents, const Cache& cache, const BundleShelf& bundles,
                 const playlists::Timeline& timeline, Draw draw)
    : documents_(documents),
      cache_(cache),
      bundles_(bundles),
      timeline_(timeline),
      draw_(std::move(draw)) {}

std::optional<Found> Content::find(const playlists::Output& output,
                                   const playlists::ItemRef& item) {
  if (item.kind == playlists::ItemKind::Entry) return of_message(output, item.message.text());
  const auto id = playlists::OrderId::parse(item.id);
  const auto* order = id ? timeline_.live_order(*id) : nullptr;
  if (!order) return {};
  return of_order(output, *order);
}

std::optional<Found> Content::of_order(const playlists::Output& output,
                                       const playlists::Order& order) {
  if (output.kind == OutputKind::Picture) {
    if (!order.card) return {};
    return drawn(output, order.id.text(), *order.card);
  }
  Announcement announcement;
  announcement.chime = Chime::None;
  if (order.chime) {
    const bool alarm = playlists::sounds_alarm(order, documents_.world());
    announcement.chime = alarm ? Chime::Emergency : Chime::Attention;
  }
  announcement.speech = bundles_.speech(order.id.text());
  announcement.repeat = order.repeat;
  return Found{announcement, {}};
}

bool Content::has(const playlists::Output& output, const playlists::Message& message) const {
  if (const auto* rendition = playlists::rendition_for(message, playlists::rendition_key(output)))
    if (cache_.file(rendition->sha256.text())) return true;
  const auto* variant = playlists::variant_for(message);
  return output.kind == OutputKind::Picture && variant && variant->card;
}

bool Content::has(const playlists::Output& output, const playlists::MessageHash& hash) const {
  const auto held = documents_.messages().find(hash.text());
  return held != documents_.messages().end() && has(output, held->second);
}

std::optional<Found> Content::of_message(const playlists::Output& output, const std::string& hash) {
  const auto held = documents_.messages().find(hash);
  if (held == documents_.messages().end()) return {};
  const auto& message = held->second;
  const auto* rendition = playlists::rendition_for(message, playlists::rendition_key(output));
  const auto file = rendition ? cache_.file(rendition->sha256.text()) : std::nullopt;
  if (file && output.kind == OutputKind::Sound) return Found{SoundFile{*file}, rendition->duration};
  if (file) {
    const bool still = rendition->media.starts_with("image/");
    return Found{PictureFile{*file}, still ? playlists::Duration{} : rendition->duration};
  }
  const auto* variant = playlists::variant_for(message);
  if (output.kind != OutputKind::Picture || !variant || !variant->card) return {};
  return drawn(output, hash, *variant->card);
}

std::optional<Found> Content::drawn(const playlists::Output& output, const std::string& name,
                                    const playlists::Card& card) {
  auto found = std::find_if(drawn_.begin(), drawn_.end(),
                            [&](const Drawn& drawn) { return drawn.name == name; });
  if (found == drawn_.end()) {
    auto result = draw(output, name, card);
    if (!result) return {};
    Drawn fresh{name, {}};
    if (*result)
      fresh.pages = pages_of(std::move(result->card));
    else
      io::log::error("content: a card cannot be shown",
                     {{"of", name}, {"cause", result->problem->en}});
    drawn_.push_front(std::move(fresh));
    if (drawn_.size() > most_drawn) drawn_.pop_back();
  } else {
    drawn_.splice(drawn_.begin(), drawn_, found);
  }
  if (!drawn_.front().pages) return {};
  return Found{*drawn_.front().pages, {}};
}

// A device without fonts still has its loudspeaker: what cannot be drawn is content that is
// missing.
std::optional<DrawnCard> Content::draw(const playlists::Output& output, const std::string& name,
                                       const playlists::Card& card) {
  try {
    if (!draw_)
      draw_ = [renderer = std::make_shared<const CardRenderer>()](const playlists::Card& one,
                                                                  int width, int height) {
        return renderer->draw(one, width, height);
      };
    return draw_(card, output.width, output.height);
  } catch (const std::exception& error) {
    io::log::error("content: a card cannot be drawn", {{"of", name}, {"cause", error.what()}});
    return {};
  }
}

}  // namespace players
