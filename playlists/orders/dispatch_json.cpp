#include "playlists/orders/dispatch_json.h"

#include "playlists/fields_json.h"

namespace playlists {
namespace {

constexpr std::size_t largest_order = 256 * 1024;

Dispatch read_dispatch(Fields& fields) {
  Dispatch dispatch;
  dispatch.epoch = fields.integer("epoch", 0, max_instant_ms);
  dispatch.sent = fields.instant("sent_ms");
  dispatch.order = fields.text("order", largest_order);
  if (dispatch.order.empty()) fields.refuse("order", "bad_value", "trống", "is empty");
  return dispatch;
}

SignedTime read_time(Fields& fields) {
  return {fields.text("nonce", 200), fields.instant("now_ms")};
}

}  // namespace

std::string dispatch_to_json(const Dispatch& dispatch) {
  return json_text({{"v", 1},
                    {"epoch", dispatch.epoch},
                    {"sent_ms", to_ms(dispatch.sent)},
                    {"order", dispatch.order}});
}

Parsed<Dispatch> parse_dispatch(std::string_view json) {
  return read_document(json, read_dispatch);
}

std::string time_to_json(const SignedTime& time) {
  return json_text({{"v", 1}, {"nonce", time.nonce}, {"now_ms", to_ms(time.now)}});
}

Parsed<SignedTime> parse_time(std::string_view json) {
  return read_document(json, read_time);
}

}  // namespace playlists
