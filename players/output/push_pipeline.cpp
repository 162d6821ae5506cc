#include "players/output/push_pipeline.h"

#include <fmt/format.h>

#include <stdexcept>
#include <utility>

#include "players/output/gst_launch.h"

namespace players {

using protocols::io::MutexLock;

namespace {
constexpr std::chrono::seconds kPatience{2};
}

PushPipeline::PushPipeline(std::string description, const std::string& caps, std::size_t queue)
    : description_(std::move(description)),
      queue_(queue),
      pipeline_(launch("appsrc name=in format=time max-buffers=0 max-bytes=0 ! " + description_)),
      source_(element_in(pipeline_.get(), "in")) {
  const GstOwned<GstCaps> format(gst_caps_from_string(caps.c_str()));
  gst_app_src_set_caps(GST_APP_SRC(source_.get()), format.get());
  GstPad* pad = gst_element_get_static_pad(source_.get(), "src");
  gst_pad_add_probe(pad, GST_PAD_PROBE_TYPE_BUFFER, &on_taken, this, nullptr);
  gst_object_unref(pad);
  const GstOwned<GstBus> bus(gst_element_get_bus(pipeline_.get()));
  gst_bus_set_sync_handler(bus.get(), &on_message, this, nullptr);
  if (gst_element_set_state(pipeline_.get(), GST_STATE_PLAYING) != GST_STATE_CHANGE_FAILURE) return;
  gst_element_set_state(pipeline_.get(), GST_STATE_NULL);
  gst_bus_set_sync_handler(bus.get(), nullptr, nullptr, nullptr);
  throw std::runtime_error(why_not_started());
}

PushPipeline::~PushPipeline() {
  gst_element_set_state(pipeline_.get(), GST_STATE_NULL);
  const GstOwned<GstBus> bus(gst_element_get_bus(pipeline_.get()));
  gst_bus_set_sync_handler(bus.get(), nullptr, nullptr, nullptr);
}

std::string PushPipeline::why_not_started() {
  const MutexLock lock(mutex_);
  return fmt::format("cannot open '{}': {}", description_,
                     problem_.empty() ? "no reason given" : problem_);
}

void PushPipeline::push(GstBuffer* buffer) {
  try {
    const MutexLock lock(mutex_);
    wait_for_room();
    waiting_++;
  } catch (...) {
    gst_buffer_unref(buffer);
    throw;
  }
  if (gst_app_src_push_buffer(GST_APP_SRC(source_.get()), buffer) != GST_FLOW_OK)
    throw std::runtime_error(fmt::format("'{}' takes nothing any more", description_));
}

void PushPipeline::wait_for_room() {
  while (problem_.empty() && waiting_ >= queue_)
    if (!changed_.wait_for(mutex_, kPatience) && waiting_ >= queue_ && problem_.empty())
      problem_ = fmt::format("it took nothing for {} s", kPatience.count());
  if (!problem_.empty())
    throw std::runtime_error(fmt::format("'{}' failed: {}", description_, problem_));
}

GstBusSyncReply PushPipeline::on_message(GstBus*, GstMessage* message, gpointer self) {
  if (GST_MESSAGE_TYPE(message) == GST_MESSAGE_ERROR)
    static_cast<PushPipeline*>(self)->fail(error_text(message));
  gst_message_unref(message);
  return GST_BUS_DROP;
}

GstPadProbeReturn PushPipeline::on_taken(GstPad*, GstPadProbeInfo*, gpointer self) {
  auto* pipeline = static_cast<PushPipeline*>(self);
  const MutexLock lock(pipeline->mutex_);
  pipeline->waiting_--;
  pipeline->changed_.wake_one();
  return GST_PAD_PROBE_OK;
}

void PushPipeline::fail(std::string problem) {
  const MutexLock lock(mutex_);
  if (problem_.empty()) problem_ = std::move(problem);
  changed_.wake_one();
}

}  // namespace players
