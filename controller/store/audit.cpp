#include "controller/store/audit.h"

#include <limits>

#include "controller/store/query.h"

namespace controller {

namespace {
constexpr std::int64_t last = std::numeric_limits<std::int64_t>::max();
}

void AuditTable::append(const AuditRow& entry) {
  run(session_,
      "INSERT INTO audit(at_ms, person, act, area, object, detail, address) "
      "VALUES(?, ?, ?, ?, ?, ?, ?)",
      entry.at_ms, entry.person, entry.act, entry.area, entry.object, entry.detail, entry.address);
}

std::vector<AuditRow> AuditTable::newest(std::size_t limit, const AuditWanted& which) const {
  auto found = rows<std::int64_t, std::int64_t, std::string, std::string, std::string, std::string,
                    std::string, std::string>(
      session_,
      "SELECT seq, at_ms, person, act, area, object, detail, address FROM audit WHERE seq < ? "
      "AND (? = '' OR person = ?) AND substr(act, 1, length(?)) = ? AND at_ms >= ? AND at_ms < ? "
      "ORDER BY seq DESC LIMIT ?",
      which.before > 0 ? which.before : last, which.person, which.person, which.act, which.act,
      which.from_ms, which.until_ms > 0 ? which.until_ms : last, static_cast<std::int64_t>(limit));
  std::vector<AuditRow> out;
  for (auto& [seq, at, person, act, area, object, detail, address] : found) {
    out.push_back({seq, at, std::move(person), std::move(act), std::move(area), std::move(object),
                   std::move(detail), std::move(address)});
  }
  return out;
}

}  // namespace controller
