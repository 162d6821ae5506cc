#include "protocols/trust/refusal.h"

#include <algorithm>
#include <array>

namespace protocols::trust {
namespace {

struct Row {
  Reason reason;
  std::string_view code;
  ReasonText text;
};

constexpr std::array rows{
    Row{Reason::too_large,
        "too_large",
        {"Tài liệu dài quá mức cho phép.", "The document is longer than allowed."}},
    Row{Reason::malformed,
        "malformed",
        {"Tài liệu không đúng dạng thức.", "The document is not well formed."}},
    Row{Reason::duplicate_member,
        "duplicate_member",
        {"Tài liệu ghi một trường hai lần nên có thể hiểu theo hai cách.",
         "The document names a member twice, so it could be read in two ways."}},
    Row{Reason::bad_algorithm,
        "bad_algorithm",
        {"Tài liệu không được ký bằng thuật toán EdDSA.",
         "The document is not signed with the EdDSA algorithm."}},
    Row{Reason::critical_header,
        "critical_header",
        {"Phần đầu tài liệu đòi một tính năng mà hệ thống không có.",
         "The document's header demands a feature this system does not have."}},
    Row{Reason::wrong_type,
        "wrong_type",
        {"Đây là loại tài liệu khác với loại cần ở đây.",
         "This is another kind of document than the one needed here."}},
    Row{Reason::unknown_key,
        "unknown_key",
        {"Khóa ký không có trong danh sách khóa hiện hành, hoặc đã bị thu hồi.",
         "The signing key is not in the current keyring, or has been revoked."}},
    Row{Reason::bad_signature,
        "bad_signature",
        {"Chữ ký không đúng với nội dung.", "The signature does not match the content."}},
    Row{Reason::unsupported_version,
        "unsupported_version",
        {"Phiên bản dạng thức này chưa được hỗ trợ.",
         "This version of the format is not supported."}},
    Row{Reason::bad_payload,
        "bad_payload",
        {"Nội dung thiếu trường bắt buộc hoặc có giá trị sai.",
         "The content lacks a required member or has a wrong value."}},
    Row{Reason::key_not_valid_now,
        "key_not_valid_now",
        {"Khóa ký chưa có hiệu lực hoặc đã hết hạn.",
         "The signing key is not valid yet, or no longer."}},
    Row{Reason::not_entitled_kind,
        "not_entitled_kind",
        {"Người ký không có quyền ký loại tài liệu này.",
         "The signer has no right to sign this kind of document."}},
    Row{Reason::not_entitled_area,
        "not_entitled_area",
        {"Người ký không có quyền tại địa bàn này.", "The signer has no right in this area."}},
    Row{Reason::not_entitled_class,
        "not_entitled_class",
        {"Người ký không có quyền dùng mức ưu tiên này.",
         "The signer has no right to use this class."}},
    Row{Reason::old_version,
        "old_version",
        {"Đã có phiên bản mới hơn của tài liệu này.",
         "A newer version of this document is already held."}},
    Row{Reason::old_epoch,
        "old_epoch",
        {"Lệnh đến từ một trung tâm điều khiển đã bị thay thế.",
         "The order comes from a controller that has been replaced."}},
    Row{Reason::wrong_device,
        "wrong_device",
        {"Tài liệu dành cho thiết bị khác.", "The document is for another device."}},
    Row{Reason::wrong_nonce,
        "wrong_nonce",
        {"Đây không phải câu trả lời cho yêu cầu vừa gửi.",
         "This is not the answer to the question just asked."}},
    Row{Reason::not_addressed,
        "not_addressed",
        {"Địa bàn của thiết bị không thuộc phạm vi của tài liệu.",
         "The device's area is not within the document's audience."}},
    Row{Reason::no_trusted_time,
        "no_trusted_time",
        {"Thiết bị chưa có giờ tin cậy nên không xét được thời hạn.",
         "The device has no trusted time, so it cannot judge the dates."}},
    Row{Reason::not_yet_valid,
        "not_yet_valid",
        {"Chưa đến thời điểm có hiệu lực.", "It is too early for it to be valid."}},
    Row{Reason::expired, "expired", {"Đã hết hiệu lực.", "It has expired."}},
    Row{Reason::start_window,
        "start_window",
        {"Khoảng thời gian được phép bắt đầu đã qua, hoặc dài hơn 10 phút.",
         "The window in which it may start has passed, or is wider than 10 minutes."}},
    Row{Reason::repeated,
        "repeated",
        {"Lệnh này đã được nhận trước đó.", "This order has been received before."}},
    Row{Reason::busy,
        "busy",
        {"Thiết bị bận phát nội dung được ưu tiên hơn cho đến khi quá giờ bắt đầu.",
         "The device was busy with something that comes first until it was too late to start."}},
    Row{Reason::no_output,
        "no_output",
        {"Thiết bị không có đầu ra phù hợp với lệnh.",
         "The device has no output that the order asks for."}},
    Row{Reason::storage,
        "storage",
        {"Thiết bị không ghi được vào bộ nhớ.", "The device could not write to its storage."}},
    Row{Reason::missing_content,
        "missing_content",
        {"Thiết bị không có đủ nội dung để phát.", "The device lacks content it needs to play."}},
    Row{Reason::unknown_order,
        "unknown_order",
        {"Thiết bị không biết lệnh được nhắc đến.",
         "The device does not know the order referred to."}},
};

constexpr auto reasons = [] {
  std::array<Reason, rows.size()> all{};
  for (std::size_t i = 0; i < rows.size(); ++i) all[i] = rows[i].reason;
  return all;
}();

const Row* row_of(Reason reason) {
  const auto found =
      std::find_if(rows.begin(), rows.end(), [&](const Row& row) { return row.reason == reason; });
  return found == rows.end() ? nullptr : found;
}

}  // namespace

std::string_view code(Reason reason) {
  const auto* row = row_of(reason);
  return row == nullptr ? std::string_view() : row->code;
}

std::optional<Reason> reason_from(std::string_view code) {
  const auto found =
      std::find_if(rows.begin(), rows.end(), [&](const Row& row) { return row.code == code; });
  if (found == rows.end()) return std::nullopt;
  return found->reason;
}

ReasonText text(Reason reason) {
  const auto* row = row_of(reason);
  return row == nullptr ? ReasonText{} : row->text;
}

std::span<const Reason> all_reasons() {
  return reasons;
}

}  // namespace protocols::trust
