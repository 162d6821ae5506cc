#include "tests/reference/occurrences.h"

#include <algorithm>
#include <map>
#include <optional>
#include <stdexcept>
#include <tuple>

#include "tests/reference/recurrence.h"

namespace reference {
namespace {

using namespace std::chrono;
using playlists::CivilDay;
using playlists::Entry;
using playlists::Message;
using playlists::OutputKind;
using playlists::Placement;
using playlists::Programme;
using playlists::Selector;

constexpr Duration hour = hours{1};

template <class T>
bool holds(const std::vector<T>& list, const T& value) {
  return std::find(list.begin(), list.end(), value) != list.end();
}

// --- §3: where, and in which language

using Chain = std::vector<playlists::AreaCode>;

Chain areas_at(const Placement& placement, Instant instant) {
  Chain chain;
  for (const auto& placed : placement.areas) {
    if (placed.from <= instant) chain.push_back(placed.code);
  }
  return chain;
}

bool names_area(const Selector& selector, const Chain& chain) {
  if (!selector.below) return !chain.empty() && holds(selector.areas, chain.front());
  return std::any_of(chain.begin(), chain.end(),
                     [&](const auto& area) { return holds(selector.areas, area); });
}

bool matches(const Selector& selector, const Placement& placement, const Chain& chain) {
  if (!selector.areas.empty() && !names_area(selector, chain)) return false;
  if (!selector.sites.empty() && !holds(selector.sites, placement.site.id)) return false;
  if (!selector.profiles.empty() && !holds(selector.profiles, placement.profile.name)) return false;
  return selector.tags.empty() ||
         std::any_of(selector.tags.begin(), selector.tags.end(),
                     [&](const auto& tag) { return holds(placement.tags, tag); });
}

bool is_meant(const Entry& entry, const Placement& placement, const Chain& chain) {
  const auto matched = [&](const Selector& selector) {
    return matches(selector, placement, chain);
  };
  const auto& where = entry.where;
  if (std::any_of(where.exclude.begin(), where.exclude.end(), matched)) return false;
  return where.include.empty() || std::any_of(where.include.begin(), where.include.end(), matched);
}

struct Device {
  const Case& given;
  OutputKind kind;
  std::string key;  // of the output's renditions
};

// The languages a message has for the output, in its own order: those of its renditions, on a
// picture output then those of its cards. An empty one is for any language.
std::vector<std::string> languages_of(const Message& message, const Device& device) {
  std::vector<std::string> found;
  for (const auto& rendition : message.renditions) {
    if (rendition.for_key == device.key) found.push_back(rendition.lang);
  }
  for (const auto& variant : message.variants) {
    if (device.kind == OutputKind::Picture && variant.card) found.push_back(variant.lang);
  }
  return found;
}

std::vector<std::string> languages(const std::vector<std::string>& has, const Device& device) {
  static const std::vector<std::string> vietnamese{"vi"};
  const auto& wanted = device.given.languages.empty() ? vietnamese : device.given.languages;
  std::vector<std::string> found;
  for (const auto& lang : wanted) {
    if (holds(has, lang)) found.push_back(lang);
  }
  if (found.empty()) found = {has.front()};
  if (!device.given.all_languages) found.resize(1);
  return found;
}

Duration length(const Message& message, const std::string& lang, const Device& device) {
  for (const auto& wanted : {lang, std::string{}}) {
    for (const auto& rendition : message.renditions) {
      if (rendition.for_key == device.key && rendition.lang == wanted) return rendition.duration;
    }
  }
  return message.duration;
}

// --- §1: pieces and validities

struct Span {
  Instant from{};
  Instant until = playlists::open_end;

