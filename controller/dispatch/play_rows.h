// Play records as they lie in the store: one row each, and per chain how far it is committed. Over
// a session lent by Store; confined to its owner.
#pragma once

#include <Poco/Data/Session.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "controller/api/plays.h"

namespace controller {

struct ChainEnd {
  std::int64_t through_seq = 0;  // 0 = nothing yet
  std::string hash;              // SHA-256 of that record's bytes; 64 zeros for none
};

// A record that cannot be counted: kept as it came, with the reason.
struct SetAsideRow {
  std::string device;
  std::string chain;
  std::int64_t seq = 0;
  std::string why;  // "not_a_record", "broken_chain", "forked_chain"
  std::string record;
  std::int64_t kept_ms = 0;
};

// Where a page of plays begins: plays that started before this one.
struct PlayPlace {
  std::int64_t start_ms = 0;
  std::int64_t row = 0;
};

struct FoundPlay {
  api::Play play;
  PlayPlace place;
};

struct PlaysWanted {
  std::string device;
  std::string item;
  std::string message;
  std::int64_t from_ms = 0;
  std::int64_t until_ms = 0;  // 0 = open
  std::optional<PlayPlace> before;
};

class PlayRows {
 public:
  explicit PlayRows(Poco::Data::Session& session) : session_(session) {}

  ChainEnd chain_end(std::string_view device, std::string_view chain) const;
  void set_chain_end(std::string_view device, std::string_view chain, const ChainEnd& end);
  // `record` = the exact bytes the device hashed. Throws if (device, chain, seq) exists.
  void insert(const api::Play& play, std::string_view record);
  void set_aside(const SetAsideRow& row);
  // True if exactly this record lies under (device, chain, seq), counted or set aside.
  bool holds(std::string_view device, std::string_view chain, std::int64_t seq,
             std::string_view record) const;
  // Newest start first.
  std::vector<FoundPlay> find(const PlaysWanted& wanted, std::size_t limit) const;
  std::vector<SetAsideRow> all_set_aside() const;

 private:
  Poco::Data::Session& session_;
};

}  // namespace controller
