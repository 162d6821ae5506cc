// Timeline::explain: why each entry and order does or does not play.
#include <algorithm>

#include "playlists/timetable/timeline.h"
#include "playlists/timetable/why.h"

namespace playlists {
namespace {

constexpr Duration explain_ahead = std::chrono::days{8};
constexpr Duration recently = std::chrono::hours{12};

std::string_view code_of(Fate fate) {
  switch (fate) {
    case Fate::Played:
      return "played";
    case Fate::Dropped:
      return "dropped";
    case Fate::NotResumed:
      return "not_resumed";
    case Fate::Missed:
      return "missed_busy";
    case Fate::Expired:
      return "lapsed";
    default:
      return "";
  }
}

ItemRef named(const Programme& programme, const Entry& entry, const Shelf& shelf) {
  const MessageHash& first = entry.messages.front();
  const Message* message = shelf.message(first);
  const bool untitled = entry.title.empty() && message != nullptr;
  return {ItemKind::Entry,   entry.id.text(), programme.area,
          programme.version, first,           untitled ? message->title : entry.title,
          entry.item_class};
}

// Explains the entries of one lane at an instant it was brought to.
class Explainer {
 public:
  Explainer(const Lane& lane, const OrderTable& orders, const Contender& chosen,
            const ZoneRules& zone)
      : lane_(lane),
        orders_(orders),
        chosen_(chosen),
        zone_(zone),
        chain_(chain_at(*lane.casting().placement, lane.now())) {}

  ItemRef item_of(const Contender& who) const {
    if (who.kind == Contender::Kind::Order) return playlists::item_of(*orders_.find(who.order));
    const Job& job = *lane_.job(who);
    return entry_item(lane_, job, Duration{}, lane_.now(), open_end, false).item;
  }

  Explained line(std::uint16_t agenda, std::uint32_t line) const {
    const Agenda& from = *lane_.casting().agendas[agenda];
    const Line& own = from.lines()[line];
    Explained one{name_of(from, own), false, {}};
    std::string_view not_here = own.why_not;
    if (not_here.empty()) not_here = why_not_meant(own, lane_.casting(), chain_);
    if (not_here.empty()) not_here = why_not_valid(from, own);
    if (!not_here.empty()) {
      one.why.push_back(why(not_here));
      return one;
    }
    const Job* chosen = lane_.job(chosen_);
    one.playing = chosen != nullptr && chosen->agenda == agenda && chosen->line == line;
    if (one.playing) {
      one.why.push_back(why_plays(one.item, !own.loops, chosen->phase == Phase::Cut));
      return one;
    }
    add_past(agenda, line, one);
    add_next(agenda, line, one);
    if (one.why.empty()) one.why.push_back(why("not_scheduled"));
    return one;
  }

 private:
  static ItemRef filler_of(const Programme& programme) {
    return {ItemKind::Entry,          "filler", programme.area,       programme.version,
            programme.offline.filler, "",       ItemClass::Background};
  }

  ItemRef name_of(const Agenda& from, const Line& line) const {
    const Programme& programme = from.programme();
    if (line.entry == nullptr) return filler_of(programme);
    return named(programme, *line.entry, *lane_.casting().shelf);
  }

  std::string_view why_not_valid(const Agenda& from, const Line& line) const {
    const Instant now = lane_.now();
    const Programme& programme = from.programme();
    if (now < programme.valid_from) return "programme_not_yet";
    if (now >= programme.valid_until) return "programme_expired";
    if (now < line.from) return line.entry == nullptr ? "not_offline" : "message_not_yet";
    if (now < line.limit) return "";
    const bool message_ended =
        std::any_of(line.rounds.begin(), line.rounds.end(), [&](const Round& round) {
          return std::any_of(round.pieces.begin(), round.pieces.end(), [&](const Piece& piece) {
            const Message* message = lane_.casting().shelf->message(piece.message);
            return message != nullptr && now >= message->valid_until;
          });
        });
    return message_ended ? "message_expired" : "offline_too_long";
  }

