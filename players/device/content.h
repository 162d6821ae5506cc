#pragma once

#include <cstdint>
#include <functional>
#include <list>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <variant>

#include "players/device/bundle_shelf.h"
#include "players/device/cache.h"
#include "players/device/held_documents.h"
#include "players/device/output.h"
#include "players/media/card_renderer.h"
#include "playlists/timetable/timeline.h"

namespace players {

/// What an output needs to play something.
struct Found {
  Source source;
  /// One playing of the source, if it has a length of its own; 0 = as long as it is asked for.
  playlists::Duration length{};
};

/// Turns what the timeline names into what an output can play: the rendition made for this board or
/// loudspeaker if it is here, else (pictures) the card drawn from the signed fields, else nothing.
/// Keeps the last few cards drawn. Lives on the device loop.
class Content {
 public:
  using Draw = std::function<DrawnCard(const playlists::Card& card, int width, int height)>;
  /// Without `draw` a CardRenderer of its own draws; it is made at the first card (it loads fonts).
  Content(const HeldDocuments& documents, const Cache& cache, const BundleShelf& bundles,
          const playlists::Timeline& timeline, Draw draw = {});

  /// Nothing when the content is not on the device, cannot be shown on this output, or drawing it
  /// failed.
  std::optional<Found> find(const playlists::Output& output, const playlists::ItemRef& item);
  /// Whether find() would give something, without drawing.
  bool has(const playlists::Output& output, const playlists::Message& message) const;
  bool has(const playlists::Output& output, const playlists::MessageHash& hash) const;

 private:
  std::optional<Found> of_order(const playlists::Output& output, const playlists::Order& order);
  std::optional<Found> of_message(const playlists::Output& output, const std::string& hash);
  std::optional<Found> drawn(const playlists::Output& output, const std::string& name,
                             const playlists::Card& card);
  std::optional<DrawnCard> draw(const playlists::Output& output, const std::string& name,
                                const playlists::Card& card);

  const HeldDocuments& documents_;
  const Cache& cache_;
  const BundleShelf& bundles_;
  const playlists::Timeline& timeline_;
  Draw draw_;  ///< empty until the first card
  struct Drawn {
    std::string name;
    std::optional<PicturePages> pages;
  };
  std::list<Drawn> drawn_;  ///< latest first
};

}  // namespace players
