#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

namespace protocols::trust {

/// Why something signed is not obeyed, in the order of checking (docs/documents.md). The last five
/// are given by the device after the verifier is content.
enum class Reason {
  none,
  too_large,
  malformed,
  duplicate_member,
  bad_algorithm,
  critical_header,
  wrong_type,
  unknown_key,
  bad_signature,
  unsupported_version,
  bad_payload,
  key_not_valid_now,
  not_entitled_kind,
  not_entitled_area,
  not_entitled_class,
  old_version,
  old_epoch,
  wrong_device,
  wrong_nonce,
  not_addressed,
  no_trusted_time,
  not_yet_valid,
  expired,
  start_window,
  repeated,
  busy,
  no_output,
  storage,
  missing_content,
  unknown_order
};

/// One sentence for people, in both languages.
struct ReasonText {
  std::string_view vi;
  std::string_view en;
};

/// "bad_signature"; empty for none.
std::string_view code(Reason reason);
/// The reverse; nothing for a text that is no code.
std::optional<Reason> reason_from(std::string_view code);
ReasonText text(Reason reason);
/// All reasons but none, in the order of checking.
std::span<const Reason> all_reasons();

/// A reason and what exactly was wrong (for the log; never needed to decide). A value.
struct Refusal {
  Reason reason = Reason::none;
  std::string detail{};
  /// Of an order whose own signature was good: what a `refused` receipt names. Empty otherwise:
  /// what nobody entitled signed is not answered. A refusal of an id that SeenOrders knows is a
  /// copy of an order already taken, and is not answered with `refused` either.
  std::string order_id{};
  bool operator==(const Refusal&) const = default;
};

/// What a check gives: the thing, or why not. A value.
template <class T>
class Checked {
 public:
  Checked(T value) : result_(std::move(value)) {}
  Checked(Refusal refusal) : result_(std::move(refusal)) {}

  bool ok() const { return result_.index() == 0; }
  explicit operator bool() const { return ok(); }
  /// Only when ok().
  const T& value() const& { return std::get<0>(result_); }
  T&& value() && { return std::get<0>(std::move(result_)); }
  const T& operator*() const { return value(); }
  const T* operator->() const { return &value(); }
  /// Only when not ok().
  const Refusal& refusal() const { return std::get<1>(result_); }
  /// none when ok().
  Reason reason() const { return ok() ? Reason::none : refusal().reason; }

 private:
  std::variant<T, Refusal> result_;
};

}  // namespace protocols::trust
