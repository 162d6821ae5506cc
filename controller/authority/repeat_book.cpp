#include "controller/authority/repeat_book.h"

#include "controller/api/problem.h"
#include "controller/authority/detail.h"
#include "controller/store/repeats.h"

namespace controller {

namespace {
constexpr std::chrono::hours kept{24};
}

RepeatBook::RepeatBook(Store& store, const protocols::io::Clock& clock)
    : store_(store), clock_(clock) {
  store_.write([](Session& s) { RepeatTable(s).remove_running(); }).get();
}

std::optional<api::KeptAnswer> RepeatBook::begin(const api::Caller& caller, const std::string& key,
                                                 const std::string& body_sha256) {
  const auto now = clock_.wall();
  const RepeatRow row{caller.person, key, body_sha256, protocols::io::to_ms(now), 0, ""};
  const std::int64_t oldest = protocols::io::to_ms(now - kept);
  return store_
      .write([row, oldest](Session& s) -> std::optional<api::KeptAnswer> {
        RepeatTable table(s);
        table.remove_older(oldest);
        const auto before = table.find(row.person, row.key);
        if (!before) {
          table.put(row);
          return std::nullopt;
        }
        if (before->body_sha256 != row.body_sha256) {
          throw mistake("", "key_reused", "Idempotency-Key này đã dùng cho một yêu cầu khác.",
                        "This Idempotency-Key was used for another request.");
        }
        if (before->status == 0) {
          throw api::conflict("still_running", "Yêu cầu trước còn đang được xử lý.",
                              "The first request is still being worked on.");
        }
        return api::KeptAnswer{static_cast<int>(before->status), before->body};
      })
      .get();
}

void RepeatBook::finish(const api::Caller& caller, const std::string& key,
                        const api::KeptAnswer& answer) {
  store_
      .write([person = caller.person, key, answer](Session& s) {
        auto row = RepeatTable(s).find(person, key);
        if (!row) return;
        row->status = answer.status;
        row->body = answer.body;
        RepeatTable(s).put(*row);
      })
      .get();
}

void RepeatBook::abandon(const api::Caller& caller, const std::string& key) {
  store_.write([person = caller.person, key](Session& s) { RepeatTable(s).remove(person, key); })
      .get();
}

}  // namespace controller
