#include "players/output/gst_launch.h"

#include <fmt/format.h>

#include <mutex>
#include <stdexcept>
#include <utility>

#if defined(__SANITIZE_ADDRESS__)
// GLib's table of quarks is thrown away by design when it grows past 2048 names, as GStreamer makes
// it do (gquark.c: "the old table is leaked on purpose"). It is made before main, 16 KiB large.
// Holding on to it here keeps LeakSanitizer sharp for everything else that GLib allocates.
extern "C" void __sanitizer_malloc_hook(const volatile void* memory, std::size_t size) {
  [[maybe_unused]] static const volatile void* volatile tables[4];
  static std::size_t count = 0;
  if (size == 2048 * sizeof(char*) && count < 4) tables[count++] = memory;
}
#endif

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
