// The content of an announcement made ready: its sound as bundles on the shelf, its card drawn for
// every board it will be shown on. Blocks for the speech engine; thread-safe.
#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "controller/api/orders.h"
#include "controller/fleet/known_device.h"
#include "controller/library/announcement_speech.h"
#include "playlists/orders/order.h"

namespace controller {

// The file of a ready clip with sound; nullopt if there is none of this SHA-256.
using ClipFile = std::function<std::optional<std::filesystem::path>(std::string_view sha256)>;

// Gives the order its speech: of the clip if one is asked for, else of the text. Throws
// api::Problem 422 with the engine's own words.
void add_speech(playlists::Order& order, const api::OrderAsk& ask, BundleShelf& shelf,
                const ClipFile& clip_file, const Voice& voice);

// Draws the card once for each kind of board among `devices`; what cannot be shown is told.
std::vector<api::Detail> check_card(const playlists::Order& order,
                                    const std::vector<DevicePointer>& devices);

// Profiles among `devices` that show the order's card.
std::vector<std::string> preview_profiles(const playlists::Order& order,
                                          const std::vector<DevicePointer>& devices);

// PNG of the card's first page on this output. Throws api::Problem 422 if it cannot be drawn.
api::Picture draw_preview(const playlists::Card& card, const playlists::Output& output);

}  // namespace controller
