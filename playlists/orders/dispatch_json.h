// Dispatch and time payloads as JSON text (docs/documents.md). Pure functions; parsing is total.
#pragma once

#include <string>
#include <string_view>

#include "playlists/orders/dispatch.h"
#include "playlists/problem.h"

namespace playlists {

std::string dispatch_to_json(const Dispatch& dispatch);
Parsed<Dispatch> parse_dispatch(std::string_view json);
std::string time_to_json(const SignedTime& time);
Parsed<SignedTime> parse_time(std::string_view json);

}  // namespace playlists