  Span within(const Span& other) const {
    return {std::max(from, other.from), std::min(until, other.until)};
  }
};

Span validity(const Programme& programme, const Case& given) {
  Span span{programme.valid_from, programme.valid_until};
  if (programme.offline.days > 0 && given.heard) {
    span.until = std::min(span.until, Instant{*given.heard + days{programme.offline.days}});
  }
  return span;
}

// Nothing when a message is not there or has nothing for this output.
std::optional<Content> content(const std::vector<playlists::MessageHash>& hashes, int repeat,
                               Span valid, const Device& device) {
  Content made;
  for (const auto& hash : hashes) {
    const auto found = device.given.messages.find(hash);
    if (found == device.given.messages.end()) return std::nullopt;
    const Message& message = found->second;
    const auto has = languages_of(message, device);
    if (has.empty()) return std::nullopt;
    valid = valid.within({message.valid_from, message.valid_until});
    for (const auto& lang : languages(has, device)) {
      made.pieces.push_back({hash, lang, length(message, lang, device)});
      made.playing += made.pieces.back().length;
    }
  }
  made.span = made.playing * repeat;
  made.from = valid.from;
  made.until = valid.until;
  return made;
}

std::optional<std::vector<Content>> contents(const Entry& entry, Span valid, const Device& device) {
  std::vector<Content> made;
  if (!entry.cycle_one) {
    const auto all = content(entry.messages, entry.repeat, valid, device);
    if (!all) return std::nullopt;
    return std::vector{*all};
  }
  for (const auto& hash : entry.messages) {
    const auto one = content({hash}, entry.repeat, valid, device);
    if (!one) return std::nullopt;
    made.push_back(*one);
  }
  return made;
}

// --- §1: starts

struct Start {
  LocalSeconds local{};
  Instant at{};
  bool excepted = false;
  std::size_t before = 0;  ///< starts the rule has had before

