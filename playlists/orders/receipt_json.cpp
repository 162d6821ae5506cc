#include "playlists/orders/receipt_json.h"

#include "playlists/fields_json.h"

namespace playlists {
namespace {

Receipt read_receipt(Fields& fields) {
  Receipt receipt;
  receipt.id = fields.id<ReceiptId>("id");
  receipt.device = fields.id<DeviceId>("device");
  receipt.order = fields.id<OrderId>("order");
  receipt.stage = fields.word("stage", parse_receipt_stage);
  receipt.reason = fields.text_or_empty("reason", 64);
  receipt.at = fields.instant("at_ms");
  receipt.clock = fields.word("clock", parse_clock_state);
  receipt.late = Duration{fields.integer_or("late_ms", 0, 0, max_instant_ms)};
  return receipt;
}

}  // namespace

std::string receipt_to_json(const Receipt& receipt) {
  return json_text({{"v", 1},
                    {"id", receipt.id.text()},
                    {"device", receipt.device.text()},
                    {"order", receipt.order.text()},
                    {"stage", receipt_stage_text(receipt.stage)},
                    {"reason", receipt.reason},
                    {"at_ms", to_ms(receipt.at)},
                    {"clock", clock_state_text(receipt.clock)},
                    {"late_ms", receipt.late.count()}});
}

Parsed<Receipt> parse_receipt(std::string_view json) {
  return read_document(json, read_receipt);
}

}  // namespace playlists
