// Owning pointers for what GStreamer hands out with a reference. Each is confined to its owner.
#pragma once

#include <gst/gst.h>

#include <memory>

namespace players {

struct GstFree {
  void operator()(GstElement* element) const { gst_object_unref(element); }
  void operator()(GstBus* bus) const { gst_object_unref(bus); }
  void operator()(GstSample* sample) const { gst_sample_unref(sample); }
  void operator()(GstCaps* caps) const { gst_caps_unref(caps); }
  void operator()(GError* error) const { g_error_free(error); }
};
template <class T>
using GstOwned = std::unique_ptr<T, GstFree>;

}  // namespace players