  auto key() const { return std::tie(at, local); }
};

bool is_excepted(const Entry& entry, LocalSeconds start) {
  return std::any_of(entry.when.except.begin(), entry.when.except.end(), [&](const auto& except) {
    const auto day = floor<days>(start);
    if (local_days{except.day} != day) return false;
    return !except.time || *except.time == start - day;
  });
}

// `only`, `never` and dayparts: with the documents they name.
void refuse_what_comes_later(const Entry& entry) {
  if (!entry.when.only.empty() || !entry.when.never.empty() || !entry.when.daypart.empty()) {
    throw std::invalid_argument("reference: no calendars or dayparts yet");
  }
}

std::vector<LocalSeconds> of_one_time(const Entry& entry, const Zone& zone, seconds time,
                                      LocalSeconds from, LocalSeconds until) {
  const auto& when = entry.when;
  const LocalSeconds first = local_days{when.from.value_or(CivilDay{1970y / January / 1})} + time;
  std::vector<LocalSeconds> found;
  if (when.rule.empty()) {
    if (first >= from && first < until) found.push_back(first);
  } else {
    const Rule rule = parse_rule(when.rule);
    found = expand(rule, first, from, until);
    if (rule.until_utc) {
      std::erase_if(found, [&](LocalSeconds at) { return zone.instant(at) > *rule.until_utc; });
    }
  }
  if (when.until) {
    std::erase_if(found,
                  [&](LocalSeconds at) { return floor<days>(at) > local_days{*when.until}; });
  }
  return found;
}

// Ascending, each once.
void sort_once(std::vector<LocalSeconds>& starts) {
  std::sort(starts.begin(), starts.end());
  starts.erase(std::unique(starts.begin(), starts.end()), starts.end());
}

// The set, before `except`, of local starts in [from, until), by instant.
std::vector<Start> starts(const Entry& entry, const Zone& zone, LocalSeconds from,
                          LocalSeconds until) {
  refuse_what_comes_later(entry);
  std::vector<LocalSeconds> of_rule;
  const auto times = entry.when.window ? std::vector{entry.when.window->start} : entry.when.times;
  for (const seconds time : times) {
    const auto found = of_one_time(entry, zone, time, from, until);
    of_rule.insert(of_rule.end(), found.begin(), found.end());
  }
  sort_once(of_rule);
  auto all = of_rule;
  for (const LocalSeconds also : entry.when.also) {
    if (also >= from && also < until) all.push_back(also);
  }
  sort_once(all);
  std::vector<Start> found;
  for (const LocalSeconds local : all) {
    const auto before = std::lower_bound(of_rule.begin(), of_rule.end(), local) - of_rule.begin();
    found.push_back(
        {local, zone.instant(local), is_excepted(entry, local), static_cast<std::size_t>(before)});
  }
  std::sort(found.begin(), found.end(),
            [](const Start& a, const Start& b) { return a.key() < b.key(); });
  return found;
}

seconds window_length(const Entry& entry) {
  if (!entry.when.window) return seconds{0};
  const seconds length = entry.when.window->end - entry.when.window->start;
  return length > seconds{0} ? length : length + days{1};
}

Instant window_end(const Entry& entry, const Zone& zone, LocalSeconds start) {
  return zone.instant(start + window_length(entry));
}

// --- timed playings inside a window

std::vector<Instant> every_so_often(const playlists::When& when, Instant open, Instant close) {
  std::vector<Instant> found;
  for (int k = 0; when.most == 0 || k < when.most; ++k) {
    const Instant at = open + k * when.every;
    if (at >= close) break;
    found.push_back(at);
  }
  return found;
}

std::int64_t plays_an_hour(const playlists::Share& share, Duration span) {
  if (share.plays > 0) return share.plays;
  const std::int64_t wanted = 36'000 * share.percent;
  return std::max<std::int64_t>(1, (wanted + span.count() - 1) / span.count());
}

std::vector<Instant> share_of_each_hour(std::int64_t plays, Instant open, Instant close) {
  std::vector<Instant> found;
  for (Instant begin = open; begin < close; begin += hour) {
    for (std::int64_t i = 0; i < plays; ++i) {
      const Instant at = begin + Duration{i * hour.count() / plays};
      if (at < close) found.push_back(at);
    }
  }
  return found;
}

std::vector<Instant> playings_in(const Item& item, Instant open, Instant close) {
  const auto& when = item.entry->when;
  if (when.every > seconds{0}) return every_so_often(when, open, close);
  return share_of_each_hour(plays_an_hour(*when.share, item.contents.front().span), open, close);
}

// --- occurrences of one entry

struct Horizon {
  Instant origin;
  Instant until;
  const Placement& placement;
};

// Begins in the time looked at, on a device that is meant then.
bool is_looked_at(const Item& item, Instant start, const Horizon& horizon) {
  return start >= horizon.origin && start < horizon.until &&
         is_meant(*item.entry, horizon.placement, areas_at(horizon.placement, start));
}

// Each window that is not taken out and not empty, by start. Of two that start at one instant (the
// clock skipped one of the starts) the first.
std::map<Instant, Instant> unclipped_windows(const Item& item, const std::vector<Start>& from) {
  std::map<Instant, Instant> closes;
  for (const Start& start : from) {
    const Instant close = window_end(*item.entry, *item.zone, start.local);
    if (!start.excepted && start.at < close) closes.emplace(start.at, close);
  }
  return closes;
}

void add_windows(Occurrences& out, std::size_t index, const std::vector<Start>& from,
                 const Horizon& horizon) {
  const Item& item = out.items[index];
  const Content& content = item.contents.front();
  for (const auto& [open, close] : unclipped_windows(item, from)) {
    const WindowOccurrence window{index, std::max(open, content.from),
                                  std::min(close, content.until)};
    if (window.open < window.close && is_looked_at(item, window.open, horizon)) {
      out.windows.push_back(window);
    }
  }
}

// When a timed playing begins, and the how many-eth it is (for `cycle` `one`).
struct Playing {
  Instant at{};
  std::size_t number = 0;
};

// Every timed playing of the set; two at one instant are one, the first.
std::vector<Playing> playings(const Item& item, const std::vector<Start>& from) {
  std::vector<Playing> all;
  for (const Start& start : from) {
    if (start.excepted) continue;
    if (!item.entry->when.window) {
      all.push_back({start.at, start.before});
      continue;
    }
    const Instant close = window_end(*item.entry, *item.zone, start.local);
    std::size_t k = 0;
    for (const Instant at : playings_in(item, start.at, close)) {
      all.push_back({at, start.before + k++});
    }
  }
  std::stable_sort(all.begin(), all.end(),
                   [](const Playing& a, const Playing& b) { return a.at < b.at; });
  all.erase(std::unique(all.begin(), all.end(),
                        [](const Playing& a, const Playing& b) { return a.at == b.at; }),
            all.end());
  return all;
}

void add_timed(Occurrences& out, std::size_t index, const std::vector<Start>& from,
               const Horizon& horizon) {
  const Item& item = out.items[index];
  const auto begin = out.timed.size();
  for (const Playing& playing : playings(item, from)) {
    const std::size_t content = playing.number % item.contents.size();
    const Content& plays = item.contents[content];
    if (playing.at < plays.from || playing.at >= plays.until) continue;
    if (!is_looked_at(item, playing.at, horizon)) continue;
    out.timed.push_back({index, content, playing.at});
  }
  for (std::size_t i = begin; i + 1 < out.timed.size(); ++i) {
    out.timed[i].next = out.timed[i + 1].start;
  }
}

void add_entry(Occurrences& out, Item item, const Horizon& horizon) {
  const Entry& entry = *item.entry;
  // `cycle` counts from the first start. Clocks jump by less than `slack`.
  constexpr auto slack = hours{3};
  const LocalSeconds from = entry.cycle_one
                                ? LocalSeconds{local_days{1970y / January / 1}}
                                : item.zone->local(horizon.origin) - window_length(entry) - slack;
  const LocalSeconds until = item.zone->local(horizon.until) + slack;
  const auto found = starts(entry, *item.zone, from, until);
  const auto index = out.items.size();
  out.items.push_back(std::move(item));
  if (playlists::loops(entry.when)) {
    add_windows(out, index, found, horizon);
  } else {
    add_timed(out, index, found, horizon);
  }
}

// §7: from the programme's end on, without end; already begun at the origin if the end lies before.
void add_filler(Occurrences& out, const Programme& programme, Item item, Span area,
                const Device& device, const Horizon& horizon) {
  const Span valid = validity(programme, device.given);
  if (programme.offline.filler.empty() || valid.until >= horizon.until) return;
  const auto one = content({programme.offline.filler}, 1, area, device);
  if (!one) return;
  const WindowOccurrence window{out.items.size(),
                                std::max({valid.until, one->from, horizon.origin}), one->until};
  if (window.open >= window.close) return;
  item.id = "filler";
  item.contents = {*one};
  out.items.push_back(std::move(item));
  out.windows.push_back(window);
}

void add_programme(Occurrences& out, const Programme& programme, int depth, Span area,
                   const Device& device, const Horizon& horizon) {
  Item common;
  common.area = programme.area;
  common.depth = depth;
  common.zone = &Zone::find(programme.zone);
  const Span valid = area.within(validity(programme, device.given));
  for (const Entry& entry : programme.entries) {
    if (!entry.outputs.empty() && !holds(entry.outputs, device.kind)) continue;
    auto plays = contents(entry, valid, device);
    if (!plays) continue;
    Item item = common;
    item.entry = &entry;
    item.id = entry.id.text();
    item.item_class = entry.item_class;
    item.lose = entry.lose;
    item.contents = std::move(*plays);
    add_entry(out, std::move(item), horizon);
  }
  add_filler(out, programme, common, area, device, horizon);
}

}  // namespace

Occurrences occurrences(const Case& given, OutputKind kind, Instant origin, Instant until) {
  Occurrences out;
  const auto* output = playlists::output_of(given.placement.profile, kind);
  if (output == nullptr) return out;
  const Device device{given, kind, playlists::rendition_key(*output)};
  for (std::size_t depth = 0; depth < given.placement.areas.size(); ++depth) {
    const auto& placed = given.placement.areas[depth];
    for (const Programme& programme : given.programmes) {
      if (programme.area != placed.code) continue;
      add_programme(out, programme, static_cast<int>(depth), {placed.from}, device,
                    {origin, until, given.placement});
    }
  }
  std::sort(out.timed.begin(), out.timed.end(), [](const auto& a, const auto& b) {
    return std::tie(a.start, a.item) < std::tie(b.start, b.item);
  });
  std::stable_sort(out.windows.begin(), out.windows.end(), [&](const auto& a, const auto& b) {
    const Item& x = out.items[a.item];
    const Item& y = out.items[b.item];
    return std::tie(a.open, x.depth, x.id) < std::tie(b.open, y.depth, y.id);
  });
  return out;
}

}  // namespace reference
