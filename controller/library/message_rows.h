// Messages as they lie in the store: those prepared and waiting for a signature, those approved.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "controller/store/query.h"
#include "controller/store/store.h"

namespace controller {

struct MessageRow {
  std::string hash;  // of the payload
  std::string id;
  std::string title;
  std::string payload;
  std::string jws;
  std::string kid;
  std::int64_t approved_ms = 0;
  std::string approved_by;  // name
};

/// The table `messages`: approved ones, never changed. Confined to its owner.
class MessageTable {
 public:
  explicit MessageTable(Poco::Data::Session& session) : session_(session) {}

  void insert(const MessageRow& message) const;
  std::optional<MessageRow> find(std::string_view hash) const;
  /// Newest first.
  std::vector<MessageRow> all() const;

 private:
  std::vector<MessageRow> select(std::string_view where, std::string_view value) const;
  Poco::Data::Session& session_;
};

/// The table `prepared_messages`: exact payloads that may still be signed. Confined to its owner.
class PreparedTable {
 public:
  explicit PreparedTable(Poco::Data::Session& session) : session_(session) {}

  void put(std::string_view hash, std::string_view payload, std::string_view person,
           std::int64_t now_ms) const;
  // Nullopt also for what was put before `since_ms`.
  std::optional<std::string> payload(std::string_view hash, std::int64_t since_ms) const;
  void remove(std::string_view hash) const;
  void remove_older(std::int64_t than_ms) const;

 private:
  Poco::Data::Session& session_;
};

}  // namespace controller
