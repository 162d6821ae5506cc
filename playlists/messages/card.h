// What a board draws when it shows text: template plus fields. Immutable value.
#pragma once

#include <string>
#include <vector>

namespace playlists {

/// A card (thẻ): drawn to pixels by players/media. Text is UTF-8; empty fields are not drawn.
struct Card {
  std::string template_name;  ///< JSON `template`: `install-card`, `notice`, `emergency`
  std::string title;
  std::vector<std::string> lines;  ///< plain lines of a notice
  std::vector<std::string> steps;  ///< numbered by the template
  std::string url;                 ///< drawn as QR code; empty = none
  std::string footer;

  bool operator==(const Card&) const = default;
};

}  // namespace playlists
