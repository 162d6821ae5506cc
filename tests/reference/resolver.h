// The reference resolver: docs/timeline.md read word by word, slow and obviously right, to compare
// playlists/timetable with. Pure functions. What the page leaves open is decided here and said in
// tests/reference/README.md.
#pragma once

#include <optional>
#include <vector>

#include "playlists/output_kind.h"
#include "tests/reference/case.h"

namespace reference {

/// What is on air at each of the instants (ascending, ≥ origin). Goes from one named instant to the
/// next, with `every` also in such steps, which changes nothing (a test says so).
std::vector<std::optional<OnAir>> resolve(const Case& given, playlists::OutputKind kind,
                                          Instant origin, const std::vector<Instant>& instants,
                                          Duration every = {});

/// Every instant a rule of the case names in [origin, until), ascending: starts, ends, validities,
/// latest starts, resume limits, and the ends of pieces, turns and playings as they come out.
std::vector<Instant> named_instants(const Case& given, playlists::OutputKind kind, Instant origin,
                                    Instant until);

}  // namespace reference
