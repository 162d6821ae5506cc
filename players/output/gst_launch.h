#pragma once

#include <string>

#include "players/output/gst_pointers.h"

namespace players {

/// Initialises GStreamer once per process (about 8 ms) and throws std::runtime_error if it cannot.
/// Thread-safe.
void start_gstreamer();

/// A pipeline from gst-launch syntax, in state NULL. Throws std::runtime_error naming the
/// description and the cause (a missing plug-in, an unknown property). Thread-safe.
GstOwned<GstElement> launch(const std::string& description);

/// The element called `name` inside `pipeline`; it must be there.
GstOwned<GstElement> element_in(GstElement* pipeline, const char* name);

/// "message (debug details)" of an error message. `message` is of type GST_MESSAGE_ERROR.
std::string error_text(GstMessage* message);

}  // namespace players