  void add_past(std::uint16_t agenda, std::uint32_t line, Explained& one) const {
    const Job* last = nullptr;
    for (const Job& job : lane_.jobs()) {
      if (job.agenda == agenda && job.line == line && job.start <= lane_.now()) last = &job;
    }
    if (last == nullptr) return;
    if (last->loops) {
      if (lane_.now() >= last->close) return;
      const Job* chosen = lane_.job(chosen_);
      const bool same_class = chosen != nullptr && chosen->loops &&
                              lane_.line(*chosen).item_class == lane_.line(*last).item_class;
      one.why.push_back(same_class || !chosen_ ? why("other_turn") : why_covered(item_of(chosen_)));
      return;
    }
    if (last->phase == Phase::Due || last->phase == Phase::Cut) {
      if (last->due > lane_.now()) return one.why.push_back(why_later(last->due, zone_));
      const bool ready =
          std::all_of(lane_.round(*last).pieces.begin(), lane_.round(*last).pieces.end(),
                      [&](const Piece& piece) {
                        return lane_.casting().shelf->is_ready(piece.message, lane_.casting().kind);
                      });
      if (!ready) return one.why.push_back(why("missing_content"));
      if (chosen_) return one.why.push_back(why_covered(item_of(chosen_)));
      return;
    }
    const bool recent = lane_.now() - last->start < recently;
    if (!recent || last->phase != Phase::Over) return;
    one.why.push_back(why(code_of(last->fate)));
    const bool by_other = last->by >= 0 && last->fate != Fate::Played;
    if (!by_other) return;
    const Job& by = lane_.jobs()[static_cast<std::size_t>(last->by)];
    one.why.push_back(
        why_covered(entry_item(lane_, by, Duration{}, lane_.now(), open_end, false).item));
  }

  void add_next(std::uint16_t agenda, std::uint32_t line, Explained& one) const {
    const Agenda& from = *lane_.casting().agendas[agenda];
    const Line& own = from.lines()[line];
    if (own.entry == nullptr) return;
    const auto& programme = lane_.casting().shelf->programmes().at(from.programme().area);
    std::vector<Occurrence> later;
    programme->times[line].append(own.rounds.front().span, lane_.now(), lane_.now() + explain_ahead,
                                  false, later);
    const auto next = std::find_if(later.begin(), later.end(), [&](const Occurrence& occurrence) {
      return occurrence.start > lane_.now();
    });
    if (next != later.end()) one.why.push_back(why_later(next->start, zone_));
  }

  const Lane& lane_;
  const OrderTable& orders_;
  const Contender& chosen_;
  const ZoneRules& zone_;
  std::vector<AreaCode> chain_;
};

}  // namespace

std::vector<Explained> Timeline::explain(OutputKind kind, Instant now) const {
  std::vector<Explained> all;
  Lane here = lane(kind, now);
  const Contender chosen = here.pass(now, orders_);
  const ZoneRules zone = zone_of(placement_);
  const Explainer explainer{here, orders_, chosen, zone};
  for (const auto& [id, held] : orders_.all()) {
    const bool playing = chosen.kind == Contender::Kind::Order && chosen.order == id;
    Explained one{item_of(held), playing, {}};
    const OrderJudgement judgement = judge(held, kind, now);
    if (one.playing) {
      const bool cut = held.lanes.at(kind).state == OrderState::Cut;
      one.why.push_back(why_plays(one.item, true, cut));
    } else if (judgement.eligible) {
      one.why.push_back(why_covered(explainer.item_of(chosen)));
    } else if (judgement.waits) {
      one.why.push_back(why_later(judgement.until, zone));
    } else {
      one.why.push_back(why(judgement.reason.empty() ? "finished" : judgement.reason));
    }
    all.push_back(std::move(one));
  }
  if (output_of(placement_.profile, kind) == nullptr) return all;
  if (!trusted_) {
    for (const auto& [area, programme] : shelf_.programmes()) {
      for (const Entry& entry : programme->programme.entries) {
        all.push_back(
            {named(programme->programme, entry, shelf_), false, {why("no_trusted_time")}});
      }
    }
    return all;
  }
  for (std::size_t i = 0; i < here.casting().agendas.size(); ++i) {
    const std::size_t lines = here.casting().agendas[i]->lines().size();
    for (std::uint32_t line = 0; line < lines; ++line) {
      all.push_back(explainer.line(static_cast<std::uint16_t>(i), line));
    }
  }
  return all;
}

}  // namespace playlists
