#include "players/output/decode_pipeline.h"

#include <fmt/format.h>

#include <stdexcept>
#include <utility>

#include "players/output/gst_launch.h"

namespace players {

DecodePipeline::DecodePipeline(const std::string& description, const std::filesystem::path& file,
                               std::chrono::nanoseconds from, std::function<void()> wake)
    : file_(file), from_(from), wake_(std::move(wake)), pipeline_(launch(description)) {
  const auto source = element_in(pipeline_.get(), "in");
  g_object_set(source.get(), "location", file.c_str(), nullptr);
  sink_ = element_in(pipeline_.get(), "out");
  GstAppSinkCallbacks callbacks{};
  callbacks.new_sample = &on_sample;
  callbacks.eos = &on_end;
  gst_app_sink_set_callbacks(GST_APP_SINK(sink_.get()), &callbacks, this, nullptr);
  const GstOwned<GstBus> bus(gst_element_get_bus(pipeline_.get()));
  gst_bus_set_sync_handler(bus.get(), &on_message, this, nullptr);
  seek_pending_ = from_.count() > 0;
  // A seek needs a prerolled pipeline; without one the decoder may run at once.
  if (gst_element_set_state(pipeline_.get(),
                            seek_pending_ ? GST_STATE_PAUSED : GST_STATE_PLAYING) ==
      GST_STATE_CHANGE_FAILURE)
    fail("the pipeline does not start");
}

DecodePipeline::~DecodePipeline() {
  gst_element_set_state(pipeline_.get(), GST_STATE_NULL);
  const GstOwned<GstBus> bus(gst_element_get_bus(pipeline_.get()));
  gst_bus_set_sync_handler(bus.get(), nullptr, nullptr, nullptr);
}

DecodePipeline::Pulled DecodePipeline::pull() {
  // Announced before looking, so that a buffer arriving in between still wakes the mixer.
  hungry_ = true;
  if (seek_pending_ && !failed_) {
    seek_when_prerolled();
    return {failed_ ? State::Failed : State::Waiting, nullptr};
  }
  // What was decoded before a failure is still good.
  GstOwned<GstSample> sample(gst_app_sink_try_pull_sample(GST_APP_SINK(sink_.get()), 0));
  if (sample) {
    hungry_ = false;
    return {State::Ready, std::move(sample)};
  }
  if (failed_) return {State::Failed, nullptr};
  return {ended() ? State::Ended : State::Waiting, nullptr};
}

bool DecodePipeline::ended() const {
  return !seek_pending_ && !failed_ && gst_app_sink_is_eos(GST_APP_SINK(sink_.get()));
}

std::chrono::nanoseconds DecodePipeline::duration() const {
  gint64 duration = 0;
  if (!gst_element_query_duration(pipeline_.get(), GST_FORMAT_TIME, &duration)) return {};
  return std::chrono::nanoseconds{duration};
}

void DecodePipeline::load(const std::string& description) {
  launch(description);
}

void DecodePipeline::seek_when_prerolled() {
  if (!prerolled_) return;
  seek_pending_ = false;
  if (!gst_element_seek_simple(
          pipeline_.get(), GST_FORMAT_TIME,
          static_cast<GstSeekFlags>(GST_SEEK_FLAG_FLUSH | GST_SEEK_FLAG_ACCURATE), from_.count()))
    return fail("it cannot begin in the middle of this file");
  gst_element_set_state(pipeline_.get(), GST_STATE_PLAYING);
}

GstBusSyncReply DecodePipeline::on_message(GstBus*, GstMessage* message, gpointer self) {
  auto* pipeline = static_cast<DecodePipeline*>(self);
  if (GST_MESSAGE_TYPE(message) == GST_MESSAGE_ERROR) pipeline->fail(error_text(message));
  if (GST_MESSAGE_TYPE(message) == GST_MESSAGE_ASYNC_DONE) {
    pipeline->prerolled_ = true;
    pipeline->wake_if_hungry();
  }
  gst_message_unref(message);
  return GST_BUS_DROP;
}

GstFlowReturn DecodePipeline::on_sample(GstAppSink*, gpointer self) {
  static_cast<DecodePipeline*>(self)->wake_if_hungry();
  return GST_FLOW_OK;
}

void DecodePipeline::on_end(GstAppSink*, gpointer self) {
  static_cast<DecodePipeline*>(self)->wake_if_hungry();
}

void DecodePipeline::fail(std::string problem) {
  problem_.set(fmt::format("cannot decode {}: {}", file_.string(), problem));
  failed_ = true;
  wake_if_hungry();
}

void DecodePipeline::wake_if_hungry() {
  if (hungry_.exchange(false) && wake_) wake_();
}

}  // namespace players
