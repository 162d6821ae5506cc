#pragma once

#include <string_view>

namespace web {

// What CaPage serves; @TITLE@ (ca_page_drill or nothing), @DRILL@ (ca_page_band or nothing),
// @ADDRESS@, @QR@, @FINGERPRINT@ in the page, @TITLE@, @DER@, @ID@ and @PAYLOAD@ in the profile are
// filled in. Immutable after construction.
extern const std::string_view ca_page_drill;
extern const std::string_view ca_page_band;
extern const std::string_view ca_page_html;
extern const std::string_view ca_page_css;
extern const std::string_view ca_page_profile;

}  // namespace web
