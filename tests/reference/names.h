// Ids of the cases the reference tests make: the n-th entry, the n-th message. Pure functions.
#pragma once

#include "playlists/ids.h"

namespace reference {

playlists::EntryId entry_id(int n);          ///< rising with n, 0 ≤ n < 256
playlists::MessageHash message_hash(int n);  ///< 0 ≤ n < 10,000
playlists::AreaCode area_code(std::string_view text);

}  // namespace reference
