// Every signed paper that went over the link in either direction, exactly as it was signed, for
// export and for anybody's JOSE library: orders, dispatches, receipts, plays. Over a session lent
// by Store; confined to its owner.
#pragma once

#include <Poco/Data/Session.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace controller {

struct PaperRow {
  std::int64_t row = 0;  // rising; given by the store
  std::string hash;      // of the payload
  std::string typ;       // vang-order, vang-dispatch, vang-receipt, vang-plays
  std::string kid;
  std::string jws;
  std::int64_t kept_ms = 0;
};

class PaperRows {
 public:
  explicit PaperRows(Poco::Data::Session& session) : session_(session) {}

  void put(const PaperRow& paper);  // the same paper twice is one
  // Oldest first, after `row` (0 = from the first); empty typ = all.
  std::vector<PaperRow> page(std::string_view typ, std::int64_t after, std::size_t limit) const;
  std::optional<PaperRow> by_hash(std::string_view hash) const;

 private:
  Poco::Data::Session& session_;
};

}  // namespace controller
