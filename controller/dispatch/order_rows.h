// Orders as they lie in the store: what was signed, whom it addressed, when it was stopped. Over a
// session lent by Store; confined to its owner.
#pragma once

#include <Poco/Data/Session.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace controller {

struct OrderRow {
  std::string id;  // UUIDv7
  std::string hash;
  std::string payload;   // the exact signed bytes
  std::string jws;       // the person's compact JWS
  std::string dispatch;  // the compact JWS it travels in
  std::string kid;
  std::string by;      // the signer's name
  std::string person;  // PersonRow::id of who sent it
  std::int64_t sent_ms = 0;
  std::int64_t expires_ms = 0;
  std::int64_t stopped_ms = 0;  // 0 = no stop order named it
  std::int64_t duration_ms = 0;
};

class OrderRows {
 public:
  explicit OrderRows(Poco::Data::Session& session) : session_(session) {}

  // With the devices it addresses. Throws if the id exists.
  void insert(const OrderRow& order, const std::vector<std::string>& devices);
  void stop(std::string_view id, std::int64_t at_ms);  // the first stop counts
  std::optional<OrderRow> find(std::string_view id) const;
  // Newest first, ids below `before` (empty = from the newest).
  std::vector<OrderRow> newest(std::size_t limit, std::string_view before) const;
  // Neither expired at `now_ms` nor stopped; oldest first.
  std::vector<OrderRow> open(std::int64_t now_ms) const;
  std::vector<std::string> devices(std::string_view id) const;
  bool addresses(std::string_view id, std::string_view device) const;

 private:
  Poco::Data::Session& session_;
};

}  // namespace controller
