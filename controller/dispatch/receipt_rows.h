// Receipts as they lie in the store, each once by its id, and what they add up to for one order.
// Over a session lent by Store; confined to its owner.
#pragma once

#include <Poco/Data/Session.h>

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace controller {

struct ReceiptRow {
  std::string id;
  std::string order;
  std::string device;
  std::string stage;  // received, started, finished, refused
  std::string reason;
  std::int64_t at_ms = 0;
  std::int64_t late_ms = 0;
  bool clock_trusted = false;
  std::int64_t kept_ms = 0;
};

class ReceiptRows {
 public:
  explicit ReceiptRows(Poco::Data::Session& session) : session_(session) {}

  // False when this receipt is already there.
  bool insert(const ReceiptRow& receipt);
  // In the order they were kept.
  std::vector<ReceiptRow> of_order(std::string_view order) const;
  bool any(std::string_view order, std::string_view device) const;
  // Devices that have said anything about this order.
  std::vector<std::string> devices(std::string_view order) const;

 private:
  Poco::Data::Session& session_;
};

}  // namespace controller
