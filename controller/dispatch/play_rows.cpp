#include "controller/dispatch/play_rows.h"

#include <limits>
#include <utility>

#include "controller/store/query.h"
#include "playlists/orders/play.h"
#include "protocols/io/clock.h"

namespace controller {

namespace io = protocols::io;

namespace {

using Text = std::string;
using Number = std::int64_t;
using Real = std::optional<double>;

Number stored_number(std::uint64_t value) {
  return static_cast<Number>(value);
}
std::uint64_t read_number(Number value) {
  return static_cast<std::uint64_t>(value);
}

}  // namespace

ChainEnd PlayRows::chain_end(std::string_view device, std::string_view chain) const {
  auto found = row<Number, Text>(
      session_, "SELECT through_seq, hash FROM play_chains WHERE device = ? AND chain = ?", device,
      chain);
  if (!found) return {0, std::string(playlists::first_prev())};
  return {std::get<0>(*found), std::move(std::get<1>(*found))};
}

void PlayRows::set_chain_end(std::string_view device, std::string_view chain, const ChainEnd& end) {
  run(session_,
      "INSERT INTO play_chains(device, chain, through_seq, hash) VALUES(?, ?, ?, ?) "
      "ON CONFLICT(device, chain) DO UPDATE SET through_seq = excluded.through_seq, "
      "hash = excluded.hash",
      device, chain, end.through_seq, end.hash);
}

void PlayRows::insert(const api::Play& play, std::string_view record) {
  run(session_,
      "INSERT INTO plays(device, chain, seq, boot, output, item_kind, item_id, area, programme, "
      "message, title, cls, start_ms, end_ms, clock_trusted, amount, level_dbfs, peak_dbfs, "
      "outcome, reason, record) VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
      play.device, play.chain, stored_number(play.seq), stored_number(play.boot), play.output,
      play.item.kind, play.item.id, play.item.area, play.item.programme, play.item.message,
      play.item.title, play.item.cls, io::to_ms(play.start), io::to_ms(play.end),
      play.clock_trusted, stored_number(play.amount), play.level_dbfs, play.peak_dbfs, play.outcome,
      play.reason, record);
}

void PlayRows::set_aside(const SetAsideRow& row) {
  run(session_,
      "INSERT INTO plays_set_aside(device, chain, seq, why, record, kept_ms) "
      "VALUES(?, ?, ?, ?, ?, ?)",
      row.device, row.chain, row.seq, row.why, row.record, row.kept_ms);
}

bool PlayRows::holds(std::string_view device, std::string_view chain, std::int64_t seq,
                     std::string_view record) const {
  return row<Number>(
             session_,
             "SELECT 1 FROM plays WHERE device = ? AND chain = ? AND seq = ? AND record = ? "
             "UNION ALL SELECT 1 FROM plays_set_aside "
             "WHERE device = ? AND chain = ? AND seq = ? AND record = ? LIMIT 1",
             device, chain, seq, record, device, chain, seq, record)
      .has_value();
}

std::vector<FoundPlay> PlayRows::find(const PlaysWanted& wanted, std::size_t limit) const {
  constexpr Number kOpen = std::numeric_limits<Number>::max();
  const Number until = wanted.until_ms == 0 ? kOpen : wanted.until_ms;
  const PlayPlace before = wanted.before.value_or(PlayPlace{kOpen, kOpen});
  std::vector<FoundPlay> found;
  for (auto& r : rows<Number, Text, Text, Number, Number, Text, Text, Text, Text, Number, Text,
                      Text, Text, Number, Number, Number, Number, Real, Real, Text, Text>(
           session_,
           "SELECT row, device, chain, seq, boot, output, item_kind, item_id, area, programme, "
           "message, title, cls, start_ms, end_ms, clock_trusted, amount, level_dbfs, peak_dbfs, "
           "outcome, reason FROM plays WHERE start_ms >= ? AND start_ms < ? "
           "AND (? = '' OR device = ?) AND (? = '' OR item_id = ?) AND (? = '' OR message = ?) "
           "AND (start_ms < ? OR (start_ms = ? AND row < ?)) "
           "ORDER BY start_ms DESC, row DESC LIMIT ?",
           wanted.from_ms, until, wanted.device, wanted.device, wanted.item, wanted.item,
           wanted.message, wanted.message, before.start_ms, before.start_ms, before.row,
           static_cast<Number>(limit))) {
    FoundPlay one;
    auto& [row, device, chain, seq, boot, output, kind, id, area, programme, message, title, cls,
           start, end, trusted, amount, level, peak, outcome, reason] = r;
    one.place = {start, row};
    one.play = {std::move(device),
                std::move(chain),
                read_number(seq),
                read_number(boot),
                std::move(output),
                {std::move(kind), std::move(id), std::move(area), static_cast<int>(programme),
                 std::move(message), std::move(title), std::move(cls)},
                io::from_ms(start),
                io::from_ms(end),
                trusted != 0,
                read_number(amount),
                level,
                peak,
                std::move(outcome),
                std::move(reason)};
    found.push_back(std::move(one));
  }
  return found;
}

std::vector<SetAsideRow> PlayRows::all_set_aside() const {
  std::vector<SetAsideRow> found;
  for (auto& [device, chain, seq, why, record, kept_ms] :
       rows<Text, Text, Number, Text, Text, Number>(
           session_,
           "SELECT device, chain, seq, why, record, kept_ms FROM plays_set_aside ORDER BY row")) {
    found.push_back(
        {std::move(device), std::move(chain), seq, std::move(why), std::move(record), kept_ms});
  }
  return found;
}

}  // namespace controller
