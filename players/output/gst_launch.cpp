#include "players/output/gst_launch.h"

#include <fmt/format.h>

#include <mutex>
#include <stdexcept>
#include <utility>

namespace players {

void start_gstreamer() {
  static std::once_flag once;
  std::call_once(once, [] {
    GError* error = nullptr;
    // The registry scan must not fork: a player is a process with threads by now.
    gst_registry_fork_set_enabled(FALSE);
    if (!gst_init_check(nullptr, nullptr, &error)) {
      const GstOwned<GError> owned(error);
      throw std::runtime_error(
          fmt::format("cannot start GStreamer: {}", owned ? owned->message : "no reason given"));
    }
  });
}

GstOwned<GstElement> launch(const std::string& description) {
  start_gstreamer();
  GError* error = nullptr;
  GstElement* pipeline =
      gst_parse_launch_full(description.c_str(), nullptr, GST_PARSE_FLAG_FATAL_ERRORS, &error);
  const GstOwned<GError> owned(error);
  if (!pipeline)
    throw std::runtime_error(fmt::format("cannot build the GStreamer pipeline '{}': {}",
                                         description, owned ? owned->message : "no reason given"));
  gst_object_ref_sink(pipeline);
  return GstOwned<GstElement>(pipeline);
}

GstOwned<GstElement> element_in(GstElement* pipeline, const char* name) {
  GstOwned<GstElement> element(gst_bin_get_by_name(GST_BIN(pipeline), name));
  if (!element) throw std::logic_error(fmt::format("the pipeline has no element '{}'", name));
  return element;
}

std::string error_text(GstMessage* message) {
  GError* error = nullptr;
  gchar* debug = nullptr;
  gst_message_parse_error(message, &error, &debug);
  const GstOwned<GError> owned(error);
  std::string text = fmt::format("{}: {}", GST_MESSAGE_SRC_NAME(message), error->message);
  if (debug) text += fmt::format(" ({})", debug);
  g_free(debug);
  return text;
}

}  // namespace players
