#pragma once

#include <string_view>

namespace web {

// What CaPage serves; @ADDRESS@, @QR@, @FINGERPRINT@ in the page, @DER@, @ID@ and @PAYLOAD@ in the
// profile are filled in. Immutable after construction.
extern const std::string_view ca_page_html;
extern const std::string_view ca_page_css;
extern const std::string_view ca_page_profile;

}  // namespace web
